"""To whom do paid orders go that were not sent yet?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_UNSENT: Final = Statement.beside(__file__, "unsent_recipients")
_OF: Final = Statement.beside(__file__, "recipients_of")


@dataclass(frozen=True)
class Recipient:
    """Who ordered, what they call themselves, whom the parcel is for, and in which country."""

    person_id: UUID
    full_name: str
    recipient: str
    country: str


def unsent_recipients(*, paid_since: datetime | None = None) -> list[Recipient]:
    """Return the recipients of orders that wait to be sent, each once; of those paid since then, if that is given."""
    return _UNSENT.rows(Recipient, paid_since=paid_since)


def recipients_of(order_ids: Collection[UUID]) -> list[Recipient]:
    """Return the recipients of these orders, each once."""
    return _OF.rows(Recipient, ids=list(order_ids)) if order_ids else []
