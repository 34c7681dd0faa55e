"""What other parts of the house are told about payout terms."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from yarmarka.vocabulary.payouts import PayoutWay


class Rhythm(StrEnum):
    """How often a seller is paid."""

    DAILY = "daily"
    WEEKLY = "weekly"
    TWICE_A_MONTH = "twice_a_month"
    BY_HAND = "by_hand"


class Hindrance(StrEnum):
    """Why a seller is not paid."""

    HELD = "held"
    NO_ACCOUNT = "no_account"
    NOTHING_OWED = "nothing_owed"
    OWES_US = "owes_us"
    BELOW_MINIMUM = "below_minimum"


@dataclass(frozen=True)
class Terms:
    """When and how a seller is paid. Without a minimum of its own, that of the currency counts.

    `weekday` is that of a weekly rhythm, 0 for Monday. `held_reason` is empty unless payouts are held back.
    """

    rhythm: Rhythm = Rhythm.WEEKLY
    weekday: int | None = 0
    minimum_minor: int | None = None
    way: PayoutWay = PayoutWay.PROVIDER
    held_reason: str = ""


class Answer(StrEnum):
    """What the bank said of a payout in a file; nothing yet is the empty one."""

    NONE = ""
    PENDING = "pending"
    PAID = "paid"
    FAILED = "failed"


@dataclass(frozen=True)
class NewFile:
    """A file for the bank about to be kept, with the payouts in it and their amounts."""

    id: UUID
    currency: str
    debtor_account: str
    content: str
    amounts: dict[UUID, int]


@dataclass(frozen=True)
class FileCard:
    """A file for the bank."""

    id: UUID
    currency: str
    debtor_account: str
    transfers: int
    total_minor: int
    created_at: datetime
    voided_at: datetime | None


@dataclass(frozen=True)
class FileLine:
    """A payout in a file, and what the bank said of it."""

    payout_id: UUID
    amount_minor: int
    answer: Answer
    reason: str


@dataclass(frozen=True)
class DatedTerms:
    """Terms as somebody set them, from when on."""

    terms: Terms
    since: datetime
    set_by: UUID
