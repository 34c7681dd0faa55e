"""Which promises are not written down yet, are over, or are settled by what became of their goods?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_UNWRITTEN: Final = Statement.beside(__file__, "promises_unwritten")
_SETTLED: Final = Statement.beside(__file__, "promises_settled")
_OVER: Final = Statement.beside(__file__, "promises_over")
#: what was sold longer ago is not written down any more
_LATELY: Final = timedelta(days=120)


@dataclass(frozen=True)
class SoldPromise:
    """What a paid part of an order was promised at sale, and where it goes."""

    seller_order_id: UUID
    placed_at: datetime
    promised_from: date
    promised_to: date
    promise_basis: str
    promise_deliveries: int
    address: dict[str, Any]


@dataclass(frozen=True)
class SettledPromise:
    """An open promise whose goods came on a day, or were called off."""

    seller_order_id: UUID
    came_on: date | None


def promises_unwritten(*, now: datetime, limit: int) -> list[SoldPromise]:
    """Return what was promised at sale of paid parts and is not on record, the oldest first."""
    return _UNWRITTEN.rows(SoldPromise, since=now - _LATELY, most=limit)


def promises_settled(*, limit: int) -> list[SettledPromise]:
    """Return open promises whose goods have come or were called off."""
    return _SETTLED.rows(SettledPromise, most=limit)


def promises_over(*, today: date, limit: int) -> list[UUID]:
    """Return the parcels on their way whose promised day is over, those longest over first."""
    return _OVER.column(today=today, most=limit)
