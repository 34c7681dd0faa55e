"""What other parts of the house are told about proposals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class NewProposal:
    """Something that takes several people: what, what it touches as seen now, on what it rests, and from when on.

    It needs `quorum` people besides the one who proposes; `approvers` may be them, or else anybody of the staff.
    """

    matter: str
    facts: Mapping[str, Any]
    source: str
    effective_at: datetime
    preview: Mapping[str, Any] = field(default_factory=dict)
    quorum: int = 1
    approvers: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class ProposalCard:
    """A proposal, and what became of it; open while `is_approved` is None. `words` are what the last one said why."""

    id: UUID
    asked: NewProposal
    proposed_by: UUID
    proposed_at: datetime
    voices: tuple[tuple[UUID, bool], ...]
    closed_at: datetime | None
    is_approved: bool | None
    words: str = ""
