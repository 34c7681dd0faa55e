"""What do sellers' cards say now? For judging them again after rules have changed."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.moderation.types import Card
from yarmarka.kernel.sql import Statement

_CARDS: Final = Statement.beside(__file__, "cards_to_judge")


@dataclass(frozen=True)
class StoredCard:
    """An offer with what its product says."""

    offer_id: UUID
    seller_id: UUID
    product_id: UUID
    sku: str
    category_path: list[UUID]
    titles: dict[str, str]
    descriptions: dict[str, str]
    attributes: list[dict[str, Any]]
    brand: str
    hs_code: str

    def as_card(self) -> Card:
        """Return it as rules read it."""
        return Card(
            sku=self.sku,
            category_path=self.category_path,
            titles=self.titles,
            descriptions=self.descriptions,
            attributes=self.attributes,
            brand=self.brand,
            hs_code=self.hs_code,
        )


def cards_to_judge(
    *,
    seller_id: UUID | None,
    product_ids: Collection[UUID] | None,
    after: UUID | None,
    limit: int,
) -> list[StoredCard]:
    """Return the next cards by their key: of one seller or all, of some products or all."""
    return _CARDS.rows(
        StoredCard,
        seller_id=seller_id,
        product_ids=None if product_ids is None else list(product_ids),
        after=after,
        limit=limit,
    )
