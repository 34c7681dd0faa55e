"""What would it cost to have this offer brought to a country, and by when?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from yarmarka.domain.customs.errors import CustomsRateMissing
from yarmarka.domain.customs.queries import law_of
from yarmarka.domain.customs.rules import LawOfTheDay, landed_cost
from yarmarka.domain.customs.types import Consignment, Goods, LandedCost, Rates
from yarmarka.domain.pricing.queries import rates_at, rates_to
from yarmarka.domain.pricing.rules import convert
from yarmarka.domain.pricing.types import Rate
from yarmarka.domain.shipping.queries import services_between
from yarmarka.domain.shipping.rules import (
    asks_for_value,
    delivery_price,
    has_batteries,
    promise,
    reaches,
    takes,
    whole_cm3,
)
from yarmarka.domain.shipping.types import Load, ServiceCard, Window
from yarmarka.vocabulary.money import Money


@dataclass(frozen=True)
class OfferDelivery:
    """The cheapest way for one piece, with its days and the price of goods, delivery and import together."""

    price: Money
    with_goods: Money
    window: Window
    ways: int
    service: ServiceCard
    #: what one piece costs at import; None where no customs rule is in force
    landed: LandedCost | None = None

    @property
    def from_on(self) -> date:
        """The first day on which it may come."""
        return self.window.from_on

    @property
    def to_on(self) -> date:
        """The last day that is promised."""
        return self.window.to_on


class Piece(Protocol):
    """One piece of an offer, as far as bringing it goes; its price is in the reader's currency."""

    @property
    def id(self) -> UUID:
        """The offer's key."""

    @property
    def price(self) -> Money:
        """What the piece costs."""

    @property
    def sent_from(self) -> str:
        """The country of its warehouse."""

    @property
    def weight_g(self) -> int:
        """What it weighs, packed."""

    @property
    def volume_mm3(self) -> int:
        """The room that it takes, packed; 0 where nobody has told."""

    @property
    def longest_mm(self) -> int:
        """Its longest side, packed; 0 where nobody has told."""

    @property
    def seller_kind(self) -> str:
        """How its seller trades."""

    @property
    def hs_code(self) -> str:
        """What customs knows it as, where somebody said."""


def offer_deliveries(
    offers: Iterable[Piece],
    *,
    destination: str,
    currency: str,
    place: str = "",
    by_on: date | None = None,
    now: datetime,
) -> dict[UUID, OfferDelivery]:
    """Return the cheapest delivery of one piece of each offer; offers that nobody brings there are left out.

    `place` is where in the country, by the code of our own table; empty where that is not known. With `by_on` only what
    is promised by that day counts.
    """
    wanted = list(offers)
    routes = services_between({offer.sent_from for offer in wanted}, {destination}, now=now)
    ways = {route: _ways(services, place=place, by_on=by_on, now=now) for route, services in routes.items()}
    rates = rates_to(currency, now=now)
    found = {
        offer.id: delivery
        for offer in wanted
        if (delivery := _cheapest(offer, ways.get((offer.sent_from, destination), ()), rates))
    }
    law = law_of(now.date())
    if not law.rules:
        return found
    pairs = {pair: rate.rate for pair, rate in rates_at(now).items()}
    return {
        offer.id: _imported(offer, found[offer.id], law, destination=destination, rates=pairs)
        for offer in wanted
        if offer.id in found
    }


@dataclass(frozen=True)
class _Way:
    """A service that goes to the place in time, with what is the same for everything that it brings there."""

    service: ServiceCard
    window: Window
    #: into the service's currency, where what the goods are worth matters to it
    worth: Mapping[str, Rate] | None


def _ways(
    services: Sequence[ServiceCard], *, place: str, by_on: date | None, now: datetime
) -> tuple[_Way, ...]:
    return tuple(
        _Way(service, window, rates_to(service.currency, now=now) if asks_for_value(service) else None)
        for service in services
        if reaches(service, place, on=now.date())
        for window in [promise(service, now=now, place=place)]
        if by_on is None or window.to_on <= by_on
    )


def _imported(
    offer: Piece, delivery: OfferDelivery, law: LawOfTheDay, *, destination: str, rates: Rates
) -> OfferDelivery:
    """Add what one piece costs at import, and to the price what of it is collected."""
    currency = offer.price.currency
    piece = Consignment(
        origin=offer.sent_from,
        destination=destination,
        seller_kind=offer.seller_kind,
        currency=currency,
        goods=(Goods(offer.price.minor, offer.weight_g, 1, offer.hs_code),),
        delivery_minor=delivery.price.minor,
    )
    try:
        landed = landed_cost(piece, law, rates=rates)
    except CustomsRateMissing:
        return delivery
    collected = Money(landed.collected_minor, currency)
    return replace(delivery, landed=landed, with_goods=delivery.with_goods + collected)


def _cheapest(offer: Piece, ways: Sequence[_Way], rates: Mapping[str, Rate]) -> OfferDelivery | None:
    load = Load(
        offer.weight_g,
        volume_cm3=whole_cm3(offer.volume_mm3),
        longest_mm=offer.longest_mm,
        has_batteries=has_batteries(offer.hs_code),
    )
    priced = []
    for way in ways:
        piece, service = load, way.service
        if way.worth is not None:
            worth = convert(offer.price, to=service.currency, rates=way.worth)
            piece = replace(load, value_minor=worth.minor)
        if takes(service, piece):
            price = convert(delivery_price(service, piece), to=offer.price.currency, rates=rates)
            priced.append((price, way))
    if not priced:
        return None
    price, way = min(priced, key=lambda one: (one[0].minor, one[1].service.max_days))
    return OfferDelivery(
        price=price,
        with_goods=offer.price + price,
        window=way.window,
        ways=len(priced),
        service=way.service,
    )
