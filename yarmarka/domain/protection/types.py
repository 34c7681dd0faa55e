"""What other parts of the house are told about claims."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID


class Cause(StrEnum):
    """What is wrong."""

    OVERDUE = "overdue"  # found by the clock: beyond the promised date
    LOST = "lost"  # found by the clock: it hardly comes any more, or its carrier says so
    RETURNED = "returned"  # found by the clock: it went back to its sender
    NOT_ARRIVED = "not_arrived"  # said by the shopper
    DAMAGED = "damaged"  # said by the shopper
    NOT_AS_DESCRIBED = "not_as_described"  # said by the shopper


#: what a shopper can say; the rest is found
SAID: Final = (Cause.NOT_ARRIVED, Cause.DAMAGED, Cause.NOT_AS_DESCRIBED)
#: an arrival ends these
ABSENT: Final = frozenset({Cause.OVERDUE, Cause.LOST, Cause.RETURNED, Cause.NOT_ARRIVED})


class ClaimStatus(StrEnum):
    """Where a claim stands."""

    OPENED = "opened"  # waits for the seller, or for its day
    CONTESTED = "contested"  # the seller sees it otherwise: staff decide
    REFUNDED = "refunded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # by the shopper, who waits on or has what they wanted
    ARRIVED = "arrived"  # the parcel came after all
    OVERTAKEN = "overtaken"  # the shopper's bank has taken it up, or the money went back another way
    FOUND = "found"  # refunded, and then the parcel turned up


OPEN: Final = frozenset({ClaimStatus.OPENED, ClaimStatus.CONTESTED})


class Payer(StrEnum):
    """Who bears a refund."""

    SELLER = "seller"  # its sale is undone
    CARRIER = "carrier"  # compensates the seller; where it compensates nobody, the fund does
    FUND = "fund"  # compensates the seller, as far as it reaches


class StepKind(StrEnum):
    """What happens to a claim."""

    OPENED = "opened"
    BECAME = "became"  # another cause: overdue became lost
    CONTESTED = "contested"
    AGREED = "agreed"  # the seller agrees: refunded
    REFUNDED = "refunded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    ARRIVED = "arrived"
    OVERTAKEN = "overtaken"
    FOUND = "found"
    CARRIER_PAID = "carrier_paid"  # what it owed for the parcel
    CARRIER_REFUSED = "carrier_refused"


@dataclass(frozen=True)
class ClaimTerms:
    """What holds for claims of a cause that are opened from one day to another; a claim keeps those of its day."""

    code: str
    cause: Cause
    since: date
    until: date | None
    #: the seller may answer for so many days
    answer_days: int
    #: the money goes back so many days after the claim was opened if nobody does anything, and who bears it then
    refund_days: int
    payer: Payer
    #: once the seller contests, staff have so many days; if they do nothing the money goes back, and who bears that
    decide_days: int
    payer_of_silence: Payer
    needs_photo: bool
    source: str
    verified_on: date


@dataclass(frozen=True)
class NewClaim:
    """A claim about to be written down. `basis` says what a finding rests on, as it was then."""

    order_id: UUID
    seller_order_id: UUID
    seller_id: UUID
    person_id: UUID
    parcel_id: UUID | None
    cause: Cause
    terms: ClaimTerms
    by_shopper: bool
    words: str = ""
    basis: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ClaimCard:
    """A claim as it stands."""

    id: UUID
    order_id: UUID
    seller_order_id: UUID
    seller_id: UUID
    person_id: UUID
    parcel_id: UUID | None
    cause: Cause
    status: ClaimStatus
    terms: str
    by_shopper: bool
    words: str
    basis: Mapping[str, Any]
    opened_at: datetime
    answer_by: datetime
    refund_at: datetime
    payer: Payer
    answer: str
    answered_at: datetime | None
    note: str
    refund_id: UUID | None
    closed_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether its end is not decided, and its money frozen."""
        return self.status in OPEN

    @property
    def may_be_answered(self) -> bool:
        """Whether the seller may still answer."""
        return self.status is ClaimStatus.OPENED


@dataclass(frozen=True)
class ClaimStep:
    """One line of a claim's history."""

    claim_id: UUID
    kind: StepKind
    at: datetime
    facts: Mapping[str, Any]
