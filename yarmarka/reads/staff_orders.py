"""Which orders are there? The operator's list, narrowed by what is wrong or by a number or e-mail address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import Sorted, beginning
from yarmarka.reads.staff_queues import TROUBLE

_ORDERS: Final = Sorted(
    Statement.beside(__file__, "staff_orders"),
    {
        "placed": "whole.placed_at",
        "number": "whole.number",
        "shopper": "whole.email",
        "total": "whole.total_minor",
        "paid": "whole.paid_at",
        "place": "(whole.address ->> 'country') || (whole.address ->> 'city')",
    },
    default="whole.id DESC",
    tie="whole.id DESC",
)

#: What the list can be narrowed to: an order's status, its parts' status, or a trouble.
SHOWN: Final = (
    "all",
    "unpaid",
    "paid",
    "to_ship",
    "sent",
    "delivered",
    "completed",
    "cancelled",
    "lapsed",
    "unpaid_overdue",
    "ship_late",
    "promise_broken",
    "parcel_trouble",
    "refund_failed",
)


@dataclass(frozen=True)
class Lot:
    """One seller's part, in short."""

    seller: str
    status: str


@dataclass(frozen=True)
class ListedOrder:
    """An order in the operator's list; `parts` and `sellers` tell of each seller's part, in the same order."""

    id: UUID
    number: str
    status: str
    email: str
    placed_at: datetime
    paid_at: datetime | None
    total_minor: int
    currency: str
    country: str
    city: str
    parts: list[str]
    sellers: list[str]

    @property
    def lots(self) -> list[Lot]:
        """The parts, each with its seller."""
        return [Lot(*pair) for pair in zip(self.sellers, self.parts, strict=True)]


def listed_orders(
    *,
    shown: str = "all",
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    sort: str = "",
    now: datetime,
    limit: int,
    offset: int = 0,
) -> list[ListedOrder]:
    """Return a page of orders, the newest first unless asked. `words` is the beginning of a number or of an e-mail."""
    return _ORDERS.by(sort).rows(
        ListedOrder,
        shown=shown,
        words=beginning(words),
        since=since,
        until=until,
        now=now,
        trouble=list(TROUBLE),
        limit=limit,
        offset=offset,
    )
