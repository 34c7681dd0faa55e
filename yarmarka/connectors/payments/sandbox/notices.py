"""Turns what Sandbox Bank says of a payment, refund or payout into notices. Pure."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import (
    Notice,
    PaymentKind,
    PaymentNotice,
    PayoutKind,
    PayoutNotice,
    RefundKind,
    RefundNotice,
)

PAYMENT_KINDS: Final = {
    "created": PaymentKind.CREATED,
    "challenge_required": PaymentKind.CHALLENGED,
    "approved": PaymentKind.APPROVED,
    "declined": PaymentKind.DECLINED,
    "expired": PaymentKind.EXPIRED,
}
REFUND_KINDS: Final = {"succeeded": RefundKind.SUCCEEDED, "failed": RefundKind.FAILED}
PAYOUT_KINDS: Final = {"pending": PayoutKind.PENDING, "paid": PayoutKind.PAID, "failed": PayoutKind.FAILED}


def payment_notice(facts: Facts, *, event_id: str = "") -> PaymentNotice:
    """Return the notice in a payment's facts."""
    return PaymentNotice(
        event_id=event_id or _fetched(facts),
        provider_ref=facts.text("id"),
        kind=facts.word("status", PAYMENT_KINDS),
        amount=facts.money(),
        sequence=facts.whole("sequence"),
        occurred_at=facts.instant("updated_at"),
        raw=facts.raw,
        own_id=_own_id(facts),
        reason=facts.text_or_empty("reason"),
    )


def refund_notice(facts: Facts, *, event_id: str = "") -> RefundNotice:
    """Return the notice in a refund's facts."""
    return RefundNotice(
        event_id=event_id or _fetched(facts),
        provider_ref=facts.text("id"),
        kind=facts.word("status", REFUND_KINDS),
        amount=facts.money(),
        sequence=facts.whole("sequence"),
        occurred_at=facts.instant("updated_at"),
        raw=facts.raw,
        own_id=_own_id(facts),
        reason=facts.text_or_empty("reason"),
        payment_ref=facts.text("payment_id"),
    )


def payout_notice(facts: Facts, *, event_id: str = "") -> PayoutNotice:
    """Return the notice in a payout's facts."""
    return PayoutNotice(
        event_id=event_id or _fetched(facts),
        provider_ref=facts.text("id"),
        kind=facts.word("status", PAYOUT_KINDS),
        amount=facts.money(),
        sequence=facts.whole("sequence"),
        occurred_at=facts.instant("updated_at"),
        raw=facts.raw,
        own_id=_own_id(facts),
        reason=facts.text_or_empty("reason"),
    )


READERS: Final[dict[str, Callable[..., Notice]]] = {
    "payment": payment_notice,
    "refund": refund_notice,
    "payout": payout_notice,
}


def notice(event: Facts) -> Notice:
    """Return the notice in a webhook's event, whose type is `<what>.<status>`."""
    what, _, status = event.text("type").partition(".")
    if what not in READERS:
        raise event.bad("type", "unknown_word")
    facts = event.group("data").group(what)
    if facts.text("status") != status:
        raise event.bad("type", "not_the_status")
    return READERS[what](facts, event_id=event.text("id"))


def _fetched(facts: Facts) -> str:
    return f"fetch:{facts.text('id')}:{facts.text('status')}"


def _own_id(facts: Facts) -> UUID | None:
    try:
        return UUID(facts.text_or_empty("idempotency_key"))
    except ValueError:
        return None
