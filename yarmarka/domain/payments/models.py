"""Payment attempts, what providers said of them, shares and refunds."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from yarmarka.domain.payments.types import ChargebackStatus, PaymentKind, RefundStatus


class PaymentAttempt(models.Model):
    """One try to pay for an order. How it went is what its events say."""

    id = models.UUIDField(primary_key=True)
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=30)
    provider_ref = models.CharField(max_length=80, blank=True)
    confirmation_url = models.URLField(max_length=2000, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    #: what we asked to be taken of money that was set aside; none is all of it
    capture_minor = models.BigIntegerField(null=True, blank=True)
    #: the seller orders that it is for, once that is decided; none of them: it was let go
    capture_parts = models.JSONField(null=True, blank=True)
    #: what was asked to be given back of it so far
    refunded_minor = models.BigIntegerField(db_default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "provider_ref"], condition=~Q(provider_ref=""), name="attempt_ref_once"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="attempt_pays_something"),
            models.CheckConstraint(
                condition=Q(capture_minor__isnull=True)
                | Q(capture_minor__gt=0, capture_minor__lte=F("amount_minor")),
                name="attempt_captures_within_amount",
            ),
            models.CheckConstraint(
                condition=Q(
                    refunded_minor__gte=0, refunded_minor__lte=Coalesce("capture_minor", "amount_minor")
                ),
                name="attempt_refunds_within_capture",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class PaymentEvent(models.Model):
    """What a provider said, once (append-only by trigger)."""

    id = models.UUIDField(primary_key=True)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=30)
    event_id = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    sequence = models.IntegerField()
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    raw = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "event_id"], name="payment_event_once"),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in PaymentKind]), name="payment_event_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.event_id}"


class PaymentShare(models.Model):
    """The part of a payment that belongs to one seller order, by the largest remainder."""

    id = models.UUIDField(primary_key=True)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="+")
    seller_order = models.OneToOneField("orders.SellerOrder", on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.amount_minor)


class Chargeback(models.Model):
    """Money that a shopper's bank took back from us, and how that ended."""

    id = models.UUIDField(primary_key=True)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=30)
    provider_ref = models.CharField(max_length=80)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    fee_minor = models.BigIntegerField(db_default=0)
    fee_currency = models.CharField(max_length=3, blank=True)
    reason = models.CharField(max_length=80, blank=True)
    status = models.CharField(max_length=10, choices=[(status, status) for status in ChargebackStatus])
    due_by = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "provider_ref"], name="chargeback_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="chargeback_takes_something"),
        ]
        indexes = [
            models.Index(fields=["due_by"], condition=Q(status="opened"), name="chargeback_open"),
        ]

    def __str__(self) -> str:
        return self.provider_ref


class Refund(models.Model):
    """Money to be given back, asked for once."""

    id = models.UUIDField(primary_key=True)
    attempt = models.ForeignKey(PaymentAttempt, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey("orders.Order", on_delete=models.PROTECT, related_name="+")
    seller_order = models.ForeignKey(
        "orders.SellerOrder", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    provider_ref = models.CharField(max_length=80, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=40)
    #: what tells a refund that is asked for twice from two of them
    request_key = models.UUIDField(null=True, blank=True, unique=True)
    note = models.CharField(max_length=500, blank=True, db_default="")
    by = models.ForeignKey(
        "accounts.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    status = models.CharField(max_length=10, choices=[(status, status) for status in RefundStatus])
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="refund_returns_something"),
            models.UniqueConstraint(
                fields=["seller_order", "reason"],
                condition=Q(seller_order__isnull=False, reason="cancelled"),
                name="refund_once_per_cause",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
