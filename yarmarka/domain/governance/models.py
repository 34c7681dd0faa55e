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
