"""Which chargebacks, parcels and letters want somebody?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import Sorted, anywhere, beginning

#: states of a parcel in which somebody must look after it
TROUBLE: Final = (
    "customs_action_required",
    "attempt_failed",
    "returning",
    "returned",
    "lost",
    "destroyed",
    "seized",
    "exception",
    "expired",
)
#: how long a parcel on its way may give no news before somebody looks
SILENCE: Final = timedelta(days=7)

_CHARGEBACKS: Final = Sorted(
    Statement.beside(__file__, "staff_chargebacks"),
    {
        "order": "whole.number",
        "amount": "chargeback.amount_minor",
        "due": "chargeback.due_by",
        "opened": "chargeback.opened_at",
    },
    # What must be answered first.
    default="chargeback.status <> 'opened', CASE WHEN chargeback.status = 'opened' THEN chargeback.due_by END,"
    " chargeback.id DESC",
    tie="chargeback.id DESC",
)
_PARCELS: Final = Sorted(
    Statement.beside(__file__, "staff_parcels"),
    {
        "order": "whole.number",
        "seller": "seller.trade_name",
        "since": "parcel.state_at",
        "number": "parcel.number",
    },
    default="parcel.state_at, parcel.id",
    tie="parcel.id",
)
_LETTERS: Final = Sorted(
    Statement.beside(__file__, "staff_letters"),
    {"written": "created_at", "tries": "attempts", "due": "due_at"},
    default="created_at, id",
    tie="id",
)


@dataclass(frozen=True)
class ListedChargeback:
    """Money that a shopper's bank took back."""

    id: UUID
    order_id: UUID
    number: str
    provider: str
    provider_ref: str
    amount_minor: int
    currency: str
    reason: str
    status: str
    due_by: datetime | None
    opened_at: datetime
    settled_at: datetime | None


@dataclass(frozen=True)
class ListedParcel:
    """A parcel in the operator's list."""

    id: UUID
    order_id: UUID
    order_number: str
    seller_id: UUID
    trade_name: str
    #: what its carrier is called, by language
    carrier: dict[str, str]
    number: str
    state: str
    state_at: datetime
    handed_over_at: datetime | None
    country: str
    city: str


@dataclass(frozen=True)
class ListedLetter:
    """A message that did not leave yet."""

    id: UUID
    topic: str
    recipient: str
    number: str
    created_at: datetime
    due_at: datetime
    attempts: int
    failure: str


def listed_chargebacks(
    *, status: str = "", words: str = "", sort: str = "", limit: int, offset: int = 0
) -> list[ListedChargeback]:
    """Return a page of chargebacks, those that must be answered first on top."""
    return _CHARGEBACKS.by(sort).rows(
        ListedChargeback, status=status, words=beginning(words), limit=limit, offset=offset
    )


def listed_parcels(
    *, shown: str = "", words: str = "", sort: str = "", now: datetime, limit: int, offset: int = 0
) -> list[ListedParcel]:
    """Return a page of parcels (`shown`: trouble, silent, or all), those that stand still the longest on top."""
    return _PARCELS.by(sort).rows(
        ListedParcel,
        shown=shown,
        words=beginning(words),
        trouble=list(TROUBLE),
        silent_since=now - SILENCE,
        limit=limit,
        offset=offset,
    )


def listed_letters(
    *, shown: str = "", words: str = "", sort: str = "", limit: int, offset: int = 0
) -> list[ListedLetter]:
    """Return a page of messages that were tried in vain (or, `waiting`, all that wait), the oldest on top."""
    return _LETTERS.by(sort).rows(
        ListedLetter, shown=shown, words=anywhere(words), limit=limit, offset=offset
    )
