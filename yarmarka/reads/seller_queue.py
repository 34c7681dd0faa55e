"""What has this seller to do? Its seller orders as a work queue, and how many stand where."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.kernel.sql import Statement, like_literal
from yarmarka.reads.ways_back import WayBack, ways_back

_QUEUE: Final = Statement.beside(__file__, "seller_queue")
_COUNTS: Final = Statement.beside(__file__, "seller_queue_counts")

#: A seller sees an order once it is paid for: before that there is nothing to do, and it may lapse.
SEEN: Final = (
    SellerOrderStatus.TO_SHIP,
    SellerOrderStatus.SENT,
    SellerOrderStatus.DELIVERED,
    SellerOrderStatus.COMPLETED,
    SellerOrderStatus.CANCELLED,
)
#: In these somebody waits, so the longest wait comes first; what is over is read newest first.
_WAITED_FOR: Final = frozenset(
    {SellerOrderStatus.TO_SHIP, SellerOrderStatus.SENT, SellerOrderStatus.DELIVERED}
)


@dataclass(frozen=True)
class QueuedOrder:
    """One seller order in the queue. Of the shopper it shows only where the parcel goes."""

    id: UUID
    number: str
    status: SellerOrderStatus
    placed_at: datetime
    promised_from: date
    promised_to: date
    city: str
    country: str
    service_names: dict[str, str]
    titles: dict[str, str]
    line_count: int
    pieces: int
    weight_g: int
    total_minor: int
    currency: str
    payout_minor: int
    payout_currency: str
    parcel_number: str
    parcel_state: str
    #: how far it has come back, if it does not go on
    way_back: WayBack | None = None

    @property
    def standing(self) -> str:
        """Where it stands: its status, or how far it has come back."""
        return self.way_back or self.status


def seller_queue(
    *,
    seller_id: UUID,
    statuses: Collection[SellerOrderStatus] = SEEN,
    number: str = "",
    limit: int,
    offset: int = 0,
) -> list[QueuedOrder]:
    """Return a page of a seller's orders, optionally those whose order number begins with `number`."""
    wanted = [status for status in SEEN if status in statuses]
    rows = _QUEUE.rows(
        QueuedOrder,
        seller_id=seller_id,
        statuses=[str(status) for status in wanted],
        number=_prefix(number),
        newest_first=not set(wanted) <= _WAITED_FOR,
        limit=limit,
        offset=offset,
    )
    ways = ways_back({row.id: row.status for row in rows})
    return [replace(row, way_back=ways[row.id]) if row.id in ways else row for row in rows]


def queue_counts(*, seller_id: UUID) -> dict[SellerOrderStatus, int]:
    """Return how many of a seller's orders stand in each status that it sees."""
    found = _COUNTS.pairs(seller_id=seller_id, statuses=[str(status) for status in SEEN])
    return {status: found.get(str(status), 0) for status in SEEN}


def _prefix(text: str) -> str:
    """Return a LIKE pattern for what begins with the text, whatever signs it holds."""
    escaped = like_literal(text)
    return f"{escaped}%"
