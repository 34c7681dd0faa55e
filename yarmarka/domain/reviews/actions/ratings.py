"""Stars follow reviews, in the transaction that changes them."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.domain.reviews.models import ProductRating, SellerRating
from yarmarka.kernel.sql import Statement

_CONTEXT: Final = str(Path(__file__).parent)
_OF_PRODUCTS: Final = Statement.beside(_CONTEXT, "move_product_ratings")
_OF_SELLERS: Final = Statement.beside(_CONTEXT, "move_seller_ratings")


@dataclass(frozen=True)
class StarsMoved:
    """So many reviews more (or fewer, below zero) with so many stars."""

    product_id: UUID
    seller_id: UUID
    stars: int
    by: int


def move_ratings(changes: Sequence[StarsMoved]) -> None:
    """Count reviews that came, changed or went; products before sellers, so that two at once never wait for each other.

    What others count at the same time is added to, not overwritten: each row is locked while it moves.
    """
    stars, by = [change.stars for change in changes], [change.by for change in changes]
    products, sellers = [change.product_id for change in changes], [change.seller_id for change in changes]
    ProductRating.objects.bulk_create(
        [ProductRating(product_id=key) for key in sorted(set(products))], ignore_conflicts=True
    )
    _OF_PRODUCTS.run(ids=products, stars=stars, by=by)
    SellerRating.objects.bulk_create(
        [SellerRating(seller_id=key) for key in sorted(set(sellers))], ignore_conflicts=True
    )
    _OF_SELLERS.run(ids=sellers, stars=stars, by=by)
