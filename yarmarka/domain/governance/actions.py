"""Proposing what takes several people, and saying yes or no to it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from yarmarka.domain.governance.errors import NotAnApprover, OwnProposal, ProposalDecided, RuleWithoutSource
from yarmarka.domain.governance.models import Proposal, Voice
from yarmarka.domain.governance.queries import cards_of
from yarmarka.domain.governance.types import NewProposal, ProposalCard
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id


def propose(asked: NewProposal, *, by: UUID, now: datetime) -> UUID:
    """Write down what somebody proposes, and what it touched when they did; return its id. Raises RuleWithoutSource."""
    if not asked.source.strip():
        raise RuleWithoutSource(field="source")
    row = Proposal.objects.create(
        id=new_id(now),
        matter=asked.matter,
        facts=dict(asked.facts),
        preview=dict(asked.preview),
        source=asked.source.strip(),
        effective_at=asked.effective_at,
        quorum=asked.quorum,
        approvers=[str(one) for one in asked.approvers],
        proposed_by_id=by,
        proposed_at=now,
    )
    return row.id


def withdraw(*, proposal_id: UUID, matters: Collection[str], by: UUID, now: datetime) -> None:
    """Take back what one proposed oneself, without anybody's voice. Raises Missing, ProposalDecided, NotAnApprover."""
    row = Proposal.objects.select_for_update().filter(id=proposal_id, matter__in=matters).first()
    if row is None:
        raise Missing(what="proposal")
    if row.proposed_by_id != by:
        raise NotAnApprover(proposal=str(proposal_id))
    if row.closed_at is not None:
        raise ProposalDecided(proposal=str(proposal_id))
    row.closed_at, row.is_approved = now, False
    row.save(update_fields=["closed_at", "is_approved"])


def say(
    *, proposal_id: UUID, matters: Collection[str], is_for: bool, by: UUID, now: datetime, words: str = ""
) -> ProposalCard:
    """Say yes or no to somebody else's proposal, and why; one no closes it, and so do enough who say yes.

    Raises Missing (also for a proposal about none of these matters), ProposalDecided (also for whoever has said
    something), OwnProposal, NotAnApprover.
    """
    row = Proposal.objects.select_for_update().filter(id=proposal_id, matter__in=matters).first()
    if row is None:
        raise Missing(what="proposal")
    said = Voice.objects.filter(proposal=row)
    if row.closed_at is not None or said.filter(by_id=by).exists():
        raise ProposalDecided(proposal=str(proposal_id))
    if row.proposed_by_id == by:
        raise OwnProposal(proposal=str(proposal_id))
    if row.approvers and str(by) not in row.approvers:
        raise NotAnApprover(proposal=str(proposal_id))
    Voice.objects.create(id=new_id(now), proposal=row, by_id=by, at=now, is_for=is_for, words=words)
    if not is_for or said.filter(is_for=True).count() >= row.quorum:
        row.closed_at, row.is_approved = now, is_for
        row.save(update_fields=["closed_at", "is_approved"])
    return cards_of((row,))[0]
