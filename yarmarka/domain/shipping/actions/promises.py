"""Writing down what deliveries taught, which dates were told, and what became of them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.domain.shipping.models import LearntService, PromiseMade
from yarmarka.domain.shipping.queries import forget_services
from yarmarka.domain.shipping.rules.windows import CONFIDENCE
from yarmarka.domain.shipping.types import Basis, LearntDays, NewPromise
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement

#: statements stand in the context's own sql/ folder
_HERE: Final = str(Path(__file__).parent)  # `beside` takes the folder above
_RESOLVE: Final = Statement.beside(_HERE, "resolve_promises")

#: why the first promise of a seller order was made
SOLD: Final = "sold"


def note_learnt(learnt: Collection[LearntDays], *, now: datetime) -> None:
    """Write down what services' deliveries taught, in place of what was known before; others fall back to the carrier's
    window."""
    rows = [
        LearntService(
            id=new_id(now),
            carrier_id=one.carrier,
            code=one.code,
            origin_country=one.origin_country,
            destination_country=one.destination_country,
            usual_days=one.usual_days,
            sure_days=one.sure_days,
            deliveries=one.deliveries,
            place=one.place,
            learnt_at=now,
        )
        for one in learnt
    ]
    LearntService.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["carrier", "code", "origin_country", "destination_country", "place"],
        update_fields=["usual_days", "sure_days", "deliveries", "learnt_at"],
    )
    LearntService.objects.filter(learnt_at__lt=now).delete()
    forget_services()


def note_promises(made: Sequence[NewPromise], *, now: datetime) -> None:
    """Write down dates that were told, each in place of the current one of its seller order.

    Noting a sale's promise again changes nothing, also where a later one is current by now.
    """
    sales = [one for one in made if one.reason == SOLD]
    moved = [one for one in made if one.reason != SOLD]
    PromiseMade.objects.bulk_create([_row(one, now=now) for one in sales], ignore_conflicts=True)
    if moved:
        parts = [one.seller_order_id for one in moved]
        PromiseMade.objects.filter(seller_order_id__in=parts, is_current=True).update(is_current=False)
        PromiseMade.objects.bulk_create([_row(one, now=now) for one in moved])


def resolve_promises(came_on: Mapping[UUID, date]) -> int:
    """Write down which promises were kept, by the days on which seller orders came; return how many there were."""
    if not came_on:
        return 0
    return _RESOLVE.run(parts=list(came_on), days=list(came_on.values()))


def end_promises(seller_order_ids: Collection[UUID]) -> None:
    """Let nothing be promised any more of seller orders that were called off."""
    PromiseMade.objects.filter(seller_order_id__in=list(seller_order_ids), is_current=True).update(
        is_current=False
    )


def _row(one: NewPromise, *, now: datetime) -> PromiseMade:
    made_at = one.made_at or now
    return PromiseMade(
        id=new_id(made_at),
        seller_order_id=one.seller_order_id,
        made_at=made_at,
        from_on=one.window.from_on,
        to_on=one.window.to_on,
        confidence=None if one.window.basis is Basis.CARRIER else CONFIDENCE,
        basis=one.window.basis,
        deliveries=one.window.deliveries,
        place=one.place,
        reason=one.reason,
        is_told=one.is_told,
    )
