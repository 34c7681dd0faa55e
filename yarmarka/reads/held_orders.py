"""Which orders wait for somebody to look at them?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_HELD: Final = Statement.beside(__file__, "held_orders")


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
    #: how many orders are held in all
    in_all: int


def held_orders(*, limit: int = 100, offset: int = 0) -> list[Held]:
    """Return orders that were not sent yet and that nobody has let go on, the longest waiting first."""
    return _HELD.rows(Held, order_id=None, limit=limit, offset=offset)


def count_held() -> int:
    """Return how many orders are held."""
    first = held_orders(limit=1)
    return first[0].in_all if first else 0


def held_order(order_id: UUID) -> Held | None:
    """Return an order as it is held, if it is."""
    return _HELD.one(Held, order_id=order_id, limit=1, offset=0)
