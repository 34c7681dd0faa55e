"""What do cards say that may be of the same goods?"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.matching.types import Card
from yarmarka.kernel.sql import Statement

_CARDS: Final = Statement.beside(__file__, "cards_to_match")


@dataclass(frozen=True)
class _Row:
    product_id: UUID
    titles: dict[str, str]
    descriptions: dict[str, str]
    brand: str
    part_number: str
    gtins: list[str]
    attributes: list[dict[str, Any]]
    options: list[dict[str, str]]
    category_id: UUID
    pictures: list[UUID]
    sellers: list[UUID]
    price_minor: int | None


def cards_to_match(product_ids: Collection[UUID]) -> dict[UUID, Card]:
    """Return the cards of products that somebody offers; others, and what was joined into another, are left out."""
    if not product_ids:
        return {}
    found = _CARDS.decoded(list[_Row], product_ids=list(product_ids))
    return {row.product_id: Card(**{name: getattr(row, name) for name in _FIELDS}) for row in found}


_FIELDS: Final = tuple(_Row.__dataclass_fields__)
