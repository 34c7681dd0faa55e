"""A long order book: past orders by the million, so that placing can be measured on top of them."""

from collections.abc import Callable
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.bench.ground import refresh_statistics
from yarmarka.kernel.sql import Statement, chunks

_FILL: Final = Statement.beside(__file__, "past_orders")
_TABLES: Final = ("orders_order", "orders_sellerorder", "orders_orderline", "inventory_hold")
_AT_ONCE: Final = 50_000


def fill_book(upto: int, *, template_id: UUID, now: datetime, say: Callable[[str], None]) -> int:
    """Let the book hold this many orders, most of them like the template, of one line; return how many were added.

    The guards of the tables sleep meanwhile: what is copied refers to what the template refers to.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM orders_order")
        before = int(cursor.fetchone()[0])
        for table in _TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for numbers in chunks(range(before, upto), _AT_ONCE):
            _FILL.run(first=numbers[0], last=numbers[-1], template_id=template_id, now=now)
            say(f"{numbers[-1] + 1:,} past orders")
        for table in _TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    refresh_statistics()
    return max(0, upto - before)
