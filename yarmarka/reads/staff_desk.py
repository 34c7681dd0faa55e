"""What needs an operator now? How much lies in each queue."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yarmarka.kernel.sql import Statement

_DESK: Final = Statement.beside(__file__, "staff_desk")


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
    to_ship: int
    sent: int
    delivered: int


def desk(*, now: datetime) -> Desk:
    """Return what waits for an operator at an instant."""
    found = _DESK.one(Desk, now=now)
    assert found is not None, "a row of counts is always there"
    return found
