"""Putting a customs rule in force, and ending one: who has read the act proposes, somebody else confirms it.

What orders are charged at import follows from it, and what was sold before stays as it was sold.
"""

from datetime import UTC, date, datetime, time
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.customs.actions import end_rule, switch_on
from yarmarka.domain.customs.errors import CustomsRuleUnknown
from yarmarka.domain.customs.queries import rules_named
from yarmarka.domain.governance.types import NewProposal, ProposalCard
from yarmarka.flows.decide_together import propose, say

#: matters of governance
RULE_ON: Final = "customs_rule_on"
RULE_ENDS: Final = "customs_rule_ends"


@transaction.atomic
def propose_customs_rule(code: str, *, matter: str, day: date, reason: str, by: UUID, now: datetime) -> UUID:
    """Propose that a rule holds from a day on, or from it on no more; return the proposal's id.

    Raises CustomsRuleUnknown, RuleWithoutSource.
    """
    rule = rules_named([code]).get(code)
    if rule is None:
        raise CustomsRuleUnknown(code=code)
    facts = {"code": code, "day": day.isoformat()}
    preview = {"since": rule.since.isoformat(), "until": rule.until.isoformat() if rule.until else None}
    begins = datetime.combine(day, time(), tzinfo=UTC)
    return propose(NewProposal(matter, facts, reason, begins, preview), by=by, now=now)


@transaction.atomic
def decide_customs_rule(proposal_id: UUID, *, approve: bool, by: UUID, now: datetime) -> str:
    """Say yes or no as a second person; return the code of the rule that ends by a yes, if one does.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover, CustomsRuleUnknown, CustomsRulesOverlap.
    """
    card = say(proposal_id=proposal_id, matters=(RULE_ON, RULE_ENDS), is_for=approve, by=by, now=now)
    if not card.is_approved:
        return ""
    return _switch_on(card, now=now) if card.asked.matter == RULE_ON else _end(card, now=now)


def _switch_on(card: ProposalCard, *, now: datetime) -> str:
    """Put a rule in force as was approved, verified by two people today."""
    code, day = _rule_and_day(card)
    ended = switch_on(code, verified_on=now.date(), from_on=day, now=now)
    after: Facts = {"valid_from": day.isoformat(), "ended": ended.code if ended else None}
    _note(DeedKind.CUSTOMS_RULE_ON, card, after, now=now)
    return ended.code if ended else ""


def _end(card: ProposalCard, *, now: datetime) -> str:
    code, day = _rule_and_day(card)
    end_rule(code, on=day, now=now)
    _note(DeedKind.CUSTOMS_RULE_ENDED, card, {"valid_until": day.isoformat()}, now=now)
    return code


def _rule_and_day(card: ProposalCard) -> tuple[str, date]:
    return card.asked.facts["code"], date.fromisoformat(card.asked.facts["day"])


def _note(kind: DeedKind, card: ProposalCard, after: Facts, *, now: datetime) -> None:
    subject = Subject(SubjectKind.CUSTOMS_RULE, card.asked.facts["code"])
    by = card.voices[-1][0]
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, after=after, reason=card.asked.source)], now=now)
