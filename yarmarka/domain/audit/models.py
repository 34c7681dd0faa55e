"""Deeds of the staff."""

from django.db import models
from django.db.models import F


class Deed(models.Model):
    """Something that somebody of the staff did; append-only."""

    id = models.UUIDField(primary_key=True)
    #: a DeedKind; flows that come later bring their own
    kind = models.CharField(max_length=30)
    #: nobody is whoever ran a command on the server itself
    actor = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    subject_kind = models.CharField(max_length=20)
    subject_id = models.UUIDField(null=True, blank=True)
    subject_name = models.CharField(max_length=200)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(F("subject_id"), F("id").desc(), name="deed_by_subject"),
            models.Index(F("actor"), F("id").desc(), name="deed_by_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_name}"
