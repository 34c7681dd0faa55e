"""Which dated rules hold, who put them in force, and what is proposed?"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_RULES: Final = Statement.beside(__file__, "staff_rules")
_PROPOSALS: Final = Statement.beside(__file__, "staff_rule_proposals")
#: how long rules that ended are still shown
_LATELY: Final = timedelta(days=365)


@dataclass(frozen=True)
class ListedRule:
    """A dated rule. Its figure is basis points, or days; `about` names whom it is for, and is empty for everybody."""

    kind: str
    id: UUID
    figure: int
    about: str
    valid_from: datetime
    valid_until: datetime | None
    source: str
    verified_on: date
    is_example: bool
    proposer: str
    approver: str

    def phase(self, now: datetime) -> str:
        """Return whether it holds at an instant, is to come, or is over."""
        if self.valid_from > now:
            return "to_come"
        return "over" if self.valid_until and self.valid_until <= now else "holds"


@dataclass(frozen=True)
class ListedProposal:
    """A proposed rule, and what became of it."""

    id: UUID
    kind: str
    figure: int
    scope: dict[str, str]
    #: what held for the same when it was proposed; None where nothing did, or nobody noted it
    before: int | None
    valid_from: datetime
    source: str
    proposed_at: datetime
    proposed_by_id: UUID
    proposer: str
    decided_at: datetime | None
    decider: str
    is_approved: bool | None

    @property
    def about(self) -> str:
        """Whom it is for; empty for everybody."""
        named = {name: value for name, value in self.scope.items() if name not in {"partner", "service"}}
        return ", ".join(named.values())

    @property
    def state(self) -> str:
        """Whether it waits, holds or was turned down."""
        return {None: "waiting", True: "approved", False: "declined"}[self.is_approved]


def listed_rules(*, now: datetime) -> list[ListedRule]:
    """Return the dated rules that hold, are to come, or ended within a year."""
    return _RULES.rows(ListedRule, since=now - _LATELY)


def listed_proposals() -> list[ListedProposal]:
    """Return proposed rules, those that wait first."""
    return _PROPOSALS.rows(ListedProposal)
