"""Proposals of dated rules."""

from django.db import models
from django.db.models import F, Q

from yarmarka.domain.governance.types import RuleKind


class RuleProposal(models.Model):
    """A dated rule that somebody wants in force; never changed, only decided, once, and by somebody else."""

    id = models.UUIDField(primary_key=True)
    kind = models.CharField(max_length=15, choices=[(kind, kind) for kind in RuleKind])
    figure = models.PositiveIntegerField()
    scope = models.JSONField(default=dict)
    valid_from = models.DateTimeField()
    source = models.CharField(max_length=200)
    proposed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    is_approved = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, is_approved__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, is_approved__isnull=False),
                name="rule_proposal_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("proposed_by")),
                name="rule_proposal_takes_two_people",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="rule_proposal_says_what_it_rests_on"),
        ]
        indexes = [
            models.Index(
                fields=["proposed_at"], condition=Q(decided_at__isnull=True), name="rule_proposal_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.figure}"


class Proposal(models.Model):
    """Something that takes several people, as somebody proposed it, with what they saw then; closed once."""

    id = models.UUIDField(primary_key=True)
    matter = models.CharField(max_length=40)
    facts = models.JSONField()
    preview = models.JSONField(default=dict)
    source = models.CharField(max_length=500)
    effective_at = models.DateTimeField()
    quorum = models.PositiveSmallIntegerField(default=1)
    #: ids of those who may approve; nobody named is everybody of the staff
    approvers = models.JSONField(default=list)
    proposed_by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    is_approved = models.BooleanField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, is_approved__isnull=True)
                | Q(closed_at__isnull=False, is_approved__isnull=False),
                name="proposal_closing_is_whole",
            ),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="proposal_takes_somebody_else"),
            models.CheckConstraint(condition=~Q(source=""), name="proposal_says_what_it_rests_on"),
        ]
        indexes = [
            models.Index(fields=["proposed_at"], condition=Q(closed_at__isnull=True), name="proposal_waiting")
        ]

    def __str__(self) -> str:
        return self.matter


class Voice(models.Model):
    """What one person said to a proposal; never changed."""

    id = models.UUIDField(primary_key=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_for = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "by"], name="voice_once_per_proposal")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.is_for}"
