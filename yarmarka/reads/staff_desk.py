"""What needs an operator now? How much lies in each queue, and since when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.staff_queues import SILENCE, TROUBLE

_DESK: Final = Statement.beside(__file__, "staff_desk")
_AGES: Final = Statement.beside(__file__, "staff_ages")


@dataclass(frozen=True)
class Desk:
    """How much lies in each of the operator's queues; zero everywhere is a quiet day."""

    sellers_waiting: int
    unpaid: int
    unpaid_overdue: int
    ship_late: int
    promise_broken: int
    parcels_in_trouble: int
    refunds_failed: int
    refunds_waiting: int
    payouts_failed: int
    payouts_waiting: int
    messages_stuck: int
    differences_open: int
    proposals_waiting: int
    yes_wanted: int
    rules_waiting: int
    chargebacks_open: int
    claims_contested: int
    words_reported: int
    cards_waiting: int
    matches_waiting: int
    conversations_reported: int
    documents_waiting: int
    cases_open: int
    stops_waiting: int
    to_ship: int
    sent: int
    delivered: int


@dataclass(frozen=True)
class Pile:
    """How much lies in a queue, and since when the oldest of it (of chargebacks: by when it must be answered)."""

    queue: str
    count: int
    oldest: datetime | None


def desk(*, now: datetime, viewer: UUID | None = None) -> Desk:
    """Return what waits for an operator at an instant; `yes_wanted` for this one alone, whoever is named."""
    found = _DESK.one(Desk, now=now, viewer=viewer, trouble=list(TROUBLE))
    assert found is not None, "a row of counts is always there"
    return found


def piles(*, now: datetime) -> dict[str, Pile]:
    """Return the queues that hold something at an instant, with the age of each, by name."""
    found = _AGES.rows(Pile, now=now, trouble=list(TROUBLE), silent_since=now - SILENCE)
    return {pile.queue: pile for pile in found}
