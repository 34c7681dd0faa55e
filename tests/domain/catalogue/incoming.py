"""A seller's row for tests: a kettle, unless the test says otherwise."""

from typing import Any
from uuid import UUID

from tests.market import Market
from yarmarka.domain.catalogue.actions import store_offers
from yarmarka.domain.catalogue.types import IncomingOffer, StoredOffer
from yarmarka.domain.inventory.queries import warehouses_of

_KETTLE: dict[str, Any] = {
    "titles": {"ru": "Чайник"},
    "descriptions": {},
    "attributes": [],
    "brand": "",
    "part_number": "",
    "gtin": "",
    "price_minor": 10_000,
    "old_price_minor": None,
    "currency": "RUB",
    "weight_g": 900,
    "hs_code": "",
    "origin_country": "",
    "is_active": True,
}


def row(market: Market, sku: str, **said: Any) -> IncomingOffer:
    """Return a row that says so."""
    return IncomingOffer(**{"sku": sku, "category_id": market.category.id, **_KETTLE, **said})


def store(
    market: Market, country: str, *rows: IncomingOffer, warehouse_id: UUID | None = None
) -> list[StoredOffer]:
    """Have a seller's rows stored."""
    from tests.market import NOW

    seller_id = market.sellers[country].id
    place = warehouse_id or warehouses_of(seller_id=seller_id)[0].id
    return list(store_offers(seller_id=seller_id, warehouse_id=place, offers=rows, now=NOW))
