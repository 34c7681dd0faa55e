"""What does the marketplace owe this seller, what is still held, what was paid out, and by which entries?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.ledger.models import Payout
from yarmarka.domain.ledger.types import PayoutStatus
from yarmarka.kernel.sql import Statement
from yarmarka.reads.frozen import frozen

_BALANCES: Final = Statement.beside(__file__, "seller_balances")
_WAITING: Final = Statement.beside(__file__, "seller_waiting")
_STATEMENT: Final = Statement.beside(__file__, "seller_statement")


@dataclass(frozen=True)
class OwnBalance:
    """What is owed to a seller now, in one currency."""

    currency: str
    owed_minor: int


@dataclass(frozen=True)
class Waiting:
    """What sold orders in one status will bring once they are settled: net, at the rate frozen at sale."""

    status: str
    currency: str
    orders: int
    payout_minor: int
    next_release_on: date | None


@dataclass(frozen=True)
class StatementLine:
    """One entry of a seller's account: what it changed, and what was owed after it."""

    id: UUID
    at: datetime
    kind: str
    correlation_key: str
    seller_order_id: UUID | None
    number: str
    amount_minor: int
    currency: str
    owed_after_minor: int


@dataclass(frozen=True)
class OwnPayout:
    """Money sent to a seller's account."""

    id: UUID
    amount_minor: int
    currency: str
    account: str
    status: PayoutStatus
    provider_ref: str
    created_at: datetime
    settled_at: datetime | None


def balances(*, seller_id: UUID) -> list[OwnBalance]:
    """Return what is owed to a seller, by currency; the sums of its ledger entries, nothing stored."""
    return _BALANCES.rows(OwnBalance, seller_id=seller_id)


def waiting(*, seller_id: UUID) -> list[Waiting]:
    """Return what is held until delivery is settled, by the status of the orders and payout currency."""
    return _WAITING.rows(Waiting, seller_id=seller_id)


def statement(*, seller_id: UUID, limit: int, offset: int = 0) -> list[StatementLine]:
    """Return a page of a seller's entries, the newest first."""
    return _STATEMENT.rows(StatementLine, seller_id=seller_id, limit=limit, offset=offset)


def payouts(*, seller_id: UUID, limit: int) -> list[OwnPayout]:
    """Return a seller's newest payouts."""
    rows = Payout.objects.filter(seller_id=seller_id).order_by("-id")[:limit]
    return [frozen(OwnPayout, row, status=PayoutStatus(row.status)) for row in rows]
