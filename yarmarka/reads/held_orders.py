"""Which orders wait for somebody to look at them?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_HELD: Final = Statement.beside(__file__, "held_orders")
_MOST: Final = 100


@dataclass(frozen=True)
class Held:
    """An order that a restriction holds: since when, where it goes or could go, and which restrictions.

    What needs a licence goes on once there is one; the others once somebody has looked at them.
    """

    order_id: UUID
    at: datetime
    places: list[str]
    restriction_ids: list[UUID]
    needs_licence: bool


def held_orders() -> list[Held]:
    """Return orders that were not sent yet and that nobody has let go on, the longest waiting first."""
    return _HELD.rows(Held, most=_MOST)
