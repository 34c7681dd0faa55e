"""The outbox table (partitioned by month)."""

from django.db import models


class OutboxMessage(models.Model):
    """A message that leaves the process, kept until delivered and then as a record."""

    id = models.UUIDField(primary_key=True)
    topic = models.TextField()
    facts = models.JSONField()
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField()
    failure = models.TextField()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(delivered_at__isnull=True),
                name="kernel_outbox_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.id}"
