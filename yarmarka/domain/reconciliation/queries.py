"""Proposals, and from when on differences are open."""

from datetime import datetime
from uuid import UUID

from django.db.models import Max, Min

from yarmarka.domain.reconciliation.models import Difference, Proposal, Registry
from yarmarka.domain.reconciliation.types import ProposalCard, ProposalKind
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.money import Money


def oldest_open(*, provider: str) -> datetime | None:
    """Return since when something differs and is not explained yet; nothing if all agrees."""
    still = Difference.objects.filter(provider=provider, explained_at=None)
    oldest: datetime | None = still.aggregate(oldest=Min("occurred_at"))["oldest"]
    return oldest


def covered_until(*, provider: str) -> datetime | None:
    """Return until when a provider's registries were taken in; nothing if none was."""
    latest: datetime | None = Registry.objects.filter(provider=provider).aggregate(latest=Max("until"))[
        "latest"
    ]
    return latest


def proposal(proposal_id: UUID) -> ProposalCard:
    """Return a proposal. Raises Missing."""
    row = Proposal.objects.filter(id=proposal_id).first()
    if row is None:
        raise Missing(what="proposal")
    return proposal_card(row)


def proposal_card(row: Proposal) -> ProposalCard:
    """Return a proposal's row as others see it."""
    return ProposalCard(
        id=row.id,
        provider=row.provider,
        kind=ProposalKind(row.kind),
        effect=Money(row.effect_minor, row.currency),
        proposed_by=row.proposed_by_id,
        is_approved=row.is_approved,
    )
