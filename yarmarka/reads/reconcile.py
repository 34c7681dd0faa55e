"""Over which payments, refunds and payouts do a provider and we differ?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.reconciliation.rules import kind_of
from yarmarka.domain.reconciliation.types import Counted, FoundDifference
from yarmarka.kernel.sql import Statement

_RECONCILE: Final = Statement.beside(__file__, "reconcile")


@dataclass(frozen=True)
class _Row:
    counted: str
    provider_ref: str
    own_id: UUID | None
    ours_minor: int
    theirs_minor: int
    currency: str
    occurred_at: datetime


def differences(*, provider: str, since: datetime, until: datetime) -> list[FoundDifference]:
    """Return everything that happened between two instants and that a provider counts otherwise than we do."""
    return [
        FoundDifference(
            kind=kind,
            counted=Counted(row.counted),
            provider_ref=row.provider_ref,
            own_id=row.own_id,
            ours_minor=row.ours_minor,
            theirs_minor=row.theirs_minor,
            currency=row.currency,
            occurred_at=row.occurred_at,
        )
        for row in _RECONCILE.rows(_Row, provider=provider, since=since, until=until)
        if (kind := kind_of(ours_minor=row.ours_minor, theirs_minor=row.theirs_minor))
    ]
