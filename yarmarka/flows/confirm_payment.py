"""What a provider says of money: one path for the browser's return and for webhooks, safe to walk twice.

A payment that is approved turns the order's hold into a sale and puts the money in escrow. Money that comes
for an order which can't take it any more (paid twice, cancelled, or lapsed and sold out) goes back at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.payments import connector_for
from yarmarka.connectors.payments.port import (
    ChargebackNotice,
    Notice,
    PaymentNotice,
    PayoutNotice,
    RefundNotice,
)
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.rules import sale, surplus_received
from yarmarka.domain.orders.actions import (
    cancel_seller_orders,
    lock_orders,
    mark_paid,
    record_given_back,
)
from yarmarka.domain.orders.queries import order_for
from yarmarka.domain.orders.types import BackCause, OrderCard, OrderStatus, SellerOrderCard
from yarmarka.domain.payments.actions import (
    note_provider,
    record_event,
    request_refund,
    store_shares,
)
from yarmarka.domain.payments.errors import AmountDiffers
from yarmarka.domain.payments.queries import attempt, attempt_by_ref, shares_of
from yarmarka.domain.payments.types import AttemptCard, NewEvent, PaymentKind
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.flows.capture_payments import capture_payment, decide_what_to_capture
from yarmarka.flows.hold_again import claim_stock
from yarmarka.flows.money_of_parts import all_that_is_left, sold
from yarmarka.flows.receive_chargebacks import receive_chargeback
from yarmarka.flows.settle_money_out import settle_payout_notice, settle_refund_notice
from yarmarka.flows.tell import part_facts, to_seller, to_shopper
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish
from yarmarka.reads.sold_parts import parts_with_sellers
from yarmarka.vocabulary.money import Money, allocate

Merchants = Mapping[UUID, SellerCard]


@dataclass(frozen=True)
class PaymentOutcome:
    """Where a payment stands, for the page that the shopper comes back to."""

    order_id: UUID
    attempt_id: UUID
    state: PaymentKind


def confirm_return(*, attempt_id: UUID, viewer: UUID, now: datetime) -> PaymentOutcome:
    """Ask the provider how a payment went, now that the shopper is back, and act on it. Raises Missing, Outside."""
    card = attempt(attempt_id)
    order_for(person_id=viewer, order_id=card.order_id)
    if card.provider_ref:
        receive_notice(
            connector_for(card.provider).fetch_payment(card.provider_ref), provider=card.provider, now=now
        )
    return PaymentOutcome(order_id=card.order_id, attempt_id=card.id, state=attempt(attempt_id).state)


def capture(attempt_id: UUID, *, now: datetime) -> None:
    """Take money that was set aside, or let it go, and act on what the provider says of it. Raises Outside."""
    notice = capture_payment(attempt_id, now=now)
    if notice is not None:
        receive_notice(notice, provider=attempt(attempt_id).provider, now=now)


def receive_notice(notice: Notice, *, provider: str, now: datetime) -> None:
    """Act on what a provider says of a payment, a refund or a payout. Repeats and old news change nothing.

    Raises Missing for what we never asked for, AmountDiffers.
    """
    match notice:
        case PaymentNotice():
            _receive_payment(notice, provider=provider, now=now)
        case RefundNotice():
            settle_refund_notice(notice, provider=provider, now=now)
        case PayoutNotice():
            settle_payout_notice(notice, provider=provider, now=now)
        case ChargebackNotice():
            receive_chargeback(notice, provider=provider, now=now)


@transaction.atomic
def _receive_payment(notice: PaymentNotice, *, provider: str, now: datetime) -> None:
    found = _attempt_of(notice, provider=provider)
    order = lock_orders([found.order_id])[found.order_id]
    is_taken = notice.kind.value == PaymentKind.APPROVED
    asked = found.taken_minor if is_taken else found.amount_minor
    if notice.amount != Money(asked, found.currency):
        raise AmountDiffers(attempt_id=str(found.id), said=notice.amount.minor, asked=asked)
    event = NewEvent(
        provider=provider,
        event_id=notice.event_id,
        kind=PaymentKind(notice.kind.value),
        amount_minor=notice.amount.minor,
        currency=notice.amount.currency,
        sequence=notice.sequence,
        occurred_at=notice.occurred_at,
        raw=notice.raw,
    )
    is_going_back = record_event(event, attempt_id=found.id, now=now)
    # What follows depends on where the order stands, not on whether this event is new: a crash between the two
    # is mended by the next word about the same payment.
    if is_taken and not is_going_back:
        # Money on its way back buys nothing any more, though the goods may be there again.
        _take_money(found, order, now=now)
    elif notice.kind.value == PaymentKind.AUTHORISED:
        decide_what_to_capture(found, order)


def _attempt_of(notice: PaymentNotice, *, provider: str) -> AttemptCard:
    found = attempt_by_ref(provider=provider, provider_ref=notice.provider_ref)
    if found is None and notice.own_id is not None:
        # The webhook overtook the answer to our own request: note what we learn from it.
        found = attempt(notice.own_id)
        note_provider(found.id, provider_ref=notice.provider_ref)
    if found is None:
        raise Missing(what="payment")
    return found


def _take_money(paid: AttemptCard, order: OrderCard, *, now: datetime) -> None:
    with_sellers = parts_with_sellers(order.id)
    parts = [part for part, _ in with_sellers]
    merchants = {merchant.id: merchant for _, merchant in with_sellers}
    if order.status is OrderStatus.PAID:
        if any(owner == paid.id for owner, _ in shares_of([part.id for part in parts]).values()):
            return  # this very payment: nothing is left to do
        _give_back(paid, order, reason="paid_twice", now=now)
        return
    bought = [part for part in parts if paid.capture_parts is None or part.id in paid.capture_parts]
    if order.status is OrderStatus.CANCELLED or not claim_stock(order, bought, now=now):
        _give_back(paid, order, reason="order_closed", now=now)
        return
    mark_paid([order.id], now=now)
    _leave_out(paid, order, [part for part in parts if part not in bought], merchants, now=now)
    _sell(paid, order, bought, merchants, now=now)


def _leave_out(
    paid: AttemptCard,
    order: OrderCard,
    parts: Sequence[SellerOrderCard],
    merchants: Merchants,
    *,
    now: datetime,
) -> None:
    """Close the parts that were never charged for: their goods ran out before a late payer paid."""
    if not parts:
        return
    backs = [all_that_is_left(part) for part in parts]
    cancel_seller_orders([part.id for part in parts], reason="out_of_stock", now=now)
    record_given_back([back.as_record(BackCause.NOT_CAPTURED, cause_id=paid.id) for back in backs], now=now)
    publish(
        [
            to_shopper("part_not_charged", order, **part_facts(part, merchants[part.seller_id]))
            for part in parts
        ],
        now=now,
    )


def _sell(
    paid: AttemptCard,
    order: OrderCard,
    parts: Sequence[SellerOrderCard],
    merchants: Merchants,
    *,
    now: datetime,
) -> None:
    amounts = allocate(paid.taken_minor, [part.total_minor for part in parts])
    shares = {part.id: amount for part, amount in zip(parts, amounts, strict=True)}
    store_shares(attempt_id=paid.id, shares=shares, now=now)
    held = {part.id: sold(part) for part in parts}
    post([sale(attempt_id=paid.id, provider=paid.provider, shares=held, currency=paid.currency)], now=now)
    letters = [
        to_seller(
            "new_seller_order",
            merchants[part.seller_id],
            number=order.number,
            **part_facts(part, merchants[part.seller_id]),
        )
        for part in parts
    ]
    publish([to_shopper("order_paid", order, sellers=len(parts)), *letters], now=now)


def _give_back(paid: AttemptCard, order: OrderCard, *, reason: str, now: datetime) -> None:
    amount = Money(paid.taken_minor, paid.currency)
    refund_id = request_refund(
        attempt_id=paid.id, order_id=order.id, seller_order_id=None, amount=amount, reason=reason, now=now
    )
    post([surplus_received(refund_id=refund_id, provider=paid.provider, amount=amount)], now=now)
    publish([to_shopper("payment_returned", order, amount_minor=amount.minor, reason=reason)], now=now)
    enqueue("send_refund", refund_id=str(refund_id))
