"""Services, parcels and their history."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime
from itertools import product
from typing import Final
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import JSONObject
from psycopg.types.range import Range

from yarmarka.domain.shipping.models import (
    Carrier,
    CarrierDay,
    DeliveryService,
    LearntService,
    Parcel,
    ParcelEvent,
)
from yarmarka.domain.shipping.rules import GIVEN_UP_AFTER
from yarmarka.domain.shipping.types import ParcelCard, ParcelEventCard, ServiceCard
from yarmarka.kernel.remembered import LONGEST, Remembered
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.parcels import TERMINAL, ParcelState


@dataclass(frozen=True)
class _Offered:
    """The services that are offered about an instant, by route, each with the time that it is offered in."""

    at: datetime
    by_route: dict[tuple[str, str], list[tuple[Range[datetime], ServiceCard]]]


_AT_STAKE: Final = Statement.beside(__file__, "parts_at_stake")
#: what the deliveries of a service taught, in the statement that asks for it
_LEARNT: Final = Subquery(
    LearntService.objects.filter(
        carrier=OuterRef("carrier"),
        code=OuterRef("code"),
        origin_country=OuterRef("origin_country"),
        destination_country=OuterRef("destination_country"),
    ).values(
        found=JSONObject(usual_days="usual_days", sure_days="sure_days", deliveries="deliveries"),
    )
)
_LEARNT_FIELDS: Final = frozenset({"usual_days", "sure_days", "deliveries"})

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


def protection_days(*, now: datetime) -> tuple[int, int]:
    """Return the shortest and the longest inspection time, in days, of the services offered now; (0, 0) of none."""
    cards = [card for cards in _offered_about(now).by_route.values() for valid, card in cards if now in valid]
    days = [card.inspection_days for card in cards] or [0]
    return min(days), max(days)


def forget_services() -> None:
    """Ask for services anew: this process has just offered one."""
    _OFFERED.forget()


def _offered_about(now: datetime) -> _Offered:
    known = _OFFERED.get()
    if known is not None and abs(now - known.at) < LONGEST:
        return known
    offered = DeliveryService.objects.filter(valid__overlap=(now - LONGEST, now + LONGEST))
    rows = offered.annotate(learnt=_LEARNT).order_by("id")
    by_route: dict[tuple[str, str], list[tuple[Range[datetime], ServiceCard]]] = {}
    for row in rows:
        route = (row.origin_country, row.destination_country)
        by_route.setdefault(route, []).append((row.valid, _service(row)))
    return _OFFERED.keep(_Offered(at=now, by_route=by_route))


def services_on_offer(*, now: datetime) -> tuple[ServiceCard, ...]:
    """Return every service that is offered at this instant."""
    by_route = _offered_about(now).by_route
    return tuple(card for cards in by_route.values() for valid, card in cards if now in valid)


def services(ids: Collection[UUID]) -> dict[UUID, ServiceCard]:
    """Return services by id, also those no longer offered."""
    return {row.id: _service(row) for row in DeliveryService.objects.filter(id__in=list(ids))}


def parcels_of(seller_order_ids: Collection[UUID]) -> tuple[ParcelCard, ...]:
    """Return the parcels of some seller orders, the oldest first."""
    return tuple(_parcels(Parcel.objects.filter(seller_order_id__in=list(seller_order_ids)).order_by("id")))


def parcels(ids: Collection[UUID]) -> dict[UUID, ParcelCard]:
    """Return parcels by id."""
    return {card.id: card for card in _parcels(Parcel.objects.filter(id__in=list(ids)))}


def parts_at_stake(
    words: Iterable[tuple[str, ParcelState]], *, weighty: Collection[ParcelState], carrier: str
) -> set[UUID]:
    """Return the seller orders that a carrier's words (number and state) may move or have to be told about.

    They are those whose parcel was not handed over yet, and those that a weighty word is about.
    """
    said = list(words)
    return set(
        _AT_STAKE.column(
            numbers=list({number for number, _ in said}),
            weighty=list({number for number, state in said if state in weighty}),
            carrier=carrier,
        )
    )


def carrier_names(code: str) -> dict[str, str]:
    """Return what a carrier is called, by language; nothing for one that is unknown."""
    row = Carrier.objects.filter(code=code).first()
    return row.names if row else {}


def quiet_parcels(
    *, until: datetime, limit: int, carriers: Collection[str] | None = None
) -> tuple[ParcelCard, ...]:
    """Return parcels on their way that were neither heard of nor asked about since `until`, of some carriers or of all.

    Those not asked about for the longest time come first, so that every one has its turn. Those silent for very long
    are left to people.
    """
    quiet = Parcel.objects.filter(
        Q(asked_at=None) | Q(asked_at__lt=until),
        handed_over_at__lt=until,
        state_at__lt=until,
        state_at__gt=until - GIVEN_UP_AFTER,
    ).exclude(state__in=[state.value for state in TERMINAL])
    if carriers is not None:
        quiet = quiet.filter(carrier_id__in=carriers)
    return tuple(_parcels(quiet.order_by(F("asked_at").asc(nulls_first=True), "state_at")[:limit]))


def carrier_codes() -> tuple[str, ...]:
    """Return all carriers by their codes."""
    return tuple(Carrier.objects.order_by("code").values_list("code", flat=True))


def asked_on(day: date, *, carrier: str) -> int:
    """Return how often a carrier was asked about parcels on a day."""
    found = CarrierDay.objects.filter(carrier_id=carrier, day=day).first()
    return found.asked if found else 0


def history_of(parcel_ids: Collection[UUID]) -> tuple[ParcelEventCard, ...]:
    """Return what carriers said of some parcels, the oldest first."""
    rows = ParcelEvent.objects.filter(parcel_id__in=list(parcel_ids)).order_by("occurred_at", "id")
    return tuple(
        ParcelEventCard(
            parcel_id=row.parcel_id,
            state=ParcelState(row.state),
            raw_code=row.raw_code,
            texts=row.texts,
            place=row.place,
            country=row.country,
            occurred_at=row.occurred_at,
        )
        for row in rows
    )


def _service(row: DeliveryService) -> ServiceCard:
    shared = {
        field.name: getattr(row, field.name)
        for field in fields(ServiceCard)
        if field.name != "carrier" and field.name not in _LEARNT_FIELDS
    }
    return ServiceCard(carrier=row.carrier_id, **shared, **(getattr(row, "learnt", None) or {}))


def _parcels(rows: Iterable[Parcel]) -> Iterable[ParcelCard]:
    names = [field.name for field in fields(ParcelCard) if field.name not in {"carrier", "state"}]
    return (
        ParcelCard(
            carrier=row.carrier_id,
            state=ParcelState(row.state),
            **{name: getattr(row, name) for name in names},
        )
        for row in rows
    )
