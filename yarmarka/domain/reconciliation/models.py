"""Registries as they were taken in, differences, and what was proposed, by whom, and who agreed."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.reconciliation.types import Counted, DifferenceKind, ProposalKind


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


class Proposal(models.Model):
    """What somebody proposes to book; a second person decides it, once."""

    id = models.UUIDField(primary_key=True)
    provider = models.CharField(max_length=30)
    kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in ProposalKind])
    effect_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    reason = models.CharField(max_length=500, blank=True)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_approved = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="proposal_takes_two_people",
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_approved__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_approved__isnull=False),
                name="proposal_decision_is_whole",
            ),
            models.CheckConstraint(condition=~Q(effect_minor=0), name="proposal_moves_something"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.effect_minor} {self.currency}"


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
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

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
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposal_back = models.ForeignKey(
        Proposal, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
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
