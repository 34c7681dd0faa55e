"""Turning an order's hold into a sale; a late payer's goods are claimed again if they are still there."""

from collections.abc import Sequence
from datetime import datetime

from yarmarka.domain.inventory.actions import hold_stock, lock_available, sell_held
from yarmarka.domain.inventory.rules import allocate_in_order
from yarmarka.domain.inventory.types import NewHold, Wanted
from yarmarka.domain.orders.queries import lines_of
from yarmarka.domain.orders.types import OrderCard, OrderStatus, SellerOrderCard
from yarmarka.kernel.ids import new_id


def claim_stock(order: OrderCard, parts: Sequence[SellerOrderCard], *, now: datetime) -> bool:
    """Make the goods of an order's parts that were just paid for leave the shelf; return whether they all could.

    The caller holds the order's lock, in its transaction.
    """
    if order.status is OrderStatus.LAPSED and not _hold_again(order, parts, now=now):
        return False
    return bool(sell_held([order.id], now=now))


def _hold_again(order: OrderCard, parts: Sequence[SellerOrderCard], *, now: datetime) -> bool:
    lines = lines_of([part.id for part in parts])
    wanted = [Wanted(request=0, offer_id=line.offer_id, quantity=line.quantity) for line in lines]
    free = lock_available({line.offer_id for line in wanted})
    if allocate_in_order(wanted, free)[0] is not None:
        return False
    holds = [
        NewHold(
            id=new_id(now),
            offer_id=line.offer_id,
            order_id=order.id,
            seller_order_id=line.seller_order_id,
            quantity=line.quantity,
            expires_at=now,
        )
        for line in lines
    ]
    hold_stock(holds, now=now)
    return True
