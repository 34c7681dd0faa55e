"""What other parts of the house are told about rule proposals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class RuleKind(StrEnum):
    """Rules that take two people. Their figures are basis points, days for the time to look goods over."""

    COMMISSION = "commission"
    TAX = "tax"
    SPREAD = "spread"
    FUND = "fund"
    PARTNER = "partner"
    INSPECTION = "inspection"


@dataclass(frozen=True)
class RuleWish:
    """A dated rule as somebody wants it. The scope names whom it is for by slug or code; what is missing is any."""

    kind: RuleKind
    figure: int
    valid_from: datetime
    source: str
    scope: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RuleProposalCard:
    """A proposed rule, and what became of it; undecided while `is_approved` is None."""

    id: UUID
    wish: RuleWish
    proposed_by: UUID
    proposed_at: datetime
    decided_by: UUID | None
    decided_at: datetime | None
    is_approved: bool | None


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
    """A proposal, and what became of it; open while `is_approved` is None."""

    id: UUID
    asked: NewProposal
    proposed_by: UUID
    proposed_at: datetime
    voices: tuple[tuple[UUID, bool], ...]
    closed_at: datetime | None
    is_approved: bool | None
