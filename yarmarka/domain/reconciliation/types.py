"""What other parts of the house are told about reconciliation."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from yarmarka.vocabulary.money import Money


class Counted(StrEnum):
    """What a registry's row, or we, count."""

    PAYMENT = "payment"
    REFUND = "refund"
    PAYOUT = "payout"
    FEE = "fee"


class DifferenceKind(StrEnum):
    """How a provider and we differ over one thing."""

    MISSING_HERE = "missing_here"
    MISSING_THERE = "missing_there"
    AMOUNT_DIFFERS = "amount_differs"


class BookingKind(StrEnum):
    """What is proposed to be booked."""

    FEES = "fees"
    DIFFERENCE = "difference"
    EXPLAINED = "explained"


@dataclass(frozen=True)
class NewRow:
    """A registry's row about to be kept."""

    kind: Counted
    provider_ref: str
    own_id: UUID | None
    payment_ref: str
    amount_minor: int
    currency: str
    occurred_at: datetime
    line: int


@dataclass(frozen=True)
class RefusedLine:
    """A line of a registry that could not be taken, and why."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True)
class FoundDifference:
    """How a provider and we differ over one thing; a side that does not know it counts nothing."""

    kind: DifferenceKind
    counted: Counted
    provider_ref: str
    own_id: UUID | None
    ours_minor: int
    theirs_minor: int
    currency: str
    occurred_at: datetime


@dataclass(frozen=True)
class Booking:
    """What is booked once a second person agrees: `effect` is what the provider then owes us more (or less)."""

    provider: str
    kind: BookingKind
    effect: Money
    reason: str = ""


@dataclass(frozen=True)
class OpenFees:
    """Rows of fees that nobody proposed to book yet, and what booking all of them comes to."""

    row_ids: tuple[UUID, ...]
    booking: Booking


@dataclass(frozen=True)
class DifferenceCard:
    """A difference, and which proposals book it and book it back, if any do."""

    id: UUID
    provider: str
    counted: Counted
    provider_ref: str
    ours_minor: int
    theirs_minor: int
    currency: str
    is_explained: bool
    proposal_id: UUID | None
    proposal_back_id: UUID | None
