"""The terms that sellers are paid by."""

from collections.abc import Collection
from uuid import UUID

from yarmarka.domain.payouts.models import PayoutTerms
from yarmarka.domain.payouts.rules import DEFAULT
from yarmarka.domain.payouts.types import DatedTerms, Rhythm, Terms
from yarmarka.vocabulary.payouts import PayoutWay


def terms_of(seller_ids: Collection[UUID]) -> dict[UUID, Terms]:
    """Return the terms of sellers now; the default ones for those that nobody set any for."""
    ids = list(seller_ids)
    rows = PayoutTerms.objects.filter(seller_id__in=ids).order_by("seller_id", "-since", "-id")
    return dict.fromkeys(ids, DEFAULT) | {row.seller_id: _terms(row) for row in rows.distinct("seller_id")}


def terms_history(seller_id: UUID, *, limit: int) -> tuple[DatedTerms, ...]:
    """Return the terms that were set for a seller, the newest first."""
    rows = PayoutTerms.objects.filter(seller_id=seller_id).order_by("-since", "-id")[:limit]
    return tuple(DatedTerms(terms=_terms(row), since=row.since, set_by=row.set_by_id) for row in rows)


def _terms(row: PayoutTerms) -> Terms:
    return Terms(
        rhythm=Rhythm(row.rhythm),
        weekday=row.weekday,
        minimum_minor=row.minimum_minor,
        way=PayoutWay(row.way),
        held_reason=row.held_reason,
    )
