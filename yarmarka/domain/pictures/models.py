"""Stored pictures."""

from django.db import models
from django.db.models import Q


class Picture(models.Model):
    """A picture whose files are in the store; other tables refer to it and keep it."""

    id = models.UUIDField(primary_key=True)
    name = models.CharField(max_length=32, unique=True)
    #: of the bytes that were sent (SHA-256)
    digest = models.CharField(max_length=64)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    #: its main colour, which stands in its place until it is there
    colour = models.CharField(max_length=7)
    created_at = models.DateTimeField()
    #: when somebody sent it last: the sweeper lets it lie for a while
    taken_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(name__regex=r"^[0-9a-f]{32}$"), name="picture_name_is_hex"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="picture_digest_is_hex"
            ),
            models.CheckConstraint(condition=Q(colour__regex=r"^#[0-9a-f]{6}$"), name="picture_has_a_colour"),
            models.CheckConstraint(condition=Q(width__gt=0, height__gt=0), name="picture_has_a_size"),
        ]

    def __str__(self) -> str:
        return self.name
