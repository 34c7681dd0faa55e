"""What would it cost to have this offer brought to a country, and by when?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from yarmarka.domain.customs.errors import CustomsRateMissing
from yarmarka.domain.customs.queries import law_of
from yarmarka.domain.customs.rules import LawOfTheDay, landed_cost
from yarmarka.domain.customs.types import Consignment, Goods, LandedCost
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
    rates = rates_to(currency, now=now)
    law = law_of(now.date())
    found = {
        offer.id: _cheapest(
            offer,
            routes.get((offer.sent_from, destination), ()),
            rates,
            place=place,
            by_on=by_on,
            now=now,
        )
        for offer in wanted
    }
    return {
        offer.id: _imported(offer, delivery, law, destination=destination, now=now) if law.rules else delivery
        for offer in wanted
        if (delivery := found[offer.id])
    }


def _imported(
    offer: Piece, delivery: OfferDelivery, law: LawOfTheDay, *, destination: str, now: datetime
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
        landed = landed_cost(piece, law, rates={pair: rate.rate for pair, rate in rates_at(now).items()})
    except CustomsRateMissing:
        return delivery
    collected = Money(landed.collected_minor, currency)
    return replace(delivery, landed=landed, with_goods=delivery.with_goods + collected)


def _cheapest(
    offer: Piece,
    services: Sequence[ServiceCard],
    rates: Mapping[str, Rate],
    *,
    place: str,
    by_on: date | None,
    now: datetime,
) -> OfferDelivery | None:
    load = Load(
        offer.weight_g,
        volume_cm3=whole_cm3(offer.volume_mm3),
        longest_mm=offer.longest_mm,
        has_batteries=has_batteries(offer.hs_code),
    )
    ways = []
    for service in services:
        piece = load
        if asks_for_value(service):
            worth = convert(offer.price, to=service.currency, rates=rates_to(service.currency, now=now))
            piece = replace(load, value_minor=worth.minor)
        is_in_time = by_on is None or promise(service, now=now, place=place).to_on <= by_on
        if is_in_time and takes(service, piece) and reaches(service, place, on=now.date()):
            ways.append(
                (convert(delivery_price(service, piece), to=offer.price.currency, rates=rates), service)
            )
    if not ways:
        return None
    price, service = min(ways, key=lambda way: (way[0].minor, way[1].max_days))
    return OfferDelivery(
        price=price,
        with_goods=offer.price + price,
        window=promise(service, now=now, place=place),
        ways=len(ways),
        service=service,
    )
