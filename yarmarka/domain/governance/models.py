"""Proposals of any kind, and what people said to them."""

from django.db import models
from django.db.models import Q


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
    #: why, where who speaks says so
    words = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "by"], name="voice_once_per_proposal")]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.is_for}"
