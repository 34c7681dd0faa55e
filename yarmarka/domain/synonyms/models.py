"""Lines of synonyms."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class SynonymRow(models.Model):
    """Words that mean the same, or that `typed` ones find; taken away, a line stays and is not in force.

    What it was before each change is in the audit log.
    """

    id = models.UUIDField(primary_key=True)
    #: language → words
    words = models.JSONField()
    #: of a line that holds one way: what is typed
    typed = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    is_in_force = models.BooleanField(default=True)
    changed_by = models.ForeignKey(
        "accounts.Person", on_delete=models.PROTECT, db_index=False, related_name="+"
    )
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)
