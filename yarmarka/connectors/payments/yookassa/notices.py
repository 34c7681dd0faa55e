"""Turns what YooKassa says of payments, refunds, payouts and receipts into notices. Pure.

Its objects carry no number that grows and no time of their last change. So the order of statuses stands in for a
sequence, `occurred_at` is the time of capture where there was one and of creation otherwise, and an event's id is
the object's with its status: a repeat, and the same news fetched, are the same event.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import (
    PaymentKind,
    PaymentNotice,
    PayoutKind,
    PayoutNotice,
    RefundKind,
    RefundNotice,
)
from yarmarka.connectors.payments.receipts import ReceiptNotice, ReceiptState
from yarmarka.connectors.payments.yookassa.wire import money

_SEQUENCE: Final = {"pending": 1, "waiting_for_capture": 2, "succeeded": 3, "canceled": 3}
PAYMENT_KINDS: Final = {
    "pending": PaymentKind.CREATED,
    "waiting_for_capture": PaymentKind.AUTHORISED,
    "succeeded": PaymentKind.APPROVED,
    "canceled": PaymentKind.DECLINED,
}
REFUND_KINDS: Final = {
    "pending": RefundKind.PENDING,
    "succeeded": RefundKind.SUCCEEDED,
    "canceled": RefundKind.FAILED,
}
PAYOUT_KINDS: Final = {
    "pending": PayoutKind.PENDING,
    "succeeded": PayoutKind.PAID,
    "canceled": PayoutKind.FAILED,
}
RECEIPT_STATES: Final = {
    "pending": ReceiptState.PENDING,
    "succeeded": ReceiptState.REGISTERED,
    "canceled": ReceiptState.FAILED,
}
#: Reasons of a cancellation with which no bank said no: a time ran out, or we let the money go.
RAN_OUT: Final = frozenset(
    {
        "canceled_by_merchant",
        "deal_expired",
        "expired_on_capture",
        "expired_on_confirmation",
        "internal_timeout",
        "loan_application_expired",
        "rejected_by_timeout",
    }
)
#: What is kept of an object. The rest is left out: it may tell of the shopper (card, wallet, phone).
_KEPT: Final = (
    "id", "status", "amount", "income_amount", "refunded_amount", "created_at", "captured_at", "expires_at",
    "succeeded_at", "paid", "refundable", "test", "metadata", "cancellation_details", "transfers", "sources",
    "payment_id",
)  # fmt: skip


def payment_notice(facts: Facts) -> PaymentNotice:
    """Return the notice in a payment."""
    status, reason = facts.text("status"), _reason(facts)
    kind = facts.word("status", PAYMENT_KINDS)
    return PaymentNotice(
        event_id=f"payment:{facts.text('id')}:{status}",
        provider_ref=facts.text("id"),
        kind=PaymentKind.EXPIRED if reason in RAN_OUT else kind,
        amount=money(facts),
        sequence=_SEQUENCE[status],
        occurred_at=_latest(facts, "captured_at"),
        raw=kept(facts.raw),
        own_id=own_id(facts),
        reason=reason,
    )


def refund_notice(facts: Facts) -> RefundNotice:
    """Return the notice in a refund."""
    kind, status = facts.word("status", REFUND_KINDS), facts.text("status")
    return RefundNotice(
        event_id=f"refund:{facts.text('id')}:{status}",
        provider_ref=facts.text("id"),
        kind=kind,
        amount=money(facts),
        sequence=_SEQUENCE[status],
        occurred_at=_latest(facts),
        raw=kept(facts.raw),
        own_id=own_id(facts),
        reason=_reason(facts),
        payment_ref=facts.text("payment_id"),
    )


def payout_notice(facts: Facts) -> PayoutNotice:
    """Return the notice in a payout."""
    kind, status = facts.word("status", PAYOUT_KINDS), facts.text("status")
    return PayoutNotice(
        event_id=f"payout:{facts.text('id')}:{status}",
        provider_ref=facts.text("id"),
        kind=kind,
        amount=money(facts),
        sequence=_SEQUENCE[status],
        occurred_at=_latest(facts, "succeeded_at"),
        raw=kept(facts.raw),
        own_id=own_id(facts),
        reason=_reason(facts),
    )


def receipt_notice(facts: Facts, *, receipt_id: UUID | None = None) -> ReceiptNotice:
    """Return the notice in a receipt; they keep no words of ours with it, so its own id is the asker's to know."""
    return ReceiptNotice(
        provider_ref=facts.text("id"),
        state=facts.word("status", RECEIPT_STATES),
        raw={name: facts.raw[name] for name in ("id", "status", "type", "internet") if name in facts.raw},
        own_id=receipt_id,
        registered_at=facts.instant("registered_at") if facts.raw.get("registered_at") else None,
        document_number=facts.text_or_empty("fiscal_document_number"),
        fiscal_sign=facts.text_or_empty("fiscal_attribute"),
    )


def own_id(facts: Facts) -> UUID | None:
    """Return our id that went with the request, if one did."""
    metadata = facts.raw.get("metadata")
    try:
        return UUID(str(metadata.get("own_id"))) if isinstance(metadata, Mapping) else None
    except ValueError:
        return None


def kept(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return what may be kept of an object."""
    return {name: raw[name] for name in _KEPT if name in raw}


def _latest(facts: Facts, *names: str) -> datetime:
    return facts.instant(next((name for name in names if facts.raw.get(name)), "created_at"))


def _reason(facts: Facts) -> str:
    if not facts.raw.get("cancellation_details"):
        return ""
    return facts.group("cancellation_details").text_or_empty("reason")
