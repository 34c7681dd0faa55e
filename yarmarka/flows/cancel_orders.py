"""Calling off: an unpaid order at once; a seller's part, or pieces of it, before it is shipped, with the money back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.inventory.actions import release_held, return_pieces, return_sold
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import refund_decided
from yarmarka.domain.orders.actions import (
    cancel_seller_orders,
    close_unpaid,
    lock_orders,
    lock_seller_orders,
    record_given_back,
)
from yarmarka.domain.orders.errors import NotCancellable, NothingToGiveBack
from yarmarka.domain.orders.queries import order_for, seller_orders
from yarmarka.domain.orders.types import (
    BackCause,
    OrderCard,
    OrderStatus,
    SellerOrderCard,
    SellerOrderStatus,
)
from yarmarka.domain.payments.actions import request_refund
from yarmarka.domain.payments.queries import shares_of
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.money_of_parts import (
    GoingBack,
    all_that_is_left,
    duties_with_pieces,
    going_back,
    left_of,
    pieces_left,
)
from yarmarka.flows.tell import part_facts, to_seller, to_shopper
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish
from yarmarka.vocabulary.ids import public_id


@dataclass(frozen=True)
class Caller:
    """Who calls off: the shopper, the seller, or staff."""

    viewer: UUID | None = None
    seller_id: UUID | None = None
    staff: UUID | None = None


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
    """Call one seller's part of a paid order off and give all that is left of its price back.

    Asked by the shopper (`viewer`) or by the seller (`seller_id`). Raises Missing, NotCancellable.
    """
    caller = Caller(viewer=viewer, seller_id=seller_id)
    order, part = _lock(seller_order_id, caller)
    _cancel_whole(order, part, caller, reason=reason, now=now)


@transaction.atomic
def cancel_pieces(
    *, seller_order_id: UUID, pieces: Mapping[UUID, int], caller: Caller, reason: str, now: datetime
) -> None:
    """Call so many pieces of each of these lines off before shipping and give their price back.

    Duty for them goes back too; delivery keeps its price while anything is sent; the last pieces take the whole part
    with them. Raises Missing, NothingToGiveBack, NotCancellable, MoreThanPaid.
    """
    order, part = _lock(seller_order_id, caller)
    wanted = {line: quantity for line, quantity in pieces.items() if quantity > 0}
    if not wanted:
        raise NothingToGiveBack(field="pieces")
    if all(wanted.get(line, 0) >= left for line, left in pieces_left(part).items()):
        _cancel_whole(order, part, caller, reason=reason, now=now)
        return
    lines = {line.id: (line, left) for line, left in left_of([part])[part.id]}
    goods = {
        key: min(lines[key][0].unit_minor * quantity, lines[key][1])
        for key, quantity in wanted.items()
        if key in lines
    }
    duties = duties_with_pieces(part, wanted)
    back = going_back(part, goods=goods, pieces=wanted, delivery_minor=0, duties=duties)
    cause_id = _give_back(back, reason="pieces_cancelled", note=reason, by=caller.staff, now=now)
    offers = [(lines[key][0].offer_id, quantity) for key, quantity in wanted.items()]
    return_pieces(part.id, offers, cause_id=cause_id, now=now)
    _note(order, back, caller, reason=reason, now=now)
    _tell("pieces_cancelled", order, back, caller, reason=reason, now=now)


def _cancel_whole(
    order: OrderCard, part: SellerOrderCard, caller: Caller, *, reason: str, now: datetime
) -> None:
    back = all_that_is_left(part)
    cancel_seller_orders([part.id], reason=reason, now=now)
    return_sold([part.id], now=now)
    _give_back(back, reason="cancelled", note=reason, by=caller.staff, now=now)
    _note(order, back, caller, reason=reason, now=now)
    _tell("seller_order_cancelled", order, back, caller, reason=reason, now=now)


def _lock(seller_order_id: UUID, caller: Caller) -> tuple[OrderCard, SellerOrderCard]:
    part = _part_for(seller_order_id, caller)
    order = lock_orders([part.order_id])[part.order_id]
    part = lock_seller_orders([part.id])[part.id]
    if part.status is not SellerOrderStatus.TO_SHIP:
        raise NotCancellable(status=part.status.value, number=order.number)
    return order, part


def _part_for(seller_order_id: UUID, caller: Caller) -> SellerOrderCard:
    part = seller_orders([seller_order_id]).get(seller_order_id)
    is_strangers = caller.viewer is None and caller.staff is None
    if part is None or (is_strangers and part.seller_id != caller.seller_id):
        raise Missing(what="seller order")
    if caller.viewer is not None:
        order_for(person_id=caller.viewer, order_id=part.order_id)
    return part


def _give_back(back: GoingBack, *, reason: str, note: str, by: UUID | None, now: datetime) -> UUID:
    """Write down what goes back, and ask for the refund unless the bank has taken all of it already."""
    part = back.part
    if not back.amount.minor:
        nothing = new_id(now)
        record_given_back([back.as_record(BackCause.CALLED_OFF, cause_id=nothing)], now=now)
        return nothing
    attempt_id, _ = shares_of([part.id])[part.id]
    refund_id = request_refund(
        attempt_id=attempt_id,
        order_id=part.order_id,
        seller_order_id=part.id,
        amount=back.amount,
        reason=reason,
        note=note,
        by=by,
        now=now,
    )
    record_given_back([back.as_record(BackCause.CALLED_OFF, cause_id=refund_id)], now=now)
    post(
        [
            refund_decided(
                refund_id=refund_id, seller_order_id=part.id, back=back.back, currency=part.currency
            )
        ],
        now=now,
    )
    enqueue("send_refund", refund_id=str(refund_id))
    return refund_id


def _note(order: OrderCard, back: GoingBack, caller: Caller, *, reason: str, now: datetime) -> None:
    """Write a deed of the staff down; what shoppers and sellers do with their own is on the order's page."""
    if caller.staff is None:
        return
    after: Facts = {
        "part": public_id("slo", back.part.id),
        "pieces": sum(line.quantity for line in back.lines),
        "amount_minor": back.amount.minor,
        "currency": back.amount.currency,
        "why": reason,
    }
    subject = Subject(SubjectKind.ORDER, order.number, order.id)
    deed = NewDeed(kind=DeedKind.PIECES_CALLED_OFF, subject=subject, by=caller.staff, after=after)
    note_deeds([deed], now=now)


def _tell(
    topic: str, order: OrderCard, back: GoingBack, caller: Caller, *, reason: str, now: datetime
) -> None:
    seller = sellers([back.part.seller_id])[back.part.seller_id]
    facts = part_facts(back.part, seller) | {
        "amount_minor": back.amount.minor,
        "lines": [{"line": str(line.line_id), "quantity": line.quantity} for line in back.lines],
        "reason": reason,
        "by_seller": caller.seller_id is not None,
    }
    publish(
        [
            to_shopper(topic, order, **facts),
            to_seller(f"{topic}_seller", seller, number=order.number, **facts),
        ],
        now=now,
    )
