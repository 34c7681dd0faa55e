"""What does this seller offer, for how much, and how many are left?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement, like_literal

_OFFERS: Final = Statement.beside(__file__, "seller_offers")
_STOCK: Final = Statement.beside(__file__, "seller_stock")
_COUNTS: Final = Statement.beside(__file__, "seller_offer_counts")

#: What a list of offers can be narrowed to.
SHOWN: Final = ("all", "active", "sold_out", "paused", "held", "withdrawn")


@dataclass(frozen=True)
class OwnOffer:
    """An offer as its seller sees it. `held` pieces are promised to orders; `on_hand` includes them."""

    id: UUID
    product_id: UUID
    sku: str
    titles: dict[str, str]
    options: dict[str, str]
    picture: str
    tint: int
    price_minor: int
    old_price_minor: int | None
    currency: str
    status: str
    on_hand: int
    held: int
    weight_g: int
    warehouse: str
    updated_at: datetime

    @property
    def free(self) -> int:
        """How many pieces can still be ordered."""
        return self.on_hand - self.held


@dataclass(frozen=True)
class OfferCounts:
    """How many offers a seller has, by what they can be narrowed to."""

    all: int
    active: int
    sold_out: int
    paused: int
    held: int
    withdrawn: int


@dataclass(frozen=True)
class WarehouseStock:
    """What lies in one warehouse. `on_hand` includes what is promised to orders (`held`)."""

    id: UUID
    name: str
    country: str
    city: str
    offers: int
    on_hand: int
    held: int
    sold_out: int

    @property
    def free(self) -> int:
        """How many pieces can still be ordered."""
        return self.on_hand - self.held


def own_offers(
    *,
    seller_id: UUID,
    shown: str = "all",
    words: str = "",
    warehouse_id: UUID | None = None,
    ids: Collection[UUID] | None = None,
    limit: int,
    offset: int = 0,
) -> list[OwnOffer]:
    """Return a page of a seller's offers by article; `words` narrow by article or title, `ids` to some of them."""
    return _OFFERS.rows(
        OwnOffer,
        seller_id=seller_id,
        shown=shown,
        words=_anywhere(words),
        warehouse_id=warehouse_id,
        limit=limit,
        offset=offset,
        ids=None if ids is None else list(ids),
    )


def own_offer(*, seller_id: UUID, offer_id: UUID) -> OwnOffer | None:
    """Return one of a seller's offers; nothing for another's."""
    return next(iter(own_offers(seller_id=seller_id, ids=[offer_id], limit=1)), None)


def offer_counts(*, seller_id: UUID) -> OfferCounts:
    """Return how many offers stand where."""
    return _COUNTS.one(OfferCounts, seller_id=seller_id) or OfferCounts(0, 0, 0, 0, 0, 0)


def stock_by_warehouse(*, seller_id: UUID) -> list[WarehouseStock]:
    """Return what lies in each of a seller's warehouses, the oldest warehouse first."""
    return _STOCK.rows(WarehouseStock, seller_id=seller_id)


def _anywhere(text: str) -> str:
    """Return a LIKE pattern for what contains the text; an empty one for no condition."""
    escaped = like_literal(text)
    return f"%{escaped}%" if escaped else ""
