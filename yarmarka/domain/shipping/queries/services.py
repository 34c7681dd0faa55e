"""Which services there are, with all that their prices and dates rest on; asked once in a few seconds by a process."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, time
from itertools import product
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from psycopg.types.range import Range

from yarmarka.domain.shipping.rules import promise, reaches
from yarmarka.domain.shipping.types import (
    BandCard,
    Ending,
    LegCard,
    LegKind,
    PlaceDays,
    Quality,
    Reach,
    ServiceCard,
    Speed,
)
from yarmarka.kernel.remembered import LONGEST, Remembered
from yarmarka.kernel.sql import Statement

#: statements stand in the context's own sql/ folder
_HERE: Final = str(Path(__file__).parent)  # `beside` takes the folder above
_SERVICES: Final = Statement.beside(_HERE, "services")


@dataclass(frozen=True)
class _Row:
    """A service as the statement tells it; what hangs on it is JSON."""

    id: UUID
    carrier: str
    code: str
    names: dict[str, str]
    origin_country: str
    destination_country: str
    base_minor: int
    per_kg_minor: int
    currency: str
    max_weight_g: int
    min_days: int
    max_days: int
    inspection_days: int
    speed: str
    ending: str
    picks_point: bool
    cut_off: time | None
    volume_divisor: int
    max_side_mm: int
    max_value_minor: int | None
    takes_batteries: bool
    valid_from: datetime | None
    valid_until: datetime | None
    lane: str
    bands: list[list[Any]] | None
    legs: list[list[Any]] | None
    learnt: list[list[Any]] | None
    reach: list[list[Any]] | None

    def card(self) -> ServiceCard:
        """Return the service as others are told of it."""
        places = {place: PlaceDays(*days) for place, *days in self.learnt or ()}
        everywhere = places.pop("", None)
        own = {name: getattr(self, name) for name in _AS_THEY_ARE}
        return ServiceCard(
            **own,
            speed=Speed(self.speed),
            ending=Ending(self.ending),
            usual_days=everywhere.usual_days if everywhere else None,
            sure_days=everywhere.sure_days if everywhere else None,
            deliveries=everywhere.deliveries if everywhere else 0,
            by_place=places,
            bands=tuple(BandCard(*band) for band in self.bands or ()),
            legs=tuple(LegCard(LegKind(kind), *rest) for kind, *rest in self.legs or ()),
            # A row for this service stands behind those for all of the carrier's, and replaces them.
            reach={place: _reach(told) for place, *told in self.reach or ()},
        )


_MADE: Final = frozenset({"speed", "ending", "bands", "legs", "learnt", "reach", "valid_from", "valid_until"})
_AS_THEY_ARE: Final = tuple(one.name for one in fields(_Row) if one.name not in _MADE)


def _reach(told: Sequence[Any]) -> Reach:
    quality, extra_min, extra_max, begins, ends, notes = told
    return Reach(Quality(quality), extra_min, extra_max, (begins, ends) if begins else None, notes)


@dataclass(frozen=True)
class _Offered:
    """The services that are offered about an instant, by route, each with the time that it is offered in."""

    at: datetime
    by_route: dict[tuple[str, str], list[tuple[Range[datetime], ServiceCard]]]


_OFFERED: Final = Remembered[_Offered]()


def services_between(
    origins: Collection[str], destinations: Collection[str], *, now: datetime
) -> dict[tuple[str, str], tuple[ServiceCard, ...]]:
    """Return, by (origin, destination) country, the services that are offered at this instant.

    A service begins and ends to the second; one that was written down in the last seconds may not be known yet.
    """
    by_route = _offered_about(now).by_route
    found: dict[tuple[str, str], tuple[ServiceCard, ...]] = {}
    for route in product(origins, destinations):
        if cards := tuple(card for valid, card in by_route.get(route, ()) if now in valid):
            found[route] = cards
    return found


def days_to(country: str, *, place: str = "", now: datetime) -> dict[str, int]:
    """Return, by country of origin, within how many days the quickest service offered now promises to bring goods to a
    country, or to a place in it; origins from which nothing goes there are left out."""
    found: dict[str, int] = {}
    for (origin, destination), offered in _offered_about(now).by_route.items():
        days = [
            (promise(card, now=now, place=place).to_on - now.date()).days
            for valid, card in offered
            if destination == country and now in valid and reaches(card, place, on=now.date())
        ]
        if days:
            found[origin] = min(days)
    return found


def protection_days(*, now: datetime) -> tuple[int, int]:
    """Return the shortest and the longest inspection time, in days, of the services offered now; (0, 0) of none."""
    days = [card.inspection_days for card in services_on_offer(now=now)] or [0]
    return min(days), max(days)


def forget_services() -> None:
    """Ask for services anew: this process has just changed one, or what hangs on it."""
    _OFFERED.forget()


def services_on_offer(*, now: datetime) -> tuple[ServiceCard, ...]:
    """Return every service that is offered at this instant."""
    by_route = _offered_about(now).by_route
    return tuple(card for cards in by_route.values() for valid, card in cards if now in valid)


def services(ids: Collection[UUID], *, now: datetime | None = None) -> dict[UUID, ServiceCard]:
    """Return services by id, also those no longer offered; with legs and reach as they hold at an instant, if one is
    given."""
    if not ids:
        return {}
    return {row.id: row.card() for row in _SERVICES.rows(_Row, at=now, since=None, until=None, ids=list(ids))}


def _offered_about(now: datetime) -> _Offered:
    known = _OFFERED.get()
    if known is not None and abs(now - known.at) < LONGEST:
        return known
    rows = _SERVICES.rows(_Row, at=now, since=now - LONGEST, until=now + LONGEST, ids=None)
    by_route: dict[tuple[str, str], list[tuple[Range[datetime], ServiceCard]]] = {}
    for row in rows:
        route = (row.origin_country, row.destination_country)
        by_route.setdefault(route, []).append((Range(row.valid_from, row.valid_until), row.card()))
    return _OFFERED.keep(_Offered(at=now, by_route=by_route))
