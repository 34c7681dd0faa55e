"""Which delivery dates were told."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import fields
from uuid import UUID

from yarmarka.domain.shipping.models import PromiseMade
from yarmarka.domain.shipping.types import PromiseCard


def promises_made(seller_order_ids: Collection[UUID]) -> dict[UUID, tuple[PromiseCard, ...]]:
    """Return what was promised of some seller orders, by seller order, the newest first."""
    found: dict[UUID, list[PromiseCard]] = defaultdict(list)
    for row in PromiseMade.objects.filter(seller_order_id__in=list(seller_order_ids)).order_by(
        "-made_at", "-id"
    ):
        found[row.seller_order_id].append(_card(row))
    return {part: tuple(cards) for part, cards in found.items()}


def _card(row: PromiseMade) -> PromiseCard:
    return PromiseCard(**{one.name: getattr(row, one.name) for one in fields(PromiseCard)})
