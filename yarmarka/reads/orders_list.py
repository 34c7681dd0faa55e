"""What have I ordered, and where does each order stand?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.kernel.sql import Statement

ORDERS_PER_PAGE: Final = 20
_PAGE: Final = Statement.beside(__file__, "orders_list")


@dataclass(frozen=True)
class ListedOrder:
    """An order in its owner's list; `pictures` are of its first lines, `promised_to` of its slowest part."""

    id: UUID
    number: str
    status: OrderStatus
    currency: str
    total_minor: int
    placed_at: datetime
    pay_by: datetime
    part_statuses: Sequence[SellerOrderStatus]
    seller_names: Sequence[str]
    promised_to: date | None
    pieces: int
    pictures: Sequence[dict[str, Any]]


@dataclass(frozen=True)
class OrdersPage:
    """One page of orders, newest first, and whether older ones follow."""

    orders: Sequence[ListedOrder]
    has_older: bool


def orders_list(*, person_id: UUID, page: int = 1) -> OrdersPage:
    """Return a page (from 1) of a person's orders, in one statement however many there are."""
    rows = _PAGE.rows(
        ListedOrder,
        person_id=person_id,
        rows=ORDERS_PER_PAGE + 1,
        skipped=ORDERS_PER_PAGE * (page - 1),
    )
    return OrdersPage(orders=rows[:ORDERS_PER_PAGE], has_older=len(rows) > ORDERS_PER_PAGE)
