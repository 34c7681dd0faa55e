"""Accounts, postings, entries and payouts."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.ledger.types import AccountKind, PayoutStatus
from yarmarka.vocabulary.payouts import PayoutWay


class Account(models.Model):
    """Where money stands: one row per kind, owner or holder, and currency."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in AccountKind])
    owner_id = models.UUIDField(null=True, blank=True)
    #: the code of a provider or a partner
    holder = models.CharField(max_length=30, blank=True, db_default="")
    currency = models.CharField(max_length=3)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "owner_id", "holder", "currency"], nulls_distinct=False, name="account_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.currency}"


class Posting(models.Model):
    """A business event in the books (append-only)."""

    id = models.UUIDField(primary_key=True)
    correlation_key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=40)
    facts = models.JSONField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.correlation_key


class Entry(models.Model):
    """One side of a posting (append-only, partitioned by month): debit positive, credit negative."""

    id = models.UUIDField(primary_key=True)
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    seller_order = models.ForeignKey(
        "orders.SellerOrder", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "entries"
        constraints = [models.CheckConstraint(condition=~Q(amount_minor=0), name="entry_moves_something")]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency}"


class PayoutBatch(models.Model):
    """Payouts that one run decided on."""

    id = models.UUIDField(primary_key=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    def __str__(self) -> str:
        return str(self.id)


class Payout(models.Model):
    """A seller's balance on its way to its account."""

    id = models.UUIDField(primary_key=True)
    batch = models.ForeignKey(PayoutBatch, on_delete=models.PROTECT, related_name="+")
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    account = models.CharField(max_length=60)
    way = models.CharField(
        max_length=10, choices=[(way, way) for way in PayoutWay], default=PayoutWay.PROVIDER
    )
    #: who is asked to pay it, unless our bank is by a file
    provider = models.CharField(max_length=20, blank=True, db_default="")
    status = models.CharField(max_length=10, choices=[(status, status) for status in PayoutStatus])
    provider_ref = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="payout_pays_something"),
            models.CheckConstraint(
                condition=Q(way=PayoutWay.PROVIDER) & ~Q(provider="")
                | ~Q(way=PayoutWay.PROVIDER) & Q(provider=""),
                name="payout_names_its_provider",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class SellerStatement(models.Model):
    """A month of a seller's account written down as final (append-only): what was owed before and after it."""

    id = models.UUIDField(primary_key=True)
    seller = models.ForeignKey("sellers.Seller", on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(max_length=3)
    month = models.DateField()
    entries = models.PositiveIntegerField()
    opening_minor = models.BigIntegerField()
    came_minor = models.BigIntegerField()
    went_minor = models.BigIntegerField()
    closing_minor = models.BigIntegerField()
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seller", "currency", "month"], name="statement_once_per_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="statement_begins_with_its_month"),
            models.CheckConstraint(
                condition=Q(closing_minor=F("opening_minor") + F("came_minor") - F("went_minor")),
                name="statement_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.currency} {self.seller_id}"
