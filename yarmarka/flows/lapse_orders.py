"""Unpaid orders whose time is over: their stock is free again, and their shoppers are told."""

from datetime import datetime

from django.db import transaction

from yarmarka.domain.inventory.actions import release_held
from yarmarka.domain.orders.actions import close_unpaid, unpaid_past_time
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.orders.types import OrderStatus
from yarmarka.flows.tell import to_shopper
from yarmarka.kernel.outbox import publish


@transaction.atomic
def lapse_unpaid_orders(*, now: datetime, limit: int = 500) -> int:
    """Close up to `limit` orders that were not paid in time; return how many were."""
    late = unpaid_past_time(now=now, limit=limit)
    if not late:
        return 0
    close_unpaid(late, status=OrderStatus.LAPSED, now=now)
    release_held(late, now=now)
    publish([to_shopper("order_lapsed", order) for order in orders(late).values()], now=now)
    return len(late)
