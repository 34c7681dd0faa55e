"""Writing down attempts, what providers say, shares and refunds."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.domain.payments.errors import MoreThanCaptured
from yarmarka.domain.payments.models import Chargeback, PaymentAttempt, PaymentShare, Refund
from yarmarka.domain.payments.queries import attempt_card, chargeback_card, refund_card
from yarmarka.domain.payments.rules import CHARGEBACK_NEXT, REFUND_NEXT
from yarmarka.domain.payments.types import (
    AttemptCard,
    ChargebackCard,
    ChargebackStatus,
    NewEvent,
    RefundCard,
    RefundStatus,
)
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.moves import statuses_before
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.money import Money

_RECORD: Final = Statement.beside(__file__, "record_event")


def begin_attempt(*, order_id: UUID, provider: str, amount: Money, now: datetime) -> UUID:
    """Write down that an order is about to be paid for, before the provider is asked; return the attempt's id."""
    return open_attempt(order_id=order_id, provider=provider, amount=amount, now=now).id


def open_attempt(*, order_id: UUID, provider: str, amount: Money, now: datetime) -> AttemptCard:
    """Do as `begin_attempt` does, and return the attempt."""
    row = PaymentAttempt.objects.create(
        id=new_id(now),
        order_id=order_id,
        provider=provider,
        amount_minor=amount.minor,
        currency=amount.currency,
        created_at=now,
    )
    return attempt_card(row, said=())


def note_provider(attempt_id: UUID, *, provider_ref: str, confirmation_url: str = "") -> None:
    """Write down what the provider calls the attempt and, once that is known, where the shopper confirms it."""
    known = {"provider_ref": provider_ref, "confirmation_url": confirmation_url}
    PaymentAttempt.objects.filter(id=attempt_id).update(
        **{name: value for name, value in known.items() if value}
    )


def decide_capture(attempt_id: UUID, *, parts: Mapping[UUID, int]) -> None:
    """Write down for which seller orders, at which price, money that was set aside is taken; once. None: let it go."""
    PaymentAttempt.objects.filter(id=attempt_id, capture_parts__isnull=True).update(
        capture_minor=sum(parts.values()) or None, capture_parts=[str(part) for part in parts]
    )


def record_event(event: NewEvent, *, attempt_id: UUID, now: datetime) -> bool:
    """Write down what a provider said, and return whether this attempt's money is on its way back already.

    It is when its order could not take it. A repeat is dropped. The caller holds the order's lock.
    """
    is_going_back = _RECORD.column(
        id=new_id(now),
        attempt_id=attempt_id,
        provider=event.provider,
        event_id=event.event_id,
        kind=str(event.kind),
        amount_minor=event.amount_minor,
        currency=event.currency,
        sequence=event.sequence,
        occurred_at=event.occurred_at,
        received_at=now,
        raw=event.raw,
    )
    return bool(is_going_back[0])


def store_shares(*, attempt_id: UUID, shares: Mapping[UUID, int], now: datetime) -> None:
    """Write down which part of a payment belongs to which seller order."""
    PaymentShare.objects.bulk_create(
        PaymentShare(id=new_id(now), attempt_id=attempt_id, seller_order_id=part, amount_minor=share)
        for part, share in shares.items()
    )


def request_refund(
    *,
    attempt_id: UUID,
    order_id: UUID,
    seller_order_id: UUID | None,
    amount: Money,
    reason: str,
    request_key: UUID | None = None,
    note: str = "",
    by: UUID | None = None,
    now: datetime,
) -> UUID:
    """Write down that money goes back to the shopper; return the refund's id.

    Takes the attempt's lock, so that two at once see one another. Raises MoreThanCaptured.
    """
    attempt = PaymentAttempt.objects.select_for_update(no_key=True).get(id=attempt_id)
    captured = attempt.amount_minor if attempt.capture_minor is None else attempt.capture_minor
    gone = attempt.refunded_minor + _charged_back(attempt_id)
    if gone + amount.minor > captured:
        raise MoreThanCaptured(captured=captured, given_back=gone, wanted=amount.minor)
    attempt.refunded_minor += amount.minor
    attempt.save(update_fields=["refunded_minor"])
    return Refund.objects.create(
        id=new_id(now),
        attempt_id=attempt_id,
        order_id=order_id,
        seller_order_id=seller_order_id,
        amount_minor=amount.minor,
        currency=amount.currency,
        reason=reason,
        request_key=request_key,
        note=note,
        by_id=by,
        status=RefundStatus.REQUESTED,
        created_at=now,
    ).id


def open_chargeback(
    *,
    attempt_id: UUID,
    provider: str,
    provider_ref: str,
    amount: Money,
    fee: Money | None,
    reason: str,
    due_by: datetime | None,
    now: datetime,
) -> ChargebackCard:
    """Write down that a shopper's bank took money back."""
    return chargeback_card(
        Chargeback.objects.create(
            id=new_id(now),
            attempt_id=attempt_id,
            provider=provider,
            provider_ref=provider_ref,
            amount_minor=amount.minor,
            currency=amount.currency,
            fee_minor=fee.minor if fee else 0,
            fee_currency=fee.currency if fee else "",
            reason=reason[:80],
            status=ChargebackStatus.OPENED,
            due_by=due_by,
            opened_at=now,
        )
    )


def settle_chargeback(chargeback_id: UUID, *, status: ChargebackStatus, now: datetime) -> bool:
    """Write down how a chargeback ended, once; return whether this call was the one."""
    before = statuses_before(CHARGEBACK_NEXT, status)
    open_ones = Chargeback.objects.filter(id=chargeback_id, status__in=before)
    return bool(open_ones.update(status=status, settled_at=now))


def _charged_back(attempt_id: UUID) -> int:
    gone = Chargeback.objects.filter(attempt_id=attempt_id).exclude(status=ChargebackStatus.WON)
    return sum(gone.values_list("amount_minor", flat=True))


def note_refund_sent(refund_id: UUID, *, provider_ref: str) -> None:
    """Write down what the provider calls a refund."""
    Refund.objects.filter(id=refund_id, provider_ref="").update(provider_ref=provider_ref)


def settle_refund(refund_id: UUID, *, status: RefundStatus, now: datetime) -> RefundCard | None:
    """Write down how a refund ended, once; return it if this call was the one."""
    waiting = Refund.objects.filter(id=refund_id, status__in=statuses_before(REFUND_NEXT, status))
    if not waiting.update(status=status, settled_at=now):
        return None
    return refund_card(Refund.objects.select_related("attempt").get(id=refund_id))
