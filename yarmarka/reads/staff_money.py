"""Where does all the money stand, who is owed how much, and what is on its way?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import Sorted, anywhere, beginning

_BALANCES: Final = Statement.beside(__file__, "staff_balances")
_OWED: Final = Statement.beside(__file__, "staff_owed")
_PAYOUTS: Final = Sorted(
    Statement.beside(__file__, "staff_payouts"),
    {
        "seller": "seller.trade_name",
        "amount": "payout.amount_minor",
        "decided": "payout.created_at",
        "settled": "payout.settled_at",
    },
    default="payout.id DESC",
    tie="payout.id DESC",
)
_REFUNDS: Final = Sorted(
    Statement.beside(__file__, "staff_refunds"),
    {
        "order": "whole.number",
        "amount": "refund.amount_minor",
        "decided": "refund.created_at",
        "settled": "refund.settled_at",
    },
    default="refund.id DESC",
    tie="refund.id DESC",
)


@dataclass(frozen=True)
class KindBalance:
    """What stands on all accounts of one kind in one currency: debits less credits."""

    kind: str
    currency: str
    accounts: int
    balance_minor: int

    @property
    def owed_minor(self) -> int:
        """What is owed by accounts of this kind: credits less debits."""
        return -self.balance_minor


@dataclass(frozen=True)
class Owed:
    """What is owed to one seller and can be paid out."""

    seller_id: UUID
    trade_name: str
    payout_account: str
    owed_minor: int
    currency: str
    held_reason: str


@dataclass(frozen=True)
class ListedPayout:
    """A payout in the operator's list."""

    id: UUID
    seller_id: UUID
    trade_name: str
    amount_minor: int
    currency: str
    account: str
    status: str
    way: str
    provider: str
    provider_ref: str
    created_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class ListedRefund:
    """A refund in the operator's list."""

    id: UUID
    order_id: UUID
    number: str
    amount_minor: int
    currency: str
    reason: str
    status: str
    created_at: datetime
    settled_at: datetime | None


def kind_balances() -> list[KindBalance]:
    """Return what stands on each kind of account by currency; in every currency they sum to zero."""
    return _BALANCES.rows(KindBalance)


def owed_to_sellers() -> list[Owed]:
    """Return the sellers that something is owed to, the most first in each currency."""
    return _OWED.rows(Owed)


def listed_payouts(
    *,
    status: str = "",
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    sort: str = "",
    limit: int,
    offset: int = 0,
) -> list[ListedPayout]:
    """Return a page of payouts, the newest first unless asked; `words` narrow by seller or account."""
    return _PAYOUTS.by(sort).rows(
        ListedPayout,
        status=status,
        words=anywhere(words),
        since=since,
        until=until,
        limit=limit,
        offset=offset,
    )


def listed_refunds(
    *,
    status: str = "",
    reason: str = "",
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    sort: str = "",
    limit: int,
    offset: int = 0,
) -> list[ListedRefund]:
    """Return a page of refunds, the newest first unless asked; `words` narrow by the order's number."""
    return _REFUNDS.by(sort).rows(
        ListedRefund,
        status=status,
        reason=reason,
        words=beginning(words),
        since=since,
        until=until,
        limit=limit,
        offset=offset,
    )
