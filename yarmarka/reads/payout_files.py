"""Which payouts wait for a bank's file, which files are there, and what did the bank say?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.bank_accounts import read_bank_account

_FILES: Final = Statement.beside(__file__, "payout_files")
_LINES: Final = Statement.beside(__file__, "payout_file_lines")
_WAITING: Final = Statement.beside(__file__, "payouts_for_a_file")


@dataclass(frozen=True)
class ListedFile:
    """A file for the bank in the operator's list."""

    id: UUID
    currency: str
    debtor_account: str
    transfers: int
    total_minor: int
    created_at: datetime
    created_by: str
    voided_at: datetime | None
    void_reason: str
    paid: int
    failed: int
    pending: int

    @property
    def state(self) -> str:
        """Where the file stands: `void`, `made`, `answered` in part, or `done`."""
        if self.voided_at:
            return "void"
        if self.paid + self.failed == self.transfers:
            return "done"
        return "answered" if self.paid + self.failed + self.pending else "made"

    @property
    def may_be_void(self) -> bool:
        """Test if it can still be declared void: the bank has ended none of its transfers."""
        return self.voided_at is None and not self.paid + self.failed


@dataclass(frozen=True)
class ListedLine:
    """A payout in a file."""

    payout_id: UUID
    seller_id: UUID
    trade_name: str
    account: str
    amount_minor: int
    currency: str
    status: str
    answer: str
    reason: str
    answered_at: datetime | None


@dataclass(frozen=True)
class WaitingPayout:
    """A payout that waits for a file."""

    payout_id: UUID
    seller_id: UUID
    trade_name: str
    account: str
    amount_minor: int
    currency: str
    created_at: datetime

    @property
    def has_bank_account(self) -> bool:
        """Test if a bank could be told to pay it; one without stays out of files."""
        return read_bank_account(self.account) is not None


def payout_files(*, limit: int, offset: int = 0) -> list[ListedFile]:
    """Return a page of files, the newest first."""
    return _FILES.rows(ListedFile, file_id=None, limit=limit, offset=offset)


def payout_file_page(file_id: UUID) -> ListedFile:
    """Return a file. Raises Missing."""
    found = _FILES.one(ListedFile, file_id=file_id, limit=1, offset=0)
    if found is None:
        raise Missing(what="payout file")
    return found


def lines_of_file(file_id: UUID, *, limit: int, offset: int = 0) -> list[ListedLine]:
    """Return a page of the payouts in a file."""
    return _LINES.rows(ListedLine, file_id=file_id, limit=limit, offset=offset)


def payouts_for_a_file() -> list[WaitingPayout]:
    """Return the payouts that wait for a file, the oldest first."""
    return _WAITING.rows(WaitingPayout)
