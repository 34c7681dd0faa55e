"""What a basket costs: goods by seller in the reader's currency, ways of delivery, and the whole price."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

import msgspec

from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.customs.errors import CustomsRateMissing
from yarmarka.domain.customs.rules import landed_cost
from yarmarka.domain.customs.types import Consignment, Goods, LandedCost, Outcome, Received
from yarmarka.domain.orders.types import BasketLine, BasketOwner
from yarmarka.domain.pricing.rules import convert, rate_for
from yarmarka.domain.pricing.types import Rate
from yarmarka.domain.sellers.types import SellerCard, Standing
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
from yarmarka.flows.price_book import PriceBook, open_price_book, with_received
from yarmarka.reads.at_hand import NOBODY
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.storefronts import MARKETPLACE


class QuotedLine(msgspec.Struct, frozen=True):
    """So many pieces of an offer at the reader's price. `problem` is empty, "gone", "short" or "elsewhere": not sold in
    this shop."""

    offer: OfferForSale
    quantity: int
    unit: Money
    total: Money
    offer_unit: Money
    rate: Rate
    available: int
    problem: str

    @property
    def is_unsold(self) -> bool:
        """Whether not a piece of it can be ordered here."""
        return self.problem in {"gone", "elsewhere"}


class QuotedDelivery(msgspec.Struct, frozen=True):
    """A way to have one seller's goods brought, with its price and days."""

    service: ServiceCard
    price: Money
    window: Window

    @property
    def from_on(self) -> date:
        """The first day on which it may come."""
        return self.window.from_on

    @property
    def to_on(self) -> date:
        """The last day that is promised."""
        return self.window.to_on


class QuotedSeller(msgspec.Struct, frozen=True):
    """One seller's part of a basket."""

    seller: SellerCard
    lines: tuple[QuotedLine, ...]
    options: tuple[QuotedDelivery, ...]
    chosen: QuotedDelivery | None
    goods: Money
    weight_g: int
    #: the longest side of any piece; 0 where nobody has told
    longest_mm: int
    #: what it costs at import; None where no customs rule is in force or nobody said where it goes
    landed: LandedCost | None = None
    #: services that lead there and take no parcel of this weight
    too_heavy_for: tuple[ServiceCard, ...] = ()
    #: services that lead to the country, and not to this place of it, or not now
    not_there: tuple[ServiceCard, ...] = ()

    @property
    def collected(self) -> Money:
        """Duty and taxes at import that are paid with the order."""
        return Money(self.landed.collected_minor if self.landed else 0, self.goods.currency)

    @property
    def is_refused(self) -> bool:
        """Whether customs does not let these goods in so."""
        return self.landed is not None and self.landed.outcome is Outcome.REFUSED

    @property
    def total(self) -> Money | None:
        """Goods, delivery, and what is collected at import, once a delivery is chosen."""
        return self.goods + self.chosen.price + self.collected if self.chosen else None


@dataclass(frozen=True)
class Quote:
    """A whole basket priced at recorded rates. It is ready to be ordered when nothing is left to choose or mend."""

    currency: str
    sellers: tuple[QuotedSeller, ...]
    rates: tuple[Rate, ...]

    @property
    def goods(self) -> Money:
        """What all goods cost."""
        return _sum((part.goods for part in self.sellers), self.currency)

    @property
    def delivery(self) -> Money | None:
        """What all deliveries cost, once each is chosen."""
        chosen = [part.chosen for part in self.sellers]
        return _sum((way.price for way in chosen if way), self.currency) if all(chosen) else None

    @property
    def collected(self) -> Money:
        """Duty and taxes at import that are paid with the order."""
        return _sum((part.collected for part in self.sellers), self.currency)

    @property
    def total(self) -> Money | None:
        """The whole price, once each delivery is chosen."""
        return self.goods + self.delivery + self.collected if self.delivery is not None else None

    @property
    def is_ready(self) -> bool:
        """Whether everything in it can be ordered as it stands."""
        lines = [line for part in self.sellers for line in part.lines]
        is_whole = bool(lines) and self.total is not None
        return is_whole and not any(
            [line.problem for line in lines] + [part.is_refused for part in self.sellers]
        )


def price_basket(
    lines: Sequence[BasketLine] | BasketOwner,
    *,
    currency: str,
    destination: str | None,
    deliveries: Mapping[UUID, UUID],
    storefront: str = MARKETPLACE,
    person_id: UUID | None = None,
    place: str = "",
    now: datetime,
) -> Quote:
    """Return what some lines cost in a currency, delivered to a country by the chosen services (by seller).

    `place` is where in the country, by the code of our own table; empty where that is not known.
    In place of lines, somebody stands for what lies in their basket.
    What `person_id` has received before may use up what customs lets in free.
    Offers that no longer exist are left out; those that can't be bought as wished are marked with a problem.
    Raises RateMissing, StorefrontUnknown.
    """
    owner, own = (lines, []) if isinstance(lines, BasketOwner) else (NOBODY, lines)
    book = open_price_book(
        [line.offer_id for line in own],
        in_basket_of=owner,
        destinations={destination} if destination else (),
        storefronts=(storefront,),
        now=now,
    )
    if person_id and destination:
        book = with_received(book, [(person_id, destination, currency)])
    return quote(
        book,
        own or book.in_basket,
        currency=currency,
        destination=destination,
        deliveries=deliveries,
        storefront=storefront,
        person_id=person_id,
        place=place,
    )


def quote(
    book: PriceBook,
    lines: Sequence[BasketLine],
    *,
    currency: str,
    destination: str | None,
    deliveries: Mapping[UUID, UUID],
    storefront: str = MARKETPLACE,
    person_id: UUID | None = None,
    place: str = "",
) -> Quote:
    """Return what `price_basket` does, from what the price book says."""
    parts = tuple(
        _quote_seller(
            book,
            own,
            currency=currency,
            services=_services(book, own, destination=destination),
            chosen=deliveries.get(seller_id),
            storefront=storefront,
            destination=destination,
            person_id=person_id,
            place=place,
        )
        for seller_id, own in _by_seller(book, lines).items()
    )
    return Quote(currency=currency, sellers=parts, rates=_rates_used(book, parts, currency=currency))


def quote_chosen(
    book: PriceBook,
    lines: Sequence[BasketLine],
    *,
    currency: str,
    destination: str,
    deliveries: Mapping[UUID, UUID],
    storefront: str = MARKETPLACE,
    person_id: UUID | None = None,
    place: str = "",
) -> tuple[QuotedSeller, ...]:
    """Return each seller's part of what `quote` gives, without the ways of delivery that were not chosen."""
    parts = []
    for seller_id, own in _by_seller(book, lines).items():
        chosen = deliveries.get(seller_id)
        services = [way for way in _services(book, own, destination=destination) if way.id == chosen]
        parts.append(
            _quote_seller(
                book,
                own,
                currency=currency,
                services=services,
                chosen=chosen,
                storefront=storefront,
                destination=destination,
                person_id=person_id,
                place=place,
            )
        )
    return tuple(parts)


def _by_seller(book: PriceBook, lines: Sequence[BasketLine]) -> dict[UUID, list[BasketLine]]:
    by_seller: dict[UUID, list[BasketLine]] = {}
    for line in lines:
        if line.offer_id in book.offers:
            by_seller.setdefault(book.offers[line.offer_id].seller_id, []).append(line)
    return by_seller


def _services(
    book: PriceBook, lines: Sequence[BasketLine], *, destination: str | None
) -> Sequence[ServiceCard]:
    # A seller's goods travel together, from where the first of them lies.
    origin = book.warehouses[book.offers[lines[0].offer_id].warehouse_id].country
    return book.routes.get((origin, destination or ""), ())


def _rates_used(book: PriceBook, parts: Sequence[QuotedSeller], *, currency: str) -> tuple[Rate, ...]:
    """Return the recorded rates that the goods and the ways of delivery were converted at, each once."""
    goods = [line.offer.currency for part in parts for line in part.lines]
    ways = [way.service.currency for part in parts for way in part.options]
    rates = book.rates_to(currency)
    return tuple(rates[base] for base in dict.fromkeys(goods + ways) if rates[base].id)


def _quote_seller(
    book: PriceBook,
    lines: Sequence[BasketLine],
    *,
    currency: str,
    services: Sequence[ServiceCard],
    chosen: UUID | None,
    storefront: str,
    destination: str | None,
    person_id: UUID | None,
    place: str,
) -> QuotedSeller:
    priced = tuple([_quote_line(book, line, currency=currency, storefront=storefront) for line in lines])
    weight_g = sum([line.offer.weight_g * line.quantity for line in priced])
    goods = _sum((line.total for line in priced), currency)
    load = Load(
        weight_g,
        volume_cm3=whole_cm3(sum([line.offer.volume_mm3 * line.quantity for line in priced])),
        longest_mm=max([line.offer.longest_mm for line in priced]),
        has_batteries=any(has_batteries(line.offer.hs_code) for line in priced),
    )
    there = [one for one in services if reaches(one, place, on=book.at.date())]
    options = _ways(book, there, load, goods=goods, place=place)
    seller = book.sellers[priced[0].offer.seller_id]
    way = next((way for way in options if way.service.id == chosen), None)
    landed = None
    if book.customs and destination:
        landed = _landed(
            book, priced, seller, way, currency=currency, destination=destination, person_id=person_id
        )
    possible = {way.service.id for way in options}
    return QuotedSeller(
        seller=seller,
        lines=priced,
        options=options,
        chosen=way,
        goods=goods,
        weight_g=weight_g,
        longest_mm=load.longest_mm,
        landed=landed,
        too_heavy_for=tuple([one for one in there if one.id not in possible]),
        not_there=tuple([one for one in services if one not in there]) if len(there) < len(services) else (),
    )


def _landed(
    book: PriceBook,
    lines: Sequence[QuotedLine],
    seller: SellerCard,
    way: QuotedDelivery | None,
    *,
    currency: str,
    destination: str,
    person_id: UUID | None,
) -> LandedCost:
    """Count what one seller's goods cost at import. Where no rate is recorded to count by, nothing is known."""
    customs = book.customs
    assert customs is not None, "asked where rules are in force"
    received = customs.received.get((person_id, destination, currency)) if person_id else None
    consignment = Consignment(
        origin=book.warehouses[lines[0].offer.warehouse_id].country,
        destination=destination,
        seller_kind=seller.kind,
        currency=currency,
        goods=tuple(
            [
                Goods(
                    line.total.minor, line.offer.weight_g * line.quantity, line.quantity, line.offer.hs_code
                )
                for line in lines
            ]
        ),
        delivery_minor=way.price.minor if way else 0,
        received=received or Received(),
    )
    try:
        return landed_cost(consignment, customs.law, rates=customs.rates)
    except CustomsRateMissing:
        return LandedCost(customs.law.on, currency, Outcome.NO_RULES)


def _quote_line(book: PriceBook, line: BasketLine, *, currency: str, storefront: str) -> QuotedLine:
    offer, rates = book.offers[line.offer_id], book.rates_to(currency)
    offer_unit = Money(offer.price_minor, offer.currency)
    unit = convert(offer_unit, to=currency, rates=rates)
    left = book.stock.get(offer.id, 0)
    sellable = offer.is_active and book.sellers[offer.seller_id].standing == Standing.APPROVED
    return QuotedLine(
        offer=offer,
        quantity=line.quantity,
        unit=unit,
        total=unit.times(line.quantity),
        offer_unit=offer_unit,
        rate=rate_for(offer.currency, to=currency, rates=rates),
        available=left,
        problem=_problem(book, line, sellable=sellable, left=left, storefront=storefront),
    )


def _problem(book: PriceBook, line: BasketLine, *, sellable: bool, left: int, storefront: str) -> str:
    if not sellable or left <= 0:
        return "gone"
    if not book.sells(book.offers[line.offer_id], storefront=storefront):
        return "elsewhere"
    return "short" if left < line.quantity else ""


def _ways(
    book: PriceBook, services: Sequence[ServiceCard], load: Load, *, goods: Money, place: str
) -> tuple[QuotedDelivery, ...]:
    """Return the services that take a parcel, the cheapest first; what goods are worth is asked where it matters."""
    ways = []
    currency = goods.currency
    for service in services:
        parcel = load
        if asks_for_value(service):
            worth = convert(goods, to=service.currency, rates=book.rates_to(service.currency))
            parcel = replace(load, value_minor=worth.minor)
        if takes(service, parcel):
            price = convert(delivery_price(service, parcel), to=currency, rates=book.rates_to(currency))
            window = promise(service, now=book.at, place=place)
            ways.append(QuotedDelivery(service=service, price=price, window=window))
    return tuple(sorted(ways, key=lambda way: way.price.minor))


def _sum(amounts: Iterable[Money], currency: str) -> Money:
    return Money(sum([amount.in_currency(currency) for amount in amounts]), currency)
