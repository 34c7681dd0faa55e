"""All that pricing some baskets needs to know, asked for once however many baskets there are."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.inventory.queries import available, warehouses
from yarmarka.domain.inventory.types import WarehouseCard
from yarmarka.domain.pricing.queries import rates_at, sale_terms
from yarmarka.domain.pricing.types import Rate, SaleTerms
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.domain.shipping.queries import services_between
from yarmarka.domain.shipping.types import ServiceCard


@dataclass(frozen=True)
class PriceBook:
    """Offers, sellers, stock, routes and rates as they stand at one instant."""

    at: datetime
    offers: dict[UUID, OfferForSale]
    sellers: dict[UUID, SellerCard]
    warehouses: dict[UUID, WarehouseCard]
    routes: dict[tuple[str, str], tuple[ServiceCard, ...]]
    #: by the currency converted to, then by the one converted from
    rates: dict[str, dict[str, Rate]]
    terms: SaleTerms
    stock: dict[UUID, int]

    def rates_to(self, currency: str) -> dict[str, Rate]:
        """Return the rates into a currency, by base."""
        return self.rates.get(currency, {})


def open_price_book(
    offer_ids: Collection[UUID],
    *,
    destinations: Collection[str],
    now: datetime,
    with_commissions: bool = False,
) -> PriceBook:
    """Read what pricing these offers for these countries needs, in a fixed number of statements."""
    offers = offers_for_sale(offer_ids)
    places = warehouses({offer.warehouse_id for offer in offers.values()})
    merchants = sellers({offer.seller_id for offer in offers.values()})
    terms = SaleTerms()
    if with_commissions:
        terms = sale_terms(
            categories={category for offer in offers.values() for category in offer.category_path},
            sellers=merchants,
            countries={merchant.country for merchant in merchants.values()},
            now=now,
        )
    return PriceBook(
        at=now,
        offers=offers,
        sellers=merchants,
        warehouses=places,
        routes=services_between({place.country for place in places.values()}, destinations, now=now)
        if destinations
        else {},
        rates=_by_quote(rates_at(now)),
        terms=terms,
        stock=available(offer_ids),
    )


def _by_quote(rates: dict[tuple[str, str], Rate]) -> dict[str, dict[str, Rate]]:
    found: dict[str, dict[str, Rate]] = {}
    for (base, quote), rate in rates.items():
        found.setdefault(quote, {})[base] = rate
    return found
