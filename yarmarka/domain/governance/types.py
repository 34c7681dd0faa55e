"""What other parts of the house are told about rule proposals."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
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
