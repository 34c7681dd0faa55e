"""Which reviews of a product are of what was bought by these offers?"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_REVIEWS: Final = Statement.beside(__file__, "reviews_of_offers")


def reviews_of_offers(offer_ids: Collection[UUID], *, product_id: UUID) -> list[UUID]:
    """Return the reviews of a product that were written of purchases by some offers."""
    return _REVIEWS.column(offer_ids=list(offer_ids), product_id=product_id) if offer_ids else []
