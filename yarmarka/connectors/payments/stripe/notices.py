"""Turns what Stripe says of sessions, intents, refunds, transfers, payouts and disputes into notices. Pure.

A payment is known by its Checkout session: the session is there before the shopper pays, the intent only afterwards.
Stripe numbers nothing, so the order of states stands in for a sequence.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import (
    ChargebackKind,
    ChargebackNotice,
    PaymentKind,
    PaymentNotice,
    PayoutKind,
    PayoutNotice,
    RefundKind,
    RefundNotice,
)
from yarmarka.vocabulary.money import CURRENCIES, Money

#: A declined card leaves the intent waiting for another one, on the same page: the payment is still open.
INTENT_KINDS: Final = {
    "requires_payment_method": PaymentKind.CREATED,
    "requires_confirmation": PaymentKind.CHALLENGED,
    "requires_action": PaymentKind.CHALLENGED,
    "processing": PaymentKind.CHALLENGED,
    "requires_capture": PaymentKind.AUTHORISED,
    "succeeded": PaymentKind.APPROVED,
    "canceled": PaymentKind.EXPIRED,
}
#: Cancelled for this reason it was a no, and not a time that ran out.
_DECLINED: Final = frozenset({"fraudulent"})
REFUND_KINDS: Final = {
    "pending": RefundKind.PENDING,
    "requires_action": RefundKind.PENDING,
    "succeeded": RefundKind.SUCCEEDED,
    "failed": RefundKind.FAILED,
    "canceled": RefundKind.FAILED,
}
PAYOUT_KINDS: Final = {
    "pending": PayoutKind.PENDING,
    "in_transit": PayoutKind.PENDING,
    "paid": PayoutKind.PAID,
    "failed": PayoutKind.FAILED,
    "canceled": PayoutKind.FAILED,
}
#: Every other status is a dispute that goes on.
_ENDED: Final = {
    "won": ChargebackKind.WON,
    "warning_closed": ChargebackKind.WON,
    "lost": ChargebackKind.LOST,
}
_SEQUENCE: Final = {
    PaymentKind.CREATED: 1,
    PaymentKind.CHALLENGED: 2,
    PaymentKind.AUTHORISED: 3,
    PaymentKind.APPROVED: 4,
    PaymentKind.DECLINED: 4,
    PaymentKind.EXPIRED: 4,
}
#: What is kept of an object. The rest is left out: it may tell of the shopper (name, mail, address, card).
_KEPT: Final = (
    "id", "object", "status", "payment_status", "amount", "amount_total", "amount_received", "amount_capturable",
    "amount_reversed", "currency", "created", "expires_at", "metadata", "cancellation_reason", "reason",
    "failure_reason", "failure_code", "destination", "transfer_group", "evidence_details", "livemode",
)  # fmt: skip


def payment_notice(
    session: Facts, *, event_id: str = "", occurred_at: datetime | None = None
) -> PaymentNotice:
    """Return the notice in a Checkout session whose intent is expanded."""
    kind, reason, amount = _standing(session)
    return PaymentNotice(
        event_id=event_id or f"fetch:{session.text('id')}:{kind.value}",
        provider_ref=session.text("id"),
        kind=kind,
        amount=amount,
        sequence=_SEQUENCE[kind],
        occurred_at=occurred_at or second(session, "created"),
        raw=kept(session.raw) | {"payment_intent": kept(session.raw.get("payment_intent"))},
        own_id=own_id(session),
        reason=reason,
    )


def _standing(session: Facts) -> tuple[PaymentKind, str, Money]:
    if not session.raw.get("payment_intent"):
        is_over = session.text("status") == "expired"
        kind = PaymentKind.EXPIRED if is_over else PaymentKind.CREATED
        return kind, "session_expired" if is_over else "", money(session, "amount_total")
    intent = session.group("payment_intent")
    kind = intent.word("status", INTENT_KINDS)
    amount = money(intent, "amount_received" if kind is PaymentKind.APPROVED else "amount")
    reason = intent.text_or_empty("cancellation_reason")
    if kind is PaymentKind.CREATED:
        if session.text("status") == "expired":
            return PaymentKind.EXPIRED, "session_expired", amount
        reason = _decline(intent)
    return PaymentKind.DECLINED if reason in _DECLINED else kind, reason, amount


def _decline(intent: Facts) -> str:
    if not intent.raw.get("last_payment_error"):
        return ""
    problem = intent.group("last_payment_error")
    return problem.text_or_empty("decline_code") or problem.text_or_empty("code")


def refund_notice(facts: Facts, *, event_id: str = "") -> RefundNotice:
    """Return the notice in a refund."""
    kind, status = facts.word("status", REFUND_KINDS), facts.text("status")
    return RefundNotice(
        event_id=event_id or f"fetch:{facts.text('id')}:{status}",
        provider_ref=facts.text("id"),
        kind=kind,
        amount=money(facts),
        sequence=1 if kind is RefundKind.PENDING else 2,
        occurred_at=second(facts, "created"),
        raw=kept(facts.raw),
        own_id=own_id(facts),
        reason=facts.text_or_empty("failure_reason"),
        payment_ref=_metadata(facts).get("payment_ref") or facts.text_or_empty("payment_intent"),
    )


def transfer_notice(facts: Facts, *, event_id: str = "") -> PayoutNotice:
    """Return the notice in a transfer to a seller's connected account: it is paid as soon as it is made."""
    is_back = bool(facts.raw.get("reversed"))
    kind = PayoutKind.FAILED if is_back else PayoutKind.PAID
    return PayoutNotice(
        event_id=event_id or f"fetch:{facts.text('id')}:{kind.value}",
        provider_ref=facts.text("id"),
        kind=kind,
        amount=money(facts),
        sequence=2 if is_back else 1,
        occurred_at=second(facts, "created"),
        raw=kept(facts.raw),
        own_id=own_id(facts),
        reason="reversed" if is_back else "",
    )


def payout_notice(facts: Facts, *, event_id: str) -> PayoutNotice:
    """Return the notice in a payout to a bank account."""
    kind = facts.word("status", PAYOUT_KINDS)
    return PayoutNotice(
        event_id=event_id,
        provider_ref=facts.text("id"),
        kind=kind,
        amount=money(facts),
        sequence=1 if kind is PayoutKind.PENDING else 2,
        occurred_at=second(facts, "created"),
        raw=kept(facts.raw),
        own_id=own_id(facts),
        reason=facts.text_or_empty("failure_code"),
    )


def chargeback_notice(
    facts: Facts, *, event_id: str, occurred_at: datetime, payment: PaymentNotice | None
) -> ChargebackNotice:
    """Return the notice in a dispute; `payment` is the one that it is about, if that is known."""
    kind = _ENDED.get(facts.text("status"), ChargebackKind.OPENED)
    evidence = facts.group("evidence_details") if facts.raw.get("evidence_details") else None
    has_end = evidence is not None and evidence.raw.get("due_by") is not None
    return ChargebackNotice(
        event_id=event_id,
        provider_ref=facts.text("id"),
        payment_ref=payment.provider_ref if payment else facts.text_or_empty("payment_intent"),
        kind=kind,
        amount=money(facts),
        sequence=1 if kind is ChargebackKind.OPENED else 2,
        occurred_at=occurred_at,
        raw=kept(facts.raw),
        own_id=payment.own_id if payment else None,
        reason=facts.text_or_empty("reason"),
        due_by=second(evidence, "due_by") if evidence is not None and has_end else None,
        fee=_fee(facts),
        takes_money=not facts.text("status").startswith("warning_"),
    )


def _fee(dispute: Facts) -> Money | None:
    """Return what was charged for a dispute, in the currency of our balance there; None if that is not told."""
    taken = dispute.groups("balance_transactions") if dispute.raw.get("balance_transactions") else []
    fees = [money(one, "fee") for one in taken]
    return Money(sum(fee.minor for fee in fees), fees[0].currency) if fees else None


def money(facts: Facts, name: str = "amount") -> Money:
    """Return an amount in minor units; they write currencies in small letters."""
    currency = facts.text("currency").upper()
    if currency not in CURRENCIES:
        raise facts.bad("currency", "unknown_currency")
    return Money(facts.whole(name), currency)


def second(facts: Facts, name: str) -> datetime:
    """Return the instant of a Unix second."""
    try:
        return datetime.fromtimestamp(facts.whole(name), tz=UTC)
    except (OverflowError, ValueError, OSError):
        raise facts.bad(name, "not_an_instant") from None


def own_id(facts: Facts) -> UUID | None:
    """Return our id that went with the request, if one did."""
    try:
        return UUID(str(_metadata(facts).get("own_id")))
    except ValueError:
        return None


def kept(raw: Any) -> dict[str, Any]:
    """Return what may be kept of an object."""
    return {name: raw[name] for name in _KEPT if name in raw} if isinstance(raw, Mapping) else {}


def _metadata(facts: Facts) -> Mapping[str, Any]:
    metadata = facts.raw.get("metadata")
    return metadata if isinstance(metadata, Mapping) else {}
