"""Which forwarding addresses are known, since when, from where, and by whom were they written down?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import Sorted, anywhere

_LISTED: Final = Sorted(
    Statement.beside(__file__, "listed_forwarders"),
    {"words": "entry.words", "from": "lower(entry.valid)", "until": "upper(entry.valid)"},
    default="upper(entry.valid) DESC NULLS FIRST, lower(entry.valid) DESC, entry.id",
    tie="entry.id",
)


@dataclass(frozen=True)
class ListedForwarder:
    """An entry of the list, with who proposed and who approved it."""

    id: UUID
    country: str
    postal_code: str
    words: str
    note: str
    source: str
    since: datetime
    until: datetime | None
    author: str
    approver: str

    def phase(self, now: datetime) -> str:
        """Return whether it holds at an instant, is to come, or is over."""
        if self.since > now:
            return "to_come"
        return "over" if self.until and self.until <= now else "holds"


def listed_forwarders(
    *,
    words: str = "",
    country: str = "",
    phase: str = "",
    sort: str = "",
    now: datetime,
    limit: int,
    offset: int = 0,
) -> list[ListedForwarder]:
    """Return a page of the list, what is on it first, the newest on top."""
    return _LISTED.by(sort).rows(
        ListedForwarder,
        words=anywhere(words),
        country=country,
        phase=phase,
        now=now,
        limit=limit,
        offset=offset,
    )
