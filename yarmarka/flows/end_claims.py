"""What the end of a claim does: its money is let go or goes back, a seller not to blame is compensated, both are told.

Whoever refunds, all of the part's money that is left goes back to its shopper, from where it was frozen. A seller that
is not to blame is compensated at the terms frozen at sale: by the carrier, where it compensates, else by the guarantee
fund, as far as it reaches.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.carriers import capabilities_of
from yarmarka.domain.ledger.actions import lock_owed, post
from yarmarka.domain.ledger.rules import covered_in_order_currency, made_whole, refund_decided
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.actions import (
    close_undelivered,
    complete_seller_orders,
    lock_orders,
    lock_seller_orders,
    record_given_back,
)
from yarmarka.domain.orders.types import (
    BackCause,
    NewGivenBack,
    OrderCard,
    SellerOrderCard,
    SellerOrderStatus,
)
from yarmarka.domain.payments.actions import request_refund
from yarmarka.domain.payments.queries import shares_of
from yarmarka.domain.protection.actions import end_claim, lock_claim
from yarmarka.domain.protection.queries import claim as claim_of
from yarmarka.domain.protection.types import Cause, ClaimCard, ClaimStatus, Payer
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.queries import parcels
from yarmarka.flows.freeze_money import thaw
from yarmarka.flows.money_of_parts import GoingBack, all_the_money_left
from yarmarka.flows.tell import part_facts, to_seller, to_shopper
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish

#: why the money went back, as refunds say it
_REASONS: Final = {
    Cause.OVERDUE: "late",
    Cause.LOST: "not_received",
    Cause.RETURNED: "not_received",
    Cause.NOT_ARRIVED: "not_received",
    Cause.DAMAGED: "damaged",
    Cause.NOT_AS_DESCRIBED: "not_as_described",
}
_RECEIVED: Final = frozenset({SellerOrderStatus.DELIVERED, SellerOrderStatus.COMPLETED})


def hold_claim(
    claim_id: UUID, *, seller_id: UUID | None = None, person_id: UUID | None = None
) -> tuple[OrderCard, SellerOrderCard, ClaimCard]:
    """Lock an open claim with its order and part, in the order that money moves by. Raises Missing, ClaimClosed."""
    known = claim_of(claim_id)
    if seller_id not in {None, known.seller_id} or person_id not in {None, known.person_id}:
        raise Missing(what="claim")
    order = lock_orders([known.order_id])[known.order_id]
    part = lock_seller_orders([known.seller_order_id])[known.seller_order_id]
    return order, part, lock_claim(claim_id)


def close_claim(
    order: OrderCard,
    part: SellerOrderCard,
    claim: ClaimCard,
    status: ClaimStatus,
    *,
    now: datetime,
    by: UUID | None = None,
    note: str = "",
) -> None:
    thaw(claim, part, now=now)
    ended = end_claim(claim.id, status, now=now, by=by, note=note)
    tell_ended(order, part, ended, now=now)


def refund_claim(
    order: OrderCard,
    part: SellerOrderCard,
    claim: ClaimCard,
    *,
    payer: Payer,
    now: datetime,
    by: UUID | None = None,
    note: str = "",
) -> None:
    thaw(claim, part, now=now)
    back = all_the_money_left(part)
    if not back.amount.minor:
        ended = end_claim(claim.id, ClaimStatus.OVERTAKEN, now=now, by=by, note=note)
        tell_ended(order, part, ended, now=now)
        return
    attempt_id, _ = shares_of([part.id])[part.id]
    refund_id = request_refund(
        attempt_id=attempt_id,
        order_id=order.id,
        seller_order_id=part.id,
        amount=back.amount,
        reason=_REASONS[claim.cause],
        note=note,
        by=by,
        now=now,
    )
    enqueue("send_refund", refund_id=str(refund_id))
    record_given_back([back.as_record(BackCause.REFUNDED, cause_id=refund_id)], now=now)
    decided = refund_decided(
        refund_id=refund_id, seller_order_id=part.id, back=back.back, currency=part.currency
    )
    post([decided], now=now)
    paid = _make_whole(claim, back, payer=payer, now=now)
    ended = end_claim(
        claim.id,
        ClaimStatus.REFUNDED,
        now=now,
        refund_id=refund_id,
        by=by,
        note=note,
        facts={"amount_minor": back.amount.minor, "currency": part.currency, **paid},
    )
    if part.status in _RECEIVED:
        complete_seller_orders([part.id], now=now)
    else:
        close_undelivered([part.id], now=now)
    tell_ended(order, part, ended, now=now, amount_minor=back.amount.minor, **paid)


def _make_whole(claim: ClaimCard, back: GoingBack, *, payer: Payer, now: datetime) -> dict[str, Any]:
    """Let who is to blame, or the fund, pay the seller what it would have earned; return what is told of it."""
    if payer is Payer.SELLER or not back.payout_minor:
        return {"payer": Payer.SELLER.value}
    carrier = _compensating_carrier(claim) if payer is Payer.CARRIER else ""
    covered = back.payout_minor
    if not carrier:
        covered = _within_fund(back)
    if covered:
        record = NewGivenBack(
            seller_order_id=back.part.id,
            cause=BackCause.MADE_WHOLE,
            cause_id=claim.id,
            lines=(),
            delivery_minor=0,
            payout_minor=0,
            covered_minor=covered,
        )
        record_given_back([record], now=now)
        post(
            [made_whole(claim_id=claim.id, change=back.change, covered_minor=covered, carrier=carrier)],
            now=now,
        )
    told: dict[str, Any] = {
        "payer": (Payer.CARRIER if carrier else Payer.FUND).value,
        "covered_minor": covered,
        "payout_currency": back.part.payout_currency,
    }
    if carrier:
        told |= {
            "carrier": carrier,
            "carrier_owes_minor": covered_in_order_currency(back.change, covered),
        }
    return told


def _within_fund(back: GoingBack) -> int:
    """Return what of the seller's part the guarantee fund can pay, in the payout currency."""
    held = lock_owed(AccountKind.GUARANTEE_FUND, currency=back.part.currency)
    wanted = covered_in_order_currency(back.change, back.payout_minor)
    if held >= wanted:
        return back.payout_minor
    return max(0, back.payout_minor * held // wanted) if wanted > 0 else 0


def _compensating_carrier(claim: ClaimCard) -> str:
    """Return who carried a claim's parcel, if it compensates what it loses; else nothing."""
    if claim.parcel_id is None:
        return ""
    code = parcels([claim.parcel_id])[claim.parcel_id].carrier
    return code if capabilities_of(code).compensates else ""


def tell_ended(
    order: OrderCard, part: SellerOrderCard, claim: ClaimCard, *, now: datetime, **more: Any
) -> None:
    """Tell both sides how a claim ended, and what it means for their money."""
    merchant = sellers([part.seller_id])[part.seller_id]
    facts = part_facts(part, merchant) | {
        "claim_id": claim.id,
        "cause": claim.cause.value,
        "outcome": claim.status.value,
        "note": claim.note,
        **more,
    }
    publish(
        [
            to_shopper("claim_ended", order, **facts),
            to_seller("claim_ended_seller", merchant, number=order.number, **facts),
        ],
        now=now,
    )
