"""What do providers charge and count otherwise than we do, what is proposed of it, and who agreed to what?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, Sum

from yarmarka.domain.reconciliation.models import Difference, RefusedRow, Registry, RegistryRow
from yarmarka.domain.reconciliation.rules import effect_minor
from yarmarka.domain.reconciliation.types import Counted
from yarmarka.kernel.sql import Statement
from yarmarka.reads.frozen import frozen

_PROPOSALS: Final = Statement.beside(__file__, "booking_proposals")
_MOST: Final = 200


@dataclass(frozen=True)
class OpenFees:
    """Fees of a provider in a currency that nobody proposed to book yet."""

    provider: str
    currency: str
    rows: int
    minor: int


@dataclass(frozen=True)
class ListedDifference:
    """A difference that somebody may propose to book, or to book back (`is_explained`)."""

    id: UUID
    provider: str
    kind: str
    counted: str
    provider_ref: str
    ours_minor: int
    theirs_minor: int
    currency: str
    occurred_at: datetime
    effect_minor: int
    is_explained: bool


@dataclass(frozen=True)
class ListedProposal:
    """A proposal: what the provider then owes us more (or less, if negative), and who decided what."""

    id: UUID
    provider: str
    kind: str
    effect_minor: int
    currency: str
    reason: str
    proposed_at: datetime
    proposed_by_id: UUID
    proposer: str
    decided_at: datetime | None
    decider: str
    is_approved: bool | None

    @property
    def state(self) -> str:
        """Where it stands."""
        return {None: "waiting", True: "approved", False: "declined"}[self.is_approved]


@dataclass(frozen=True)
class ListedRegistry:
    """A registry that was taken in."""

    id: UUID
    provider: str
    since: datetime
    until: datetime
    rows: int
    refused: int
    taken_at: datetime


@dataclass(frozen=True)
class ListedRefusal:
    """A line that could not be taken."""

    line: int
    reason: str
    text: str
    registry_id: UUID


def open_fees() -> list[OpenFees]:
    """Return the fees that nobody proposed to book yet, by provider and currency."""
    rows = RegistryRow.objects.filter(kind=Counted.FEE, proposal=None).values("provider", "currency")
    summed = rows.annotate(rows=Count("id"), minor=Sum("amount_minor")).order_by("provider", "currency")
    return [OpenFees(**row) for row in summed]


def open_differences() -> list[ListedDifference]:
    """Return the differences that somebody may propose something about, the oldest first."""
    unexplained = Difference.objects.filter(explained_at=None, proposal=None)
    to_book_back = Difference.objects.filter(
        explained_at__isnull=False, proposal__is_approved=True, proposal_back=None
    )
    return [_listed(row) for row in (unexplained | to_book_back).order_by("occurred_at", "id")[:_MOST]]


def proposals(*, waiting: bool, limit: int) -> list[ListedProposal]:
    """Return the proposals that wait, the oldest first, or those decided, the newest first."""
    return _PROPOSALS.rows(ListedProposal, waiting=waiting, limit=limit)


def registries(*, limit: int) -> list[ListedRegistry]:
    """Return the registries that were taken in, the newest first."""
    return [frozen(ListedRegistry, row) for row in Registry.objects.order_by("-taken_at", "-id")[:limit]]


def refused_lines(*, limit: int) -> list[ListedRefusal]:
    """Return the lines that could not be taken, those of the newest registry first."""
    rows = RefusedRow.objects.order_by("-registry__taken_at", "registry_id", "line")[:limit]
    return [frozen(ListedRefusal, row) for row in rows]


def _listed(row: Difference) -> ListedDifference:
    effect = effect_minor(Counted(row.counted), ours_minor=row.ours_minor, theirs_minor=row.theirs_minor)
    is_explained = row.explained_at is not None
    return frozen(
        ListedDifference, row, effect_minor=-effect if is_explained else effect, is_explained=is_explained
    )
