"""Giving money back once goods have left: of a line's price, of delivery, of duty, or something out of goodwill.

While money is still held it goes back from there. Afterwards everybody gives the part that they would not have had:
the seller at the terms frozen at sale (its balance may fall below zero, and later earnings make up for it), the
marketplace its commission with the tax on it; duty comes from what is owed to the authority, which owes it to us if it
was paid already. The guarantee fund may stand in for the seller, or give on its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, Facts, NewDeed, Subject, SubjectKind
from yarmarka.domain.ledger.actions import lock_owed, post
from yarmarka.domain.ledger.errors import FundTooSmall
from yarmarka.domain.ledger.rules import claw_back, covered_in_order_currency, goodwill, refund_decided
from yarmarka.domain.ledger.types import AccountKind, NewPosting
from yarmarka.domain.orders.actions import lock_orders, lock_seller_orders, record_given_back
from yarmarka.domain.orders.errors import NothingToGiveBack, NotRefundable
from yarmarka.domain.orders.queries import seller_orders
from yarmarka.domain.orders.rules import IN_ESCROW, REFUNDABLE
from yarmarka.domain.orders.types import NO_DUTIES, BackCause, Duties, OrderCard, SellerOrderCard
from yarmarka.domain.payments.actions import request_refund
from yarmarka.domain.payments.queries import refund_by_request, shares_of
from yarmarka.domain.sellers.queries import sellers
from yarmarka.flows.freeze_money import check_not_frozen
from yarmarka.flows.money_of_parts import GoingBack, going_back
from yarmarka.flows.tell import part_facts, to_seller, to_shopper
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.money import Money

#: why money is given back, as the shopper and the seller read it; that its parcel was called back, nobody chooses
REASONS: Final = ("not_received", "damaged", "not_as_described", "late", "goodwill", "other")


class BorneBy(StrEnum):
    """Who gives what the seller earned of the money."""

    SELLER = "seller"  # its balance may fall below zero
    SELLER_THEN_FUND = "seller_then_fund"  # what its balance does not reach comes from the guarantee fund


@dataclass(frozen=True)
class RefundWish:
    """What staff want to give back. The same `request_key` gives back once, however often it is sent."""

    seller_order_id: UUID
    request_key: UUID
    by: UUID | None
    reason: str
    goods: Mapping[UUID, int] = field(default_factory=dict)
    delivery_minor: int = 0
    duties: Duties = NO_DUTIES
    note: str = ""
    borne_by: BorneBy = BorneBy.SELLER


@transaction.atomic
def refund_part(wish: RefundWish, *, now: datetime) -> UUID:
    """Give some of a seller order's money back; return the refund's id.

    Raises Missing, NothingToGiveBack, NotRefundable, ClaimOpen, MoreThanPaid, MoreThanCaptured, FundTooSmall.
    """
    order, part = _lock(wish.seller_order_id)
    if known := refund_by_request(wish.request_key):
        return known.id
    if part.status not in REFUNDABLE:
        raise NotRefundable(status=part.status.value, number=order.number)
    check_not_frozen([part.id])
    goods = {line: minor for line, minor in wish.goods.items() if minor}
    amounts = (wish.delivery_minor, wish.duties.duty_minor, wish.duties.import_tax_minor, *goods.values())
    if not any(amounts) or min(amounts) < 0:
        raise NothingToGiveBack(field="amount")
    back = going_back(part, goods=goods, delivery_minor=wish.delivery_minor, duties=wish.duties)
    covered = _covered(back) if wish.borne_by is BorneBy.SELLER_THEN_FUND else 0
    refund_id = _request(wish, part, back.amount, now=now)
    record_given_back(
        [back.as_record(BackCause.REFUNDED, cause_id=refund_id, covered_minor=covered)], now=now
    )
    post([_posting(back, refund_id=refund_id, covered_minor=covered)], now=now)
    _note(DeedKind.MONEY_GIVEN_BACK, wish, order, part, back.amount, now=now)
    _tell(order, back, covered_minor=covered, reason=wish.reason, now=now)
    return refund_id


@transaction.atomic
def give_goodwill(wish: RefundWish, *, amount_minor: int, now: datetime) -> UUID:
    """Give a shopper something back from the guarantee fund; the seller keeps all. Return the refund's id.

    Raises Missing, NothingToGiveBack, NotRefundable, MoreThanCaptured, FundTooSmall.
    """
    order, part = _lock(wish.seller_order_id)
    if known := refund_by_request(wish.request_key):
        return known.id
    if part.status not in REFUNDABLE:
        raise NotRefundable(status=part.status.value, number=order.number)
    if amount_minor <= 0:
        raise NothingToGiveBack(field="amount")
    amount = Money(amount_minor, part.currency)
    _check_fund(amount)
    refund_id = _request(wish, part, amount, now=now)
    post([goodwill(refund_id=refund_id, seller_order_id=part.id, amount=amount)], now=now)
    _note(DeedKind.GOODWILL_GIVEN, wish, order, part, amount, now=now)
    facts = part_facts(part, sellers([part.seller_id])[part.seller_id])
    publish([to_shopper("part_refunded", order, **facts | _said(amount, wish.reason))], now=now)
    return refund_id


def _lock(seller_order_id: UUID) -> tuple[OrderCard, SellerOrderCard]:
    part = seller_orders([seller_order_id]).get(seller_order_id)
    if part is None:
        raise Missing(what="seller order")
    order = lock_orders([part.order_id])[part.order_id]
    return order, lock_seller_orders([part.id])[part.id]


def _covered(back: GoingBack) -> int:
    """Return what the fund pays of the seller's part, in the payout currency, having seen that it can."""
    part = back.part
    if part.status in IN_ESCROW:
        return 0  # nothing is taken from the seller's balance
    owed = lock_owed(AccountKind.SELLER_BALANCE, currency=part.payout_currency, owner_id=part.seller_id)
    covered = max(0, back.payout_minor - max(0, owed))
    fund = covered_in_order_currency(back.change, covered)
    _check_fund(Money(fund, part.currency))
    return covered


def _check_fund(amount: Money) -> None:
    held = lock_owed(AccountKind.GUARANTEE_FUND, currency=amount.currency)
    if amount.minor > held:
        raise FundTooSmall(held=held, wanted=amount.minor, currency=amount.currency)


def _request(wish: RefundWish, part: SellerOrderCard, amount: Money, *, now: datetime) -> UUID:
    attempt_id, _ = shares_of([part.id])[part.id]
    refund_id = request_refund(
        attempt_id=attempt_id,
        order_id=part.order_id,
        seller_order_id=part.id,
        amount=amount,
        reason=wish.reason,
        request_key=wish.request_key,
        note=wish.note,
        by=wish.by,
        now=now,
    )
    enqueue("send_refund", refund_id=str(refund_id))
    return refund_id


def _note(
    kind: DeedKind, wish: RefundWish, order: OrderCard, part: SellerOrderCard, amount: Money, *, now: datetime
) -> None:
    after: Facts = {
        "part": public_id("slo", part.id),
        "amount_minor": amount.minor,
        "currency": amount.currency,
        "borne_by": wish.borne_by.value if kind is DeedKind.MONEY_GIVEN_BACK else "fund",
        "why": wish.reason,
    }
    deed = NewDeed(
        kind=kind,
        subject=Subject(SubjectKind.ORDER, order.number, order.id),
        by=wish.by,
        after=after,
        reason=wish.note,
    )
    note_deeds([deed], now=now)


def _posting(back: GoingBack, *, refund_id: UUID, covered_minor: int) -> NewPosting:
    part = back.part
    if part.status in IN_ESCROW:
        return refund_decided(
            refund_id=refund_id, seller_order_id=part.id, back=back.back, currency=part.currency
        )
    return claw_back(refund_id=refund_id, change=back.change, covered_minor=covered_minor)


def _said(amount: Money, reason: str) -> dict[str, Any]:
    return {"amount_minor": amount.minor, "reason": reason}


def _tell(order: OrderCard, back: GoingBack, *, covered_minor: int, reason: str, now: datetime) -> None:
    seller = sellers([back.part.seller_id])[back.part.seller_id]
    facts = part_facts(back.part, seller) | _said(back.amount, reason)
    own = {
        "number": order.number,
        "charged_minor": back.payout_minor - covered_minor,
        "payout_currency": back.part.payout_currency,
    }
    publish(
        [
            to_shopper("part_refunded", order, **facts),
            to_seller("part_refunded_seller", seller, **facts | own),
        ],
        now=now,
    )
