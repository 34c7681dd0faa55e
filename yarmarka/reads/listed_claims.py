"""Which claims are there? The operator's and a seller's lists, what must be decided first on top."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import Sorted, beginning

_CLAIMS: Final = Sorted(
    Statement.beside(__file__, "listed_claims"),
    {
        "order": "whole.number",
        "seller": "seller.trade_name",
        "amount": "part.total_minor",
        "due": "claim.refund_at",
        "opened": "claim.opened_at",
    },
    default="claim.status <> 'contested', claim.closed_at IS NOT NULL,"
    " CASE WHEN claim.closed_at IS NULL THEN claim.refund_at END, claim.id DESC",
    tie="claim.id DESC",
)


@dataclass(frozen=True)
class ListedClaim:
    """A claim in a list; its amount is what the part was sold for."""

    id: UUID
    order_id: UUID
    number: str
    seller_id: UUID
    trade_name: str
    seller_order_id: UUID
    cause: str
    status: str
    amount_minor: int
    currency: str
    opened_at: datetime
    answer_by: datetime
    refund_at: datetime
    closed_at: datetime | None
    payer: str


def listed_claims(
    *,
    status: str = "",
    cause: str = "",
    words: str = "",
    sort: str = "",
    seller_id: UUID | None = None,
    limit: int,
    offset: int = 0,
) -> list[ListedClaim]:
    """Return a page of claims, of one seller or of all; those that staff must decide on top, then by their day."""
    return _CLAIMS.by(sort).rows(
        ListedClaim,
        status=status,
        cause=cause,
        words=beginning(words),
        seller_id=seller_id,
        limit=limit,
        offset=offset,
    )
