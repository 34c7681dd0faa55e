"""What does a seller's card of a product say: its words, and what is offered of it from one warehouse?"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement

_CARD: Final = Statement.beside(__file__, "seller_card")


@dataclass(frozen=True)
class CardRow:
    """One offer of a card, with what it says of the product. `on_hand` includes what is promised to orders."""

    product_id: UUID
    category_id: UUID
    titles: dict[str, str]
    descriptions: dict[str, str]
    #: whose words they are, where they aren't a seller's own
    text_origins: dict[str, dict[str, str]]
    attributes: list[dict[str, Any]]
    brand: str
    part_number: str
    #: the product's words are this seller's to change; others may only add a language that is missing
    is_author: bool
    warehouse_id: UUID
    group_key: str
    offer_id: UUID
    variant_id: UUID
    sku: str
    options: dict[str, str]
    gtin: str
    price_minor: int
    old_price_minor: int | None
    currency: str
    weight_g: int
    is_weight_assumed: bool
    length_mm: int
    width_mm: int
    height_mm: int
    hs_code: str
    origin_country: str
    on_hand: int


def card_of(*, seller_id: UUID, offer_id: UUID) -> list[CardRow]:
    """Return the offers of the card that an offer belongs to. Raises Missing when it is not the seller's."""
    rows = _CARD.rows(CardRow, seller_id=seller_id, offer_id=offer_id)
    if not rows:
        raise Missing(what="offer")
    return rows
