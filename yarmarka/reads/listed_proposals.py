"""What takes several people: what waits, what it is about and touches, and what became of the others?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.kernel.sql import Statement
from yarmarka.reads.sorting import Sorted, anywhere

_PROPOSALS: Final = Sorted(
    Statement.beside(__file__, "listed_proposals"),
    {
        "proposed": "proposal.proposed_at",
        "from": "proposal.effective_at",
        "who": "proposer.email",
        "matter": "proposal.matter",
    },
    default="proposal.closed_at DESC NULLS FIRST, proposal.proposed_at, proposal.id",
    tie="proposal.id DESC",
)


@dataclass(frozen=True)
class ListedProposal:
    """A proposal of whatever matter. Of `seller`, `brand` and `names` those are told that it is about."""

    id: UUID
    matter: str
    facts: dict[str, Any]
    preview: dict[str, Any]
    source: str
    effective_at: datetime
    quorum: int
    proposed_at: datetime
    proposed_by_id: UUID
    proposer: str
    closed_at: datetime | None
    is_approved: bool | None
    yes: int
    voices: str
    words: str
    seller: str
    brand: str
    names: dict[str, str]
    origin_country: str
    destination_country: str

    @property
    def state(self) -> str:
        """Where it stands."""
        return {None: "waiting", True: "approved", False: "declined"}[self.is_approved]


def listed_proposals(
    *,
    viewer: UUID,
    matter: str = "",
    state: str = "",
    words: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
    sort: str = "",
    limit: int,
    offset: int = 0,
) -> list[ListedProposal]:
    """Return a page of proposals, those that wait first, the longest waiting on top; then the latest decided.

    `state`: waiting, approved, declined, or mine for what waits for the viewer's own yes.
    """
    return _PROPOSALS.by(sort).rows(
        ListedProposal,
        viewer=viewer,
        matter=matter,
        state=state,
        words=anywhere(words),
        since=since,
        until=until,
        limit=limit,
        offset=offset,
    )
