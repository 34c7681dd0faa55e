"""Proposals and readings, as other parts of the house ask for them."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from yarmarka.domain.matching.models import ProposalRow, Reading
from yarmarka.domain.matching.rules.keys import MOST_OF_A_KEY, MOST_PARTNERS, WEIGHTS
from yarmarka.domain.matching.types import Evidence, Kind, MatchStatus, Origin, Proposal
from yarmarka.kernel.sql import Statement

_LATELY: Final = 5
_PARTNERS: Final = Statement.beside(str(Path(__file__)), "partners")


@dataclass(frozen=True)
class _Pair:
    one_id: UUID
    other_id: UUID


def marks_of(product_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the mark of each card when it was read last; cards that never were are left out."""
    return dict(Reading.objects.filter(product_id__in=list(product_ids)).values_list("product_id", "mark"))


def identities_of(product_ids: Collection[UUID]) -> dict[UUID, str]:
    """Return by what each card named its goods when it was read last."""
    return dict(
        Reading.objects.filter(product_id__in=list(product_ids)).values_list("product_id", "identity")
    )


def partners(product_ids: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Return the pairs of products that are worth holding against one another, the older one first."""
    found = _PARTNERS.rows(
        _Pair,
        product_ids=list(product_ids),
        most_of_a_key=MOST_OF_A_KEY,
        most_partners=MOST_PARTNERS,
        weights=WEIGHTS,
    )
    return [(pair.one_id, pair.other_id) for pair in found]


def wishes_about(*, seller_id: UUID, sku: str) -> list[Proposal]:
    """Return what a seller wished of an article lately, and what became of it."""
    wished = ProposalRow.objects.filter(seller_id=seller_id, sku=sku, origin=Origin.SELLER)
    rows = wished.order_by("-id")[:_LATELY]
    return [proposal_card(row) for row in rows]


def proposal_card(row: ProposalRow) -> Proposal:
    """Return a proposal as others know it."""
    return Proposal(
        id=row.id,
        kind=Kind(row.kind),
        origin=Origin(row.origin),
        status=MatchStatus(row.status),
        one_id=row.one_id,
        other_id=row.other_id,
        seller_id=row.seller_id,
        sku=row.sku,
        words=row.words,
        score=row.score,
        evidence=msgspec.convert(row.evidence, tuple[Evidence, ...]),
        found_at=row.found_at,
        decided_at=row.decided_at,
        decided_by=row.decided_by_id,
        reason=row.reason,
        kept_id=row.kept_id,
        moved=row.moved,
    )
