"""Which orders are there? The operator's list, narrowed by what is wrong or by a number or e-mail address."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import Sorted, beginning
from yarmarka.reads.staff_queues import TROUBLE
from yarmarka.reads.ways_back import WayBack, ways_back

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
    """One seller's part, in short: `standing` is its status, or how far it has come back."""

    seller: str
    standing: str


@dataclass(frozen=True)
class ListedOrder:
    """An order in the operator's list; its parts each at the same place in `part_ids`, `parts` and `sellers`."""

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
    part_ids: list[UUID]
    parts: list[str]
    sellers: list[str]
    #: how far its parts have come back, by id; those that go on are left out
    ways_back: Mapping[UUID, WayBack] = field(default_factory=dict)

    @property
    def lots(self) -> list[Lot]:
        """The parts, each with its seller."""
        return [
            Lot(seller, self.ways_back.get(key, status))
            for key, seller, status in zip(self.part_ids, self.sellers, self.parts, strict=True)
        ]


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
    rows = _ORDERS.by(sort).rows(
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
    ways = ways_back({key: part for row in rows for key, part in zip(row.part_ids, row.parts, strict=True)})
    return [replace(row, ways_back=ways) for row in rows]
