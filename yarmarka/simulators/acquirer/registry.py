"""What the bank publishes for bookkeepers: everything that moved money in a time, and what it charged for it."""

import csv
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from io import StringIO
from typing import Final

from yarmarka.simulators.shared.store import stamp

COLUMNS: Final = ("type", "id", "request_key", "payment_id", "amount", "currency", "occurred_at")
#: Everything that has ended well and so moved money, the oldest first.
_MOVED: Final = """
    SELECT 'payment' AS type, id, request_key, id AS payment_id, amount_minor, currency, updated_at
    FROM payment WHERE status = 'approved' AND updated_at >= :since AND updated_at < :until
    UNION ALL
    SELECT 'refund', id, request_key, payment_id, amount_minor, currency, updated_at
    FROM refund WHERE status = 'succeeded' AND updated_at >= :since AND updated_at < :until
    UNION ALL
    SELECT 'payout', id, request_key, '', amount_minor, currency, updated_at
    FROM payout WHERE status = 'paid' AND updated_at >= :since AND updated_at < :until
    ORDER BY updated_at, id
"""


def registry_lines(
    db: sqlite3.Connection, *, since: datetime, until: datetime, fee_basis_points: int
) -> Iterator[str]:
    """Yield the registry as CSV: a row for each payment, refund and payout, and one for each payment's fee."""
    yield _line(COLUMNS)
    for row in db.execute(_MOVED, {"since": stamp(since), "until": stamp(until)}):
        amount, rest = row["amount_minor"], (row["currency"], row["updated_at"])
        yield _line((row["type"], row["id"], row["request_key"], row["payment_id"], _major(amount), *rest))
        if row["type"] == "payment" and (fee := fee_of(amount, fee_basis_points)):
            yield _line(("fee", f"fee_{row['id']}", "", row["id"], _major(fee), *rest))


def fee_of(amount_minor: int, basis_points: int) -> int:
    """Return what the bank charges for a payment, halves away from zero."""
    return int((Decimal(amount_minor) * basis_points / 10_000).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _major(minor: int) -> str:
    return f"{Decimal(minor).scaleb(-2):.2f}"


def _line(cells: tuple[str, ...]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()
