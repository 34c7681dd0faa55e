"""What is there to price these offers by: the goods themselves, who sells them, from where, and what is left?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.inventory.types import WarehouseCard
from yarmarka.domain.orders.types import BasketOwner
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.places import PostalAddress

_AT_HAND: Final = Statement.beside(__file__, "at_hand")
NOBODY: Final = BasketOwner()
_facts_of_offer: Final = attrgetter(*(field.name for field in fields(OfferForSale)))


@dataclass(frozen=True)
class AtHand:
    """Offers, with their sellers, warehouses and free pieces, by id; what was never counted has no stock."""

    offers: dict[UUID, OfferForSale]
    sellers: dict[UUID, SellerCard]
    warehouses: dict[UUID, WarehouseCard]
    stock: dict[UUID, int]


@dataclass
class _Row:
    id: UUID
    seller_id: UUID
    warehouse_id: UUID
    product_id: UUID
    variant_id: UUID
    category_path: list[UUID]
    sku: str
    titles: dict[str, str]
    options: dict[str, str]
    price_minor: int
    currency: str
    weight_g: int
    hs_code: str
    origin_country: str
    picture: str
    tint: int
    is_active: bool
    brand: str
    available: int | None
    warehouse_name: str
    warehouse_seller_id: UUID
    warehouse_country: str
    warehouse_city: str
    seller_slug: str
    trade_name: str
    legal_name: str
    seller_country: str
    seller_kind: str
    standing: str
    contact_email: str
    payout_currency: str
    payout_account: str
    seller_address: dict[str, Any]


def at_hand(offer_ids: Collection[UUID], *, in_basket_of: BasketOwner = NOBODY) -> AtHand:
    """Return what there is of these offers, and of those in somebody's basket, in one statement.

    Unknown ids are left out; offers that rest are not active.
    """
    rows: Sequence[_Row] = ()
    if offer_ids or in_basket_of != NOBODY:
        rows = _AT_HAND.rows(
            _Row,
            ids=list(offer_ids),
            person_id=in_basket_of.person_id,
            guest_key=None if in_basket_of.person_id else in_basket_of.guest_key,
        )
    # A batch of orders is of few sellers: each is made once, whatever number of rows tells of it.
    sellers = {row.seller_id: row for row in rows}
    warehouses = {row.warehouse_id: row for row in rows}
    return AtHand(
        offers={row.id: OfferForSale(*_facts_of_offer(row)) for row in rows},
        sellers={key: _seller(row) for key, row in sellers.items()},
        warehouses={key: _warehouse(row) for key, row in warehouses.items()},
        stock={row.id: row.available for row in rows if row.available is not None},
    )


def _seller(row: _Row) -> SellerCard:
    return SellerCard(
        id=row.seller_id,
        slug=row.seller_slug,
        trade_name=row.trade_name,
        legal_name=row.legal_name,
        country=row.seller_country,
        kind=row.seller_kind,
        standing=row.standing,
        contact_email=row.contact_email,
        payout_currency=row.payout_currency,
        payout_account=row.payout_account,
        address=PostalAddress.from_facts(row.seller_address),
    )


def _warehouse(row: _Row) -> WarehouseCard:
    return WarehouseCard(
        id=row.warehouse_id,
        seller_id=row.warehouse_seller_id,
        name=row.warehouse_name,
        country=row.warehouse_country,
        city=row.warehouse_city,
    )
