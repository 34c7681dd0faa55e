"""Calling off: an unpaid order at once; one seller's part before it is shipped, with the money back in full."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.inventory.actions import release_held, return_sold
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import refund_decided
from yarmarka.domain.orders.actions import cancel_seller_orders, close_unpaid, lock_orders, lock_seller_orders
from yarmarka.domain.orders.errors import NotCancellable
from yarmarka.domain.orders.queries import order_for, seller_orders
from yarmarka.domain.orders.types import OrderStatus, SellerOrderCard, SellerOrderStatus
from yarmarka.domain.payments.actions import request_refund
from yarmarka.domain.payments.queries import shares_of
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.money_of_parts import sold
from yarmarka.flows.tell import part_facts, to_seller, to_shopper
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish
from yarmarka.vocabulary.money import Money


@transaction.atomic
def cancel_unpaid(*, order_id: UUID, viewer: UUID, now: datetime) -> None:
    """Call an order off before it is paid for. Raises Missing, NotCancellable."""
    order_for(person_id=viewer, order_id=order_id)
    order = lock_orders([order_id])[order_id]
    if order.status is not OrderStatus.UNPAID:
        raise NotCancellable(status=order.status.value, number=order.number)
    close_unpaid([order.id], status=OrderStatus.CANCELLED, now=now)
    release_held([order.id], now=now)
    publish([to_shopper("order_cancelled", order)], now=now)


@transaction.atomic
def cancel_before_shipping(
    *,
    seller_order_id: UUID,
    viewer: UUID | None = None,
    seller_id: UUID | None = None,
    reason: str,
    now: datetime,
) -> None:
    """Call one seller's part of a paid order off and give its whole price back.

    Asked by the shopper (`viewer`) or by the seller (`seller_id`). Raises Missing, NotCancellable.
    """
    part = _part_for(seller_order_id, viewer=viewer, seller_id=seller_id)
    order = lock_orders([part.order_id])[part.order_id]
    part = lock_seller_orders([part.id])[part.id]
    if part.status is not SellerOrderStatus.TO_SHIP:
        raise NotCancellable(status=part.status.value, number=order.number)
    cancel_seller_orders([part.id], reason=reason, now=now)
    return_sold([part.id], now=now)
    attempt_id, share_minor = shares_of([part.id])[part.id]
    amount = Money(share_minor, part.currency)
    refund_id = request_refund(
        attempt_id=attempt_id,
        order_id=order.id,
        seller_order_id=part.id,
        amount=amount,
        reason="cancelled",
        now=now,
    )
    post(
        [
            refund_decided(
                refund_id=refund_id, seller_order_id=part.id, back=sold(part), currency=part.currency
            )
        ],
        now=now,
    )
    enqueue("send_refund", refund_id=str(refund_id))
    seller = sellers([part.seller_id])[part.seller_id]
    facts = part_facts(part, seller) | {"reason": reason, "by_seller": seller_id is not None}
    publish(
        [
            to_shopper("seller_order_cancelled", order, **facts),
            to_seller("seller_order_cancelled_seller", seller, number=order.number, **facts),
        ],
        now=now,
    )


def _part_for(seller_order_id: UUID, *, viewer: UUID | None, seller_id: UUID | None) -> SellerOrderCard:
    part = seller_orders([seller_order_id]).get(seller_order_id)
    if part is None or (viewer is None and part.seller_id != seller_id):
        raise Missing(what="seller order")
    if viewer is not None:
        order_for(person_id=viewer, order_id=part.order_id)
    return part
