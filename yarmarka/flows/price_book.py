"""All that pricing some baskets needs to know, asked for once however many baskets there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.customs.queries import law_of
from yarmarka.domain.customs.rules import LawOfTheDay, needs_received
from yarmarka.domain.customs.types import Rates, Received
from yarmarka.domain.inventory.types import WarehouseCard
from yarmarka.domain.orders.types import BasketLine, BasketOwner
from yarmarka.domain.pricing.queries import rates_at, sale_terms
from yarmarka.domain.pricing.types import Rate, SaleTerms
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.domain.shipping.queries import pickup_points, services_between
from yarmarka.domain.shipping.types import PickupPointCard, ServiceCard
from yarmarka.reads.assortments import assortments
from yarmarka.reads.at_hand import NOBODY, AtHand, at_hand
from yarmarka.reads.received_before import received_before
from yarmarka.vocabulary.assortments import EVERYTHING, NOTHING, Assortment
from yarmarka.vocabulary.storefronts import MARKETPLACE


@dataclass(frozen=True)
class CustomsBook:
    """The law of the day, the rates to count by, and what people have received before, where that matters."""

    law: LawOfTheDay
    rates: Rates
    #: by person, country and currency
    received: dict[tuple[UUID, str, str], Received] = field(default_factory=dict)


@dataclass(frozen=True)
class PriceBook:
    """Offers, sellers, stock, routes and rates as they stand at one instant; and what lies in a basket asked about."""

    at: datetime
    offers: dict[UUID, OfferForSale]
    sellers: dict[UUID, SellerCard]
    warehouses: dict[UUID, WarehouseCard]
    routes: dict[tuple[str, str], tuple[ServiceCard, ...]]
    #: by the currency converted to, then by the one converted from
    rates: dict[str, dict[str, Rate]] = field(default_factory=dict)
    terms: SaleTerms = field(default_factory=SaleTerms)
    stock: dict[UUID, int] = field(default_factory=dict)
    in_basket: tuple[BasketLine, ...] = ()
    #: what each storefront sells that was asked about
    assortments: dict[str, Assortment] = field(default_factory=lambda: {MARKETPLACE: EVERYTHING})
    #: None where no customs rule is in force
    customs: CustomsBook | None = None
    #: the pick-up points that were chosen, by id
    points: dict[UUID, PickupPointCard] = field(default_factory=dict)

    def knows_places(self, country: str) -> bool:
        """Test if any service to a country takes other days to some of its places, or does not go there."""
        return any(
            service.reach or service.by_place
            for (_, to), services in self.routes.items()
            if to == country
            for service in services
        )

    def sells(self, offer: OfferForSale, *, storefront: str) -> bool:
        """Test if a storefront sells an offer, whether or not any is left."""
        sold = self.assortments.get(storefront, NOTHING)
        return sold.is_everything or sold.takes(
            seller_id=offer.seller_id, brand=offer.brand, category_path=offer.category_path
        )

    def rates_to(self, currency: str) -> dict[str, Rate]:
        """Return the rates into a currency, by base."""
        return self.rates.get(currency, {})


def open_price_book(
    offer_ids: Collection[UUID],
    *,
    destinations: Collection[str],
    now: datetime,
    in_basket_of: BasketOwner = NOBODY,
    storefronts: Collection[str] = (MARKETPLACE,),
) -> PriceBook:
    """Read what showing a price of these offers, and of those in somebody's basket, needs.

    One statement, and what is remembered: rates, services, and what each of the storefronts sells.
    """
    found = at_hand(offer_ids, in_basket_of=in_basket_of)
    return _book(found, destinations=destinations, storefronts=storefronts, now=now)


def open_sales_book(
    found: AtHand,
    *,
    destinations: Collection[str],
    storefronts: Collection[str] = (MARKETPLACE,),
    now: datetime,
) -> PriceBook:
    """Make what selling these goods needs of them and of what is remembered: rates, services, terms, assortments.

    Stock is not in it: what is left is asked for under its lock.
    """
    book = _book(found, destinations=destinations, storefronts=storefronts, now=now)
    return replace(book, terms=sale_terms(now=now))


def with_received(book: PriceBook, people: Collection[tuple[UUID, str, str]]) -> PriceBook:
    """Add what people (with a country and a currency) have received before, where the law of the day counts it.

    One statement for each such country and currency; none for countries where it does not.
    """
    customs = book.customs
    if customs is None:
        return book
    asked: dict[tuple[str, str], set[UUID]] = {}
    for person_id, country, currency in people:
        if needs_received(customs.law, country):
            asked.setdefault((country, currency), set()).add(person_id)
    if not asked:
        return book
    received = {
        (person_id, country, currency): found
        for (country, currency), wanted in asked.items()
        for person_id, found in received_before(
            wanted,
            country=country,
            inside=customs.law.countries_with(country),
            currency=currency,
            rates=customs.rates,
            before=book.at,
        ).items()
    }
    return replace(book, customs=replace(customs, received=received))


def with_points(book: PriceBook, ids: Collection[UUID]) -> PriceBook:
    """Add the pick-up points that shoppers chose, but for those that are gone; one statement, none where nobody did."""
    return replace(book, points=pickup_points(ids)) if ids else book


def _book(
    found: AtHand, *, destinations: Collection[str], storefronts: Collection[str], now: datetime
) -> PriceBook:
    law = law_of(now.date())
    rates = rates_at(now)
    origins = {place.country for place in found.warehouses.values()}
    return PriceBook(
        at=now,
        offers=found.offers,
        sellers=found.sellers,
        warehouses=found.warehouses,
        routes=services_between(origins, destinations, now=now) if destinations else {},
        rates=_by_quote(rates.values()),
        stock=found.stock,
        in_basket=found.in_basket,
        assortments=assortments(storefronts, now=now),
        customs=CustomsBook(law, {pair: rate.rate for pair, rate in rates.items()}) if law.rules else None,
    )


def _by_quote(rates: Iterable[Rate]) -> dict[str, dict[str, Rate]]:
    found: dict[str, dict[str, Rate]] = {}
    for rate in rates:
        found.setdefault(rate.quote, {})[rate.base] = rate
    return found
