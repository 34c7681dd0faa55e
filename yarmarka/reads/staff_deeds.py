"""Who of the staff did what?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import Sorted, anywhere

_DEEDS: Final = Sorted(
    Statement.beside(__file__, "staff_deeds"),
    {"at": "deed.at", "who": "actor.email", "what": "deed.kind"},
    default="deed.id DESC",
    tie="deed.id DESC",
)


@dataclass(frozen=True)
class ListedDeed:
    """Something that somebody did; `actor` is empty for what was done on the server itself."""

    id: UUID
    kind: str
    subject_kind: str
    subject_id: UUID | None
    subject_name: str
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str
    at: datetime
    actor: str


def listed_deeds(
    *,
    kind: str = "",
    words: str = "",
    subject_id: UUID | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    sort: str = "",
    limit: int,
    offset: int = 0,
) -> list[ListedDeed]:
    """Return a page of deeds, the newest first unless asked; `words` narrow by who did it or to what."""
    return _DEEDS.by(sort).rows(
        ListedDeed,
        kind=kind,
        words=anywhere(words),
        subject_id=subject_id,
        since=since,
        until=until,
        limit=limit,
        offset=offset,
    )
