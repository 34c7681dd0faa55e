"""Who may be reminded to review what came?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.domain.reviews.rules import REMIND_AFTER, REMIND_UNTIL
from yarmarka.kernel.ids import first_id
from yarmarka.kernel.sql import Statement

_TO_BE_REMINDED: Final = Statement.beside(__file__, "to_be_reminded")
#: No order takes longer from its placing to its end than this; older ones need not be looked through.
_LONGEST_WAY: Final = timedelta(days=120)


@dataclass(frozen=True)
class Remindable:
    """A seller order whose shopper has not reviewed all of it."""

    seller_order_id: UUID
    order_id: UUID
    seller_id: UUID
    person_id: UUID
    storefront: str


def to_be_reminded(*, now: datetime, limit: int) -> list[Remindable]:
    """Return seller orders that came some days ago and that nobody was reminded of, the oldest first."""
    return _TO_BE_REMINDED.rows(
        Remindable,
        oldest=first_id(now - _LONGEST_WAY),
        closed_from=now - REMIND_UNTIL,
        closed_to=now - REMIND_AFTER,
        limit=limit,
    )
