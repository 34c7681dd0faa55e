"""Registries as they were taken in, differences, and which proposals book what of them."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.reconciliation.types import Counted, DifferenceKind


class Registry(models.Model):
    """A provider's registry of a time, taken in; the same file is taken in once."""

    id = models.UUIDField(primary_key=True)
    provider = models.CharField(max_length=30)
    since = models.DateTimeField()
    until = models.DateTimeField()
    digest = models.CharField(max_length=64)
    rows = models.PositiveIntegerField()
    refused = models.PositiveIntegerField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name_plural = "registries"
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "digest", "since", "until"], name="registry_taken_once"
            ),
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="registry_covers_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.since} {self.until}"


class RegistryRow(models.Model):
    """A row of a provider's registry, kept once however often it comes; a fee names the proposal that books it."""

    id = models.UUIDField(primary_key=True)
    registry = models.ForeignKey(Registry, on_delete=models.PROTECT, related_name="+")
    provider = models.CharField(max_length=30)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in Counted])
    provider_ref = models.CharField(max_length=80)
    own_id = models.UUIDField(null=True, blank=True)
    payment_ref = models.CharField(max_length=80, blank=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    occurred_at = models.DateTimeField()
    proposal = models.ForeignKey(
        "governance.Proposal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "kind", "provider_ref"], name="registry_row_once"),
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="registry_row_counts_something"),
        ]
        indexes = [
            models.Index(fields=["provider", "occurred_at"], name="registry_row_by_time"),
            models.Index(fields=["own_id"], name="registry_row_by_own_id"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.provider_ref}"


class RefusedRow(models.Model):
    """A line of a registry that could not be taken."""

    id = models.UUIDField(primary_key=True)
    registry = models.ForeignKey(Registry, on_delete=models.CASCADE, related_name="+")
    line = models.PositiveIntegerField()
    reason = models.CharField(max_length=30)
    text = models.CharField(max_length=300)

    def __str__(self) -> str:
        return f"{self.line}: {self.reason}"


class Difference(models.Model):
    """How a provider and we differ over one thing, until it is explained; what was booked of it, and booked back."""

    id = models.UUIDField(primary_key=True)
    provider = models.CharField(max_length=30)
    kind = models.CharField(max_length=15, choices=[(kind, kind) for kind in DifferenceKind])
    counted = models.CharField(max_length=10, choices=[(kind, kind) for kind in Counted])
    provider_ref = models.CharField(max_length=80)
    own_id = models.UUIDField(null=True, blank=True)
    ours_minor = models.BigIntegerField()
    theirs_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    occurred_at = models.DateTimeField()
    found_at = models.DateTimeField()
    explained_at = models.DateTimeField(null=True, blank=True)
    proposal = models.ForeignKey(
        "governance.Proposal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposal_back = models.ForeignKey(
        "governance.Proposal", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "counted", "provider_ref", "currency"],
                condition=Q(explained_at__isnull=True),
                name="difference_open_once",
            ),
            models.CheckConstraint(condition=~Q(ours_minor=F("theirs_minor")), name="difference_differs"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.counted} {self.provider_ref}"
