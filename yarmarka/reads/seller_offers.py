"""What does this seller offer, for how much, and how many are left?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement, like_literal

_OFFERS: Final = Statement.beside(__file__, "seller_offers")
_COUNTS: Final = Statement.beside(__file__, "seller_offer_counts")

#: What a list of offers can be narrowed to.
SHOWN: Final = ("all", "active", "sold_out", "paused", "withdrawn")


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
    withdrawn: int


def own_offers(
    *, seller_id: UUID, shown: str = "all", words: str = "", limit: int, offset: int = 0
) -> list[OwnOffer]:
    """Return a page of a seller's offers by article; `words` narrow by article or title."""
    return _OFFERS.rows(
        OwnOffer,
        seller_id=seller_id,
        shown=shown,
        words=_anywhere(words),
        limit=limit,
        offset=offset,
        id=None,
    )


def own_offer(*, seller_id: UUID, offer_id: UUID) -> OwnOffer | None:
    """Return one of a seller's offers; nothing for another's."""
    return _OFFERS.one(OwnOffer, seller_id=seller_id, shown="all", words="", limit=1, offset=0, id=offer_id)


def offer_counts(*, seller_id: UUID) -> OfferCounts:
    """Return how many offers stand where."""
    return _COUNTS.one(OfferCounts, seller_id=seller_id) or OfferCounts(0, 0, 0, 0, 0)


def _anywhere(text: str) -> str:
    """Return a LIKE pattern for what contains the text; an empty one for no condition."""
    escaped = like_literal(text)
    return f"%{escaped}%" if escaped else ""
