"""Parcels that are called back."""

from collections.abc import Collection
from uuid import UUID

from yarmarka.domain.shipping.models import Recall
from yarmarka.domain.shipping.types import RecallCard, RecallStatus, Settling


def recalls_of(parcel_ids: Collection[UUID]) -> dict[UUID, RecallCard]:
    """Return the recalls of some parcels, by parcel."""
    rows = Recall.objects.filter(parcel_id__in=list(parcel_ids))
    return {row.parcel_id: recall_card(row) for row in rows}


def recalls_of_parts(seller_order_ids: Collection[UUID]) -> dict[UUID, RecallCard]:
    """Return the newest recall of some seller orders, by seller order."""
    rows = Recall.objects.filter(seller_order_id__in=list(seller_order_ids)).order_by("id")
    return {row.seller_order_id: recall_card(row) for row in rows}


def recalls_by_hand(*, limit: int = 100) -> tuple[RecallCard, ...]:
    """Return recalls that somebody has to ask the carrier for, the longest waiting first."""
    rows = Recall.objects.filter(status=RecallStatus.BY_HAND).order_by("wanted_at", "id")[:limit]
    return tuple(recall_card(row) for row in rows)


def recall_card(row: Recall) -> RecallCard:
    """Return a recall's row as others see it."""
    return RecallCard(
        id=row.id,
        parcel_id=row.parcel_id,
        seller_order_id=row.seller_order_id,
        cause_id=row.cause_id,
        by=row.by_id,
        settling=Settling(row.settling),
        status=RecallStatus(row.status),
        note=row.note,
        wanted_at=row.wanted_at,
        agreed_at=row.agreed_at,
        closed_at=row.closed_at,
    )
