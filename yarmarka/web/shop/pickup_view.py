"""Pick-up points in words and as a picture: which there are for a service, when they are open, which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from babel.dates import format_skeleton, get_day_names
from django.utils.translation import pgettext

from yarmarka.domain.places.queries import city_key
from yarmarka.domain.shipping.queries import carriers_names, pickup_points_in
from yarmarka.domain.shipping.rules import open_on, suits, week_of
from yarmarka.domain.shipping.types import PickupPointCard
from yarmarka.flows.price_basket import Quote
from yarmarka.presentation.locales import cldr, current_language
from yarmarka.vocabulary.goods import in_language
from yarmarka.vocabulary.places import PostalAddress
from yarmarka.web.shop.local_map import LocalMap, local_map

#: of so many at the most one is chosen within the order's form
_MOST: Final = 12


@dataclass(frozen=True)
class PointView:
    """A pick-up point in words; the number is its mark on the map."""

    number: int
    card: PickupPointCard
    carrier: str
    address: str
    today: str
    week: tuple[str, ...]
    exceptions: tuple[str, ...]
    x: float
    y: float
    is_chosen: bool

    @property
    def place(self) -> str:
        """Where it is, as a telephone's maps are told (RFC 5870)."""
        return f"{self.card.latitude:.6f},{self.card.longitude:.6f}"


@dataclass(frozen=True)
class PointsView:
    """Points on a list and on a map."""

    points: tuple[PointView, ...]
    map: LocalMap | None
    #: how many more there are than are shown
    more: int = 0


def points_view(
    cards: Sequence[PickupPointCard], *, chosen: UUID | None = None, today: date, most: int = 200
) -> PointsView:
    """Return points as a page shows them: at the most so many, the chosen one among them."""
    shown = sorted(cards, key=lambda card: card.id != chosen)[:most]
    shown.sort(key=lambda card: (-card.latitude, card.longitude))
    drawn = local_map([(card.latitude, card.longitude) for card in shown])
    language, names = current_language(), carriers_names() if shown else {}
    return PointsView(
        points=tuple(
            PointView(
                number=number,
                card=card,
                carrier=in_language(names.get(card.carrier, {}), language),
                address=in_language(card.addresses, language),
                today=_hours_words(open_on(card, today)),
                week=tuple(_days_words(*row, language=language) for row in week_of(card)),
                exceptions=tuple(
                    f"{_day_words(day, language)}: {_hours_words((hours,) if hours else ())}"
                    for day, hours in sorted(card.exceptions.items())
                    if day >= today
                ),
                x=x,
                y=y,
                is_chosen=card.id == chosen,
            )
            for number, (card, (x, y)) in enumerate(
                zip(shown, drawn.dots if drawn else (), strict=True), start=1
            )
        ),
        map=drawn,
        more=len(cards) - len(shown),
    )


def points_to_choose(
    quote: Quote, address: PostalAddress | None, chosen: dict[UUID, UUID], *, now: datetime
) -> dict[UUID, PointsView]:
    """Return, by seller, the points in the town of an address where the chosen service's parcel can wait.

    Asks nothing where no chosen service wants a point.
    """
    picking = [part for part in quote.sellers if part.chosen and part.chosen.service.picks_point]
    if not picking or address is None:
        return {}
    carriers = {part.chosen.service.carrier for part in picking if part.chosen}
    there = pickup_points_in(address.country, city_key(address.city), carriers=carriers)
    return {
        part.seller.id: points_view(
            [
                card
                for card in there
                if part.chosen
                and suits(
                    card,
                    part.chosen.service,
                    country=address.country,
                    weight_g=part.weight_g,
                    longest_mm=part.longest_mm,
                )
            ],
            chosen=chosen.get(part.seller.id),
            today=now.date(),
            most=_MOST,
        )
        for part in picking
    }


def frozen_words(pickup: dict[str, object] | None) -> str:
    """Return the address of a point as an order keeps it, in the reader's language; nothing where none was chosen."""
    addresses = pickup.get("addresses") if pickup else None
    return in_language(addresses, current_language()) if isinstance(addresses, dict) else ""


def _hours_words(hours: Sequence[tuple[time, time]]) -> str:
    return ", ".join(f"{opens:%H:%M}–{closes:%H:%M}" for opens, closes in hours) or pgettext(
        "a pick-up point is", "closed"
    )


def _days_words(first: int, last: int, hours: Sequence[tuple[time, time]], *, language: str) -> str:
    names = get_day_names("abbreviated", locale=cldr(language))
    days = names[first - 1] if first == last else f"{names[first - 1]}–{names[last - 1]}"
    return f"{days} {_hours_words(hours)}"


def _day_words(day: date, language: str) -> str:
    return str(format_skeleton("MMMd", day, locale=cldr(language)))
