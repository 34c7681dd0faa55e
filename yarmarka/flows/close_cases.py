"""Closing a case of screening: one of the staff proposes what it comes to, another agrees, and it holds at once."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.governance.actions import withdraw
from yarmarka.domain.governance.queries import proposal
from yarmarka.domain.governance.types import NewProposal, ProposalCard
from yarmarka.domain.screening.actions import close_case, lock_case, name_verdict
from yarmarka.domain.screening.errors import CaseClosed, ReasonNeeded
from yarmarka.domain.screening.queries import screening_case
from yarmarka.domain.screening.types import Verdict
from yarmarka.flows.decide_together import propose, say

#: what governance calls it
VERDICT: Final = "screening_verdict"


@transaction.atomic
def propose_verdict(case_id: UUID, *, verdict: Verdict, reason: str, by: UUID, now: datetime) -> UUID:
    """Propose what a case comes to; return the proposal's id. Raises Missing, CaseClosed, ReasonNeeded.

    What was proposed before is over: taken back if it was one's own, else one has said no to it.
    """
    why = reason.strip()
    if not why:
        raise ReasonNeeded(field="reason")
    before = lock_case(case_id)
    if before is not None:
        _close_earlier(proposal(before), why, by=by, now=now)
    card = screening_case(case_id)
    facts = {
        "case": str(case_id),
        "verdict": verdict.value,
        "reason": why,
        "subject_kind": card.subject_kind,
        "subject": str(card.subject_id),
        "list": card.list_code,
        "entry": card.entry,
    }
    asked = NewProposal(VERDICT, facts, why[:500], now, {"score": round(card.score, 2)})
    made = propose(asked, by=by, now=now)
    name_verdict(case_id, proposal_id=made, verdict=verdict, reason=why, by=by, now=now)
    return made


@transaction.atomic
def agree(case_id: UUID, *, by: UUID, now: datetime) -> None:
    """Close a case as another person proposed. Raises Missing, CaseClosed, OwnProposal, ProposalDecided."""
    proposal_id = lock_case(case_id)
    if proposal_id is None:
        raise CaseClosed(case_id=str(case_id))
    card = say(proposal_id=proposal_id, matters=(VERDICT,), is_for=True, by=by, now=now)
    if card.is_approved:
        facts = card.asked.facts
        close_case(case_id, verdict=Verdict(facts["verdict"]), reason=facts["reason"], by=by, now=now)


@transaction.atomic
def decide_case(
    case_id: UUID, *, verdict: Verdict, reason: str, proposed_by: UUID, agreed_by: UUID, now: datetime
) -> None:
    """Close a case as two people found. Raises Missing, CaseClosed, OwnProposal, ReasonNeeded."""
    propose_verdict(case_id, verdict=verdict, reason=reason, by=proposed_by, now=now)
    agree(case_id, by=agreed_by, now=now)


def _close_earlier(card: ProposalCard, why: str, *, by: UUID, now: datetime) -> None:
    if card.is_approved is not None:
        return
    if card.proposed_by == by:
        withdraw(proposal_id=card.id, matters=(VERDICT,), by=by, now=now)
    else:
        say(proposal_id=card.id, matters=(VERDICT,), is_for=False, by=by, now=now, words=why[:500])
