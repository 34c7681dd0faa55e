"""Moving orders on. Each step takes the rows' locks first and moves only those that may take it."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.orders.queries.orders import order_card, seller_order_card
from yarmarka.domain.orders.rules import ORDER_NEXT, SELLER_ORDER_NEXT, inspection_ends
from yarmarka.domain.orders.types import OrderCard, OrderStatus, SellerOrderCard, SellerOrderStatus
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.moves import statuses_before
from yarmarka.kernel.sql import Statement

_PAID: Final = Statement.beside(str(Path(__file__).parent), "mark_paid")


def lock_orders(ids: Collection[UUID]) -> dict[UUID, OrderCard]:
    """Lock orders in the order of their ids, before anything that belongs to them; return them."""
    rows = Order.objects.select_for_update(no_key=True).filter(id__in=list(ids)).order_by("id")
    return {row.id: order_card(row) for row in rows}


def lock_order_for(*, person_id: UUID, order_id: UUID) -> OrderCard:
    """Lock one of a person's orders and return it. Raises Missing for another's."""
    row = Order.objects.select_for_update(no_key=True).filter(person_id=person_id, id=order_id).first()
    if row is None:
        raise Missing(what="order")
    return order_card(row)


def lock_seller_orders(ids: Collection[UUID]) -> dict[UUID, SellerOrderCard]:
    """Lock seller orders in the order of their ids; return them."""
    rows = SellerOrder.objects.select_for_update(no_key=True).filter(id__in=list(ids)).order_by("id")
    return {row.id: seller_order_card(row) for row in rows}


def unpaid_past_time(*, now: datetime, limit: int) -> list[UUID]:
    """Return unpaid orders whose time to pay is over, the oldest first; those being worked on are left out."""
    rows = (
        Order.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(status=OrderStatus.UNPAID, pay_by__lt=now)
        .order_by("pay_by")[:limit]
    )
    return [row.id for row in rows]


def inspected_past_time(*, now: datetime, limit: int, but: Collection[UUID] = ()) -> list[SellerOrderCard]:
    """Lock and return delivered seller orders whose time for inspection is over, the oldest first, but for some."""
    rows = (
        SellerOrder.objects.select_for_update(no_key=True, skip_locked=True)
        .filter(status=SellerOrderStatus.DELIVERED, inspection_ends_at__lte=now)
        .exclude(id__in=list(but))
        .order_by("inspection_ends_at")[:limit]
    )
    return [seller_order_card(row) for row in rows]


def mark_paid(order_ids: Collection[UUID], *, now: datetime) -> None:
    """Note that orders are paid for, so that their sellers may ship."""
    _PAID.run(
        ids=list(order_ids),
        order_before=statuses_before(ORDER_NEXT, OrderStatus.PAID),
        part_before=statuses_before(SELLER_ORDER_NEXT, SellerOrderStatus.TO_SHIP),
        now=now,
    )


def close_unpaid(order_ids: Collection[UUID], *, status: OrderStatus, now: datetime) -> None:
    """Note that unpaid orders lapsed or were cancelled."""
    part_status = SellerOrderStatus(status.value)
    Order.objects.filter(id__in=list(order_ids), status=OrderStatus.UNPAID).update(status=status)
    _parts_of(order_ids, then=part_status).filter(status=SellerOrderStatus.UNPAID).update(
        status=part_status, closed_at=now
    )


def mark_sent(ids: Collection[UUID], *, now: datetime) -> int:
    """Note that seller orders were handed to their carriers; return how many were."""
    return _parts(ids, then=SellerOrderStatus.SENT).update(status=SellerOrderStatus.SENT, sent_at=now)


def mark_delivered(delivered: dict[UUID, datetime]) -> list[SellerOrderCard]:
    """Note when seller orders were delivered, which starts the time for inspection; return those that moved on."""
    # Locked, so that a shopper who confirms at this moment is not overtaken.
    waiting = _parts(delivered, then=SellerOrderStatus.DELIVERED).select_for_update(no_key=True)
    moved = list(waiting.order_by("id"))
    for row in moved:
        row.status = SellerOrderStatus.DELIVERED
        row.delivered_at = delivered[row.id]
        row.inspection_ends_at = inspection_ends(delivered[row.id], days=row.inspection_days)
    SellerOrder.objects.bulk_update(moved, ["status", "delivered_at", "inspection_ends_at"])
    return [seller_order_card(row) for row in moved]


def complete_seller_orders(ids: Collection[UUID], *, now: datetime) -> int:
    """Close seller orders that the shopper confirmed or had time enough to complain about."""
    return _parts(ids, then=SellerOrderStatus.COMPLETED).update(
        status=SellerOrderStatus.COMPLETED,
        delivered_at=Coalesce(F("delivered_at"), now),
        closed_at=now,
    )


def close_undelivered(ids: Collection[UUID], *, now: datetime) -> int:
    """Close seller orders whose goods never came and whose money went back; no day of delivery is made up for them."""
    return _parts(ids, then=SellerOrderStatus.COMPLETED).update(
        status=SellerOrderStatus.COMPLETED, closed_at=now
    )


def cancel_seller_orders(ids: Collection[UUID], *, reason: str, now: datetime) -> int:
    """Call paid seller orders off before shipping; return how many were."""
    return (
        _parts(ids, then=SellerOrderStatus.CANCELLED)
        .filter(status=SellerOrderStatus.TO_SHIP)
        .update(status=SellerOrderStatus.CANCELLED, cancel_reason=reason[:40], closed_at=now)
    )


def _parts(ids: Collection[UUID], *, then: SellerOrderStatus) -> QuerySet[SellerOrder]:
    before = statuses_before(SELLER_ORDER_NEXT, then)
    return SellerOrder.objects.filter(id__in=list(ids), status__in=before)


def _parts_of(order_ids: Collection[UUID], *, then: SellerOrderStatus) -> QuerySet[SellerOrder]:
    before = statuses_before(SELLER_ORDER_NEXT, then)
    return SellerOrder.objects.filter(order_id__in=list(order_ids), status__in=before)
