"""What do cards say that may be of the same goods?"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from yarmarka.domain.matching.types import Card
from yarmarka.kernel.sql import Statement

_CARDS: Final = Statement.beside(__file__, "cards_to_match")


def cards_to_match(product_ids: Collection[UUID]) -> dict[UUID, Card]:
    """Return the cards of products that somebody offers; others, and what was joined into another, are left out."""
    if not product_ids:
        return {}
    found = _CARDS.decoded(list[Card], product_ids=list(product_ids))
    return {card.product_id: card for card in found}
