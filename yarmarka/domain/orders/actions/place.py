"""Writing orders down, already split by seller: many at once, in one statement."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError
from psycopg import errors

from yarmarka.domain.orders.types import NewOrder
from yarmarka.kernel.sql import Statement, as_json

#: statements stand in the context's own sql/ folder
_HERE = str(Path(__file__).parent)  # `beside` takes the folder above
_INSERT = Statement.beside(_HERE, "insert_orders")


def create_orders(orders: Sequence[NewOrder], *, now: datetime) -> None:
    """Write orders, seller orders and lines; the answer is not waited for within `together`.

    Raises IntegrityError, with nothing written, where a (person, request key) has become an order meanwhile.
    """
    if orders:
        _INSERT.sent(orders=as_json(orders), placed_at=now)


def is_key_taken(error: IntegrityError) -> bool:
    """Test if `create_orders` was refused because one of the request keys is an order by now."""
    cause = error.__cause__
    return (
        isinstance(cause, errors.UniqueViolation) and cause.diag.constraint_name == "order_once_per_request"
    )
