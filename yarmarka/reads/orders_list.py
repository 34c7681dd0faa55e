"""What have I ordered, and where does each order stand?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.kernel.sql import Statement
from yarmarka.reads.ways_back import WayBack, ways_back

ORDERS_PER_PAGE: Final = 20
_PAGE: Final = Statement.beside(__file__, "orders_list")
_OVER: Final = frozenset({SellerOrderStatus.CANCELLED, SellerOrderStatus.LAPSED})


@dataclass(frozen=True)
class ListedOrder:
    """An order in its owner's list, its parts each at the same place in `part_…`; `pictures` are of its first lines."""

    id: UUID
    number: str
    status: OrderStatus
    currency: str
    total_minor: int
    placed_at: datetime
    pay_by: datetime
    part_ids: Sequence[UUID]
    part_statuses: Sequence[SellerOrderStatus]
    part_promises: Sequence[date]
    seller_names: Sequence[str]
    pieces: int
    pictures: Sequence[dict[str, Any]]
    #: how far its parts have come back, by id; those that go on are left out
    ways_back: Mapping[UUID, WayBack] = field(default_factory=dict)

    @property
    def standings(self) -> Sequence[tuple[SellerOrderStatus, WayBack | None]]:
        """Where each of its parts stands, and how far it has come back."""
        return [
            (SellerOrderStatus(status), self.ways_back.get(key))
            for key, status in zip(self.part_ids, self.part_statuses, strict=True)
        ]

    @property
    def promised_to(self) -> date | None:
        """By when the slowest of its parts comes; nothing is promised of those that do not come any more."""
        coming = (
            promised
            for promised, (status, way) in zip(self.part_promises, self.standings, strict=True)
            if status not in _OVER and not way
        )
        return max(coming, default=None)


@dataclass(frozen=True)
class OrdersPage:
    """One page of orders, newest first, and whether older ones follow."""

    orders: Sequence[ListedOrder]
    has_older: bool


def orders_list(*, person_id: UUID, page: int = 1) -> OrdersPage:
    """Return a page (from 1) of a person's orders, in two statements however many there are."""
    rows = _PAGE.rows(
        ListedOrder,
        person_id=person_id,
        rows=ORDERS_PER_PAGE + 1,
        skipped=ORDERS_PER_PAGE * (page - 1),
    )
    shown = rows[:ORDERS_PER_PAGE]
    ways = ways_back(
        {key: part for row in shown for key, part in zip(row.part_ids, row.part_statuses, strict=True)}
    )
    return OrdersPage(
        orders=[replace(row, ways_back=ways) for row in shown],
        has_older=len(rows) > ORDERS_PER_PAGE,
    )
