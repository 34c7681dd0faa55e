"""Writing orders down, already split by seller: many at once, in one statement."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from uuid import UUID

from yarmarka.domain.orders.types import NewOrder
from yarmarka.kernel.sql import Statement, as_json

#: statements stand in the context's own sql/ folder
_HERE = str(Path(__file__).parent)  # `beside` takes the folder above
_INSERT = Statement.beside(_HERE, "insert_orders")


def create_orders(orders: Sequence[NewOrder], *, now: datetime) -> set[UUID]:
    """Write orders, seller orders and lines; return the ids of the orders that were really written.

    An order whose (person, request key) is known already is skipped with all that belongs to it.
    """
    if not orders:
        return set()
    return set(_INSERT.column(orders=as_json(orders), placed_at=now))
