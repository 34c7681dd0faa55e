"""Differences, and from when on they are open."""

from datetime import datetime

from django.db.models import Max, Min

from yarmarka.domain.reconciliation.models import Difference, Registry
from yarmarka.domain.reconciliation.types import Counted, DifferenceCard


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


def difference_card(row: Difference) -> DifferenceCard:
    """Return a difference's row as others see it."""
    return DifferenceCard(
        id=row.id,
        provider=row.provider,
        counted=Counted(row.counted),
        provider_ref=row.provider_ref,
        ours_minor=row.ours_minor,
        theirs_minor=row.theirs_minor,
        currency=row.currency,
        is_explained=row.explained_at is not None,
        proposal_id=row.proposal_id,
        proposal_back_id=row.proposal_back_id,
    )
