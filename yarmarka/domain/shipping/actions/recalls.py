"""Calling parcels back, and noting how far that is."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from yarmarka.domain.shipping.models import Recall
from yarmarka.domain.shipping.queries.recalls import recall_card
from yarmarka.domain.shipping.rules.recalls import RECALL_NEXT
from yarmarka.domain.shipping.types import NewRecall, RecallCard, RecallStatus
from yarmarka.kernel.ids import new_ids
from yarmarka.kernel.moves import statuses_before

_ENDS = (RecallStatus.BACK, RecallStatus.MISSED)


def call_back(wanted: Sequence[NewRecall], *, now: datetime) -> tuple[RecallCard, ...]:
    """Write down that parcels are called back; return those that were not before.

    Called back again, the first time counts.
    """
    rows = [
        Recall(
            id=key,
            parcel_id=one.parcel_id,
            seller_order_id=one.seller_order_id,
            cause_id=one.cause_id,
            by_id=one.by,
            settling=one.settling,
            status=RecallStatus.WANTED,
            wanted_at=now,
        )
        for key, one in zip(new_ids(now, len(wanted)), wanted, strict=True)
    ]
    Recall.objects.bulk_create(rows, ignore_conflicts=True)
    made = Recall.objects.filter(id__in=[row.id for row in rows]).order_by("id")
    return tuple(recall_card(row) for row in made)


def move_recall(recall_id: UUID, status: RecallStatus, *, now: datetime, note: str = "") -> bool:
    """Note how far a recall is; return False where that was known, or it is further already."""
    return bool(move_recalls({recall_id: status}, now=now, note=note))


def move_recalls(moves: Mapping[UUID, RecallStatus], *, now: datetime, note: str = "") -> list[RecallCard]:
    """Note how far recalls are; return those that moved."""
    moved = []
    for row in Recall.objects.select_for_update(no_key=True).filter(id__in=list(moves)).order_by("id"):
        status = moves[row.id]
        if RecallStatus(row.status) not in statuses_before(RECALL_NEXT, status):
            continue
        row.status, row.note = status, note[:500] or row.note
        if status is RecallStatus.AGREED:
            row.agreed_at = now
        if status in _ENDS:
            row.closed_at = now
        row.save(update_fields=["status", "note", "agreed_at", "closed_at"])
        moved.append(recall_card(row))
    return moved
