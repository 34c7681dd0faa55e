"""Which delivery dates were told, and what became of them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import fields
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from yarmarka.domain.shipping import models
from yarmarka.domain.shipping.models import PromiseMade
from yarmarka.domain.shipping.types import PromiseCard, PromiseTally, Span


def promises_made(seller_order_ids: Collection[UUID]) -> dict[UUID, tuple[PromiseCard, ...]]:
    """Return what was promised of some seller orders, by seller order, the newest first."""
    found: dict[UUID, list[PromiseCard]] = defaultdict(list)
    for row in PromiseMade.objects.filter(seller_order_id__in=list(seller_order_ids)).order_by(
        "-made_at", "-id"
    ):
        found[row.seller_order_id].append(_card(row))
    return {part: tuple(cards) for part, cards in found.items()}


def promise_tallies(
    span: Span, *, since: date, route: tuple[str, str] | None = None, carrier: str = ""
) -> tuple[PromiseTally, ...]:
    """Return what became of promises by week or by month since a day, the earliest first.

    Of all lanes, or only of those of a route (origin, destination) or a carrier.
    """
    rows = models.PromiseTally.objects.filter(span=span, begins_on__gte=since)
    if route:
        rows = rows.filter(origin_country=route[0], destination_country=route[1])
    if carrier:
        rows = rows.filter(carrier_id=carrier)
    return tuple(
        PromiseTally(
            row.carrier_id,
            span=Span(row.span),
            **{name: getattr(row, name) for name in _TALLIED},
        )
        for row in rows.order_by("begins_on", "code", "lane")
    )


def tallied_at() -> datetime | None:
    """Return when promises were counted last; None before the first time."""
    last: datetime | None = models.PromiseTally.objects.aggregate(last=Max("counted_at"))["last"]
    return last


_TALLIED = tuple(one.name for one in fields(PromiseTally) if one.name not in {"carrier", "span"})


def _card(row: PromiseMade) -> PromiseCard:
    return PromiseCard(**{one.name: getattr(row, one.name) for one in fields(PromiseCard)})
