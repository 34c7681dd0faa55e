"""What takes several people, and stands in the audit log: proposing it, and saying yes or no.

Flows whose deeds have names of their own (rules, bookings) call governance themselves and note those.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.governance import actions
from yarmarka.domain.governance.types import NewProposal, ProposalCard


def propose(asked: NewProposal, *, by: UUID, now: datetime) -> UUID:
    """Write down what somebody proposes; return its id. Raises RuleWithoutSource."""
    proposal_id = actions.propose(asked, by=by, now=now)
    _note(DeedKind.PROPOSED, asked, proposal_id, by=by, now=now)
    return proposal_id


def say(
    *,
    proposal_id: UUID,
    matters: Collection[str],
    is_for: bool,
    by: UUID,
    now: datetime,
    words: str = "",
) -> ProposalCard:
    """Say yes or no to somebody else's proposal, and why.

    Raises Missing, ProposalDecided, OwnProposal, NotAnApprover.
    """
    card = actions.say(proposal_id=proposal_id, matters=matters, is_for=is_for, by=by, now=now, words=words)
    kind = DeedKind.PROPOSAL_APPROVED if is_for else DeedKind.PROPOSAL_DECLINED
    _note(kind, card.asked, card.id, by=by, now=now, words=words)
    return card


def _note(
    kind: DeedKind, asked: NewProposal, proposal_id: UUID, *, by: UUID, now: datetime, words: str = ""
) -> None:
    # The log names the matter; its reader is told it in words of their language.
    subject = Subject(SubjectKind.PROPOSAL, asked.matter, proposal_id)
    note_deeds([NewDeed(kind=kind, subject=subject, by=by, reason=words or asked.source)], now=now)
