"""Which rules were proposed, and what became of them?"""

from yarmarka.domain.governance.models import RuleProposal
from yarmarka.domain.governance.types import RuleKind, RuleProposalCard, RuleWish


def rule_proposals(*, limit: int = 100) -> tuple[RuleProposalCard, ...]:
    """Return proposals, those that wait first, then the newest."""
    rows = RuleProposal.objects.order_by("-decided_at", "-id")
    waiting = rows.filter(decided_at__isnull=True).order_by("proposed_at", "id")
    decided = rows.filter(decided_at__isnull=False)[:limit]
    return tuple(proposal_card(row) for row in (*waiting[:limit], *decided))


def proposal_card(row: RuleProposal) -> RuleProposalCard:
    """Return a proposal's row as others see it."""
    return RuleProposalCard(
        id=row.id,
        wish=RuleWish(
            kind=RuleKind(row.kind),
            figure=row.figure,
            valid_from=row.valid_from,
            source=row.source,
            scope=row.scope,
        ),
        proposed_by=row.proposed_by_id,
        proposed_at=row.proposed_at,
        decided_by=row.decided_by_id,
        decided_at=row.decided_at,
        is_approved=row.is_approved,
    )
