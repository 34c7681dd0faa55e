"""All that pricing some baskets needs to know, asked for once however many baskets there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.inventory.types import WarehouseCard
from yarmarka.domain.orders.types import BasketOwner
from yarmarka.domain.pricing.queries import rates_at, sale_terms
from yarmarka.domain.pricing.types import Rate, SaleTerms
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.domain.shipping.queries import services_between
from yarmarka.domain.shipping.types import ServiceCard
from yarmarka.reads.assortments import assortments
from yarmarka.reads.at_hand import NOBODY, at_hand
from yarmarka.reads.who_sells import who_sells
from yarmarka.vocabulary.assortments import EVERYTHING, NOTHING, Assortment
from yarmarka.vocabulary.storefronts import MARKETPLACE


@dataclass(frozen=True)
class PriceBook:
    """Offers, sellers, stock, routes and rates as they stand at one instant."""

    at: datetime
    offers: dict[UUID, OfferForSale]
    sellers: dict[UUID, SellerCard]
    warehouses: dict[UUID, WarehouseCard]
    routes: dict[tuple[str, str], tuple[ServiceCard, ...]]
    #: by the currency converted to, then by the one converted from
    rates: dict[str, dict[str, Rate]] = field(default_factory=dict)
    terms: SaleTerms = field(default_factory=SaleTerms)
    stock: dict[UUID, int] = field(default_factory=dict)
    #: what each storefront sells that was asked about
    assortments: dict[str, Assortment] = field(default_factory=lambda: {MARKETPLACE: EVERYTHING})

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
    return PriceBook(
        at=now,
        offers=found.offers,
        sellers=found.sellers,
        warehouses=found.warehouses,
        routes=services_between({place.country for place in found.warehouses.values()}, destinations, now=now)
        if destinations
        else {},
        rates=_by_quote(rates_at(now).values()),
        stock=found.stock,
        assortments=assortments(storefronts, now=now),
    )


def open_sales_book(
    offer_ids: Collection[UUID],
    *,
    destinations: Collection[str],
    storefronts: Collection[str] = (MARKETPLACE,),
    now: datetime,
) -> PriceBook:
    """Read what selling these offers in these storefronts needs, in a fixed number of statements.

    Stock is not in it: what is left is asked for under its lock.
    """
    book = _read(offer_ids, destinations=destinations, now=now)
    return replace(
        book,
        rates=_by_quote(rates_at(now).values()),
        terms=sale_terms(
            categories={category for offer in book.offers.values() for category in offer.category_path},
            sellers=book.sellers,
            countries={seller.country for seller in book.sellers.values()},
            storefronts=storefronts,
            now=now,
        ),
        assortments=assortments(storefronts, now=now),
    )


def _read(offer_ids: Collection[UUID], *, destinations: Collection[str], now: datetime) -> PriceBook:
    offers = offers_for_sale(offer_ids)
    found = who_sells(
        warehouse_ids={offer.warehouse_id for offer in offers.values()},
        seller_ids={offer.seller_id for offer in offers.values()},
        destinations=destinations,
        now=now,
    )
    routes: dict[tuple[str, str], tuple[ServiceCard, ...]] = {}
    for service in found.services:
        route = (service.origin_country, service.destination_country)
        routes[route] = (*routes.get(route, ()), service)
    return PriceBook(
        at=now,
        offers=offers,
        sellers={seller.id: seller for seller in found.sellers},
        warehouses={place.id: place for place in found.warehouses},
        routes=routes,
    )


def _by_quote(rates: Iterable[Rate]) -> dict[str, dict[str, Rate]]:
    found: dict[str, dict[str, Rate]] = {}
    for rate in rates:
        found.setdefault(rate.quote, {})[rate.base] = rate
    return found
