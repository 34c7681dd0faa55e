"""Where does all the money stand, who is owed how much, and what is on its way?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_BALANCES: Final = Statement.beside(__file__, "staff_balances")
_OWED: Final = Statement.beside(__file__, "staff_owed")
_PAYOUTS: Final = Statement.beside(__file__, "staff_payouts")
_REFUNDS: Final = Statement.beside(__file__, "staff_refunds")


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


def listed_payouts(*, status: str = "", limit: int, offset: int = 0) -> list[ListedPayout]:
    """Return a page of payouts, the newest first."""
    return _PAYOUTS.rows(ListedPayout, status=status, limit=limit, offset=offset)


def listed_refunds(*, status: str = "", limit: int, offset: int = 0) -> list[ListedRefund]:
    """Return a page of refunds, the newest first."""
    return _REFUNDS.rows(ListedRefund, status=status, limit=limit, offset=offset)
