"""Proposing a rule, and deciding it as a second person."""

from datetime import datetime
from uuid import UUID

from yarmarka.domain.governance.errors import OwnRule, RuleDecided, RuleWithoutSource
from yarmarka.domain.governance.models import RuleProposal
from yarmarka.domain.governance.queries import proposal_card
from yarmarka.domain.governance.types import RuleProposalCard, RuleWish
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id


def propose_rule(wish: RuleWish, *, by: UUID, now: datetime) -> UUID:
    """Write down that somebody wants a rule; return the proposal's id. Raises RuleWithoutSource."""
    if not wish.source.strip():
        raise RuleWithoutSource(field="source")
    row = RuleProposal.objects.create(
        id=new_id(now),
        kind=wish.kind,
        figure=wish.figure,
        scope={name: value for name, value in wish.scope.items() if value},
        valid_from=wish.valid_from,
        source=wish.source.strip(),
        proposed_by_id=by,
        proposed_at=now,
    )
    return row.id


def decide_rule(*, proposal_id: UUID, approve: bool, by: UUID, now: datetime) -> RuleProposalCard:
    """Decide a proposal as its second person; return it. Raises Missing, RuleDecided, OwnRule."""
    row = RuleProposal.objects.select_for_update().filter(id=proposal_id).first()
    if row is None:
        raise Missing(what="proposal")
    if row.decided_at is not None:
        raise RuleDecided(proposal=str(proposal_id))
    if row.proposed_by_id == by:
        raise OwnRule(proposal=str(proposal_id))
    row.decided_by_id, row.decided_at, row.is_approved = by, now, approve
    row.save(update_fields=["decided_by", "decided_at", "is_approved"])
    return proposal_card(row)
