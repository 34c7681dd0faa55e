"""Payment attempts and refunds, with what their events add up to."""

from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet

from yarmarka.domain.payments.models import Chargeback, PaymentAttempt, PaymentEvent, PaymentShare, Refund
from yarmarka.domain.payments.rules import FINAL, state_of
from yarmarka.domain.payments.types import (
    AttemptCard,
    ChargebackCard,
    ChargebackStatus,
    RefundCard,
    RefundStatus,
)
from yarmarka.kernel.errors import Missing


def attempts_of(order_ids: Collection[UUID]) -> tuple[AttemptCard, ...]:
    """Return the attempts to pay for some orders, the oldest first."""
    return _cards(PaymentAttempt.objects.filter(order_id__in=list(order_ids)).order_by("id"))


def attempt(attempt_id: UUID) -> AttemptCard:
    """Return an attempt. Raises Missing."""
    found = _cards(PaymentAttempt.objects.filter(id=attempt_id))
    if not found:
        raise Missing(what="payment")
    return found[0]


def attempt_by_ref(*, provider: str, provider_ref: str) -> AttemptCard | None:
    """Return the attempt that a provider knows under a reference."""
    return next(
        iter(_cards(PaymentAttempt.objects.filter(provider=provider, provider_ref=provider_ref))), None
    )


def attempts_waiting(*, since: datetime, until: datetime, limit: int) -> tuple[AttemptCard, ...]:
    """Return the attempts made between two instants that no final event has come for, the oldest first."""
    ended = PaymentEvent.objects.filter(attempt_id=OuterRef("id"), kind__in=[kind.value for kind in FINAL])
    waiting = PaymentAttempt.objects.filter(
        ~Exists(ended), created_at__gte=since, created_at__lt=until
    ).exclude(provider_ref="")
    return _cards(waiting.order_by("id")[:limit])


def refunds_waiting(*, since: datetime, until: datetime, limit: int) -> tuple[RefundCard, ...]:
    """Return the refunds asked of a provider between two instants that it has not told the end of."""
    waiting = Refund.objects.filter(
        status=RefundStatus.REQUESTED, created_at__gte=since, created_at__lt=until
    ).exclude(provider_ref="")
    return tuple(refund_card(row) for row in waiting.select_related("attempt").order_by("id")[:limit])


def paid_by(attempt_id: UUID) -> tuple[UUID, ...]:
    """Return the seller orders that an attempt paid for."""
    shares = PaymentShare.objects.filter(attempt_id=attempt_id).order_by("seller_order_id")
    return tuple(shares.values_list("seller_order_id", flat=True))


def shares_of(seller_order_ids: Collection[UUID]) -> dict[UUID, tuple[UUID, int]]:
    """Return, by seller order, the attempt that paid for it and its share of the money."""
    rows = PaymentShare.objects.filter(seller_order_id__in=list(seller_order_ids))
    return {row.seller_order_id: (row.attempt_id, row.amount_minor) for row in rows}


def refund(refund_id: UUID) -> RefundCard:
    """Return a refund. Raises Missing."""
    row = Refund.objects.filter(id=refund_id).select_related("attempt").first()
    if row is None:
        raise Missing(what="refund")
    return refund_card(row)


def refund_by_ref(*, provider: str, provider_ref: str) -> RefundCard | None:
    """Return the refund that a provider knows under a reference."""
    rows = Refund.objects.filter(attempt__provider=provider, provider_ref=provider_ref)
    row = rows.select_related("attempt").first()
    return refund_card(row) if row else None


def chargeback_by_ref(*, provider: str, provider_ref: str) -> ChargebackCard | None:
    """Return the chargeback that a provider knows under a reference."""
    row = Chargeback.objects.filter(provider=provider, provider_ref=provider_ref).first()
    return chargeback_card(row) if row else None


def chargeback_card(row: Chargeback) -> ChargebackCard:
    """Return a chargeback's row as others see it."""
    shared = {field.name: getattr(row, field.name) for field in fields(ChargebackCard)}
    return ChargebackCard(**shared | {"status": ChargebackStatus(row.status)})


def refund_by_request(request_key: UUID) -> RefundCard | None:
    """Return the refund that a request led to already."""
    row = Refund.objects.filter(request_key=request_key).select_related("attempt").first()
    return refund_card(row) if row else None


def refunds_of(order_ids: Collection[UUID]) -> tuple[RefundCard, ...]:
    """Return the refunds of some orders, the oldest first."""
    rows = Refund.objects.filter(order_id__in=list(order_ids)).select_related("attempt").order_by("id")
    return tuple(refund_card(row) for row in rows)


def refund_card(row: Refund) -> RefundCard:
    """Return a refund's row (with its attempt) as others see it."""
    return RefundCard(
        id=row.id,
        attempt_id=row.attempt_id,
        order_id=row.order_id,
        seller_order_id=row.seller_order_id,
        provider=row.attempt.provider,
        payment_ref=row.attempt.provider_ref,
        provider_ref=row.provider_ref,
        amount_minor=row.amount_minor,
        currency=row.currency,
        reason=row.reason,
        status=RefundStatus(row.status),
    )


def attempt_card(row: PaymentAttempt, *, said: Iterable[str]) -> AttemptCard:
    """Return an attempt's row, and what its provider said of it, as others see it."""
    return AttemptCard(
        id=row.id,
        order_id=row.order_id,
        provider=row.provider,
        provider_ref=row.provider_ref,
        confirmation_url=row.confirmation_url,
        amount_minor=row.amount_minor,
        currency=row.currency,
        state=state_of(said),
        created_at=row.created_at,
        capture_minor=row.capture_minor,
        capture_parts=None if row.capture_parts is None else tuple(map(UUID, row.capture_parts)),
    )


def _cards(attempts: QuerySet[PaymentAttempt]) -> tuple[AttemptCard, ...]:
    events = PaymentEvent.objects.filter(attempt_id=OuterRef("id")).order_by()
    rows = attempts.annotate(said=ArraySubquery(events.values("kind")))
    return tuple(attempt_card(row, said=row.said) for row in rows)
