"""Which offers of these products can be had now?"""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_IN_STOCK: Final = Statement.beside(__file__, "in_stock")


def offers_in_stock(product_ids: Collection[UUID]) -> tuple[UUID, ...]:
    """Return the offers with a free piece whose seller may sell; whether an offer rests is not asked here."""
    return tuple(_IN_STOCK.column(product_ids=list(product_ids))) if product_ids else ()
