"""What keeps an account from being deleted just now."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_HINDRANCES: Final = Statement.beside(__file__, "farewell_hindrances")


@dataclass(frozen=True)
class Hindrance:
    """Something to settle first: an `order` under way, a `refund` on its way, a `stall`, or `work` here."""

    kind: str
    order_id: UUID | None
    name: str


def farewell_hindrances(*, person_id: UUID) -> list[Hindrance]:
    """Return what a person has to settle before their account can go."""
    return _HINDRANCES.rows(Hindrance, person_id=person_id)
