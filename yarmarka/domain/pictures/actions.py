"""Keeping pictures, and forgetting those that nobody refers to."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError

from yarmarka.domain.pictures.models import Picture
from yarmarka.domain.pictures.queries import card
from yarmarka.domain.pictures.rules import name_of
from yarmarka.domain.pictures.types import StoredPicture
from yarmarka.kernel import sql
from yarmarka.kernel.ids import new_id


def hold_name(name: str) -> None:
    """Let nobody else write or remove what lies under a name until the end of the transaction."""
    sql.hold_name(f"picture {name}")


def take_again(digest: str, *, now: datetime) -> StoredPicture | None:
    """Return the picture of an original that was sent before, and note that it was sent again; else nothing."""
    row = Picture.objects.filter(name=name_of(digest)).first()
    if row is None:
        return None
    # No row to change means that the sweeper was quicker.
    return card(row) if Picture.objects.filter(id=row.id).update(taken_at=now) else None


def keep_picture(*, digest: str, width: int, height: int, colour: str, now: datetime) -> StoredPicture:
    """Write down that a picture's files are in the store; one that is known already stays what it is."""
    row, _ = Picture.objects.update_or_create(
        name=name_of(digest),
        defaults={"taken_at": now},
        create_defaults={
            "id": new_id(now),
            "digest": digest,
            "width": width,
            "height": height,
            "colour": colour,
            "created_at": now,
            "taken_at": now,
        },
    )
    return card(row)


def forget_unused(name: str, *, before: datetime) -> bool:
    """Delete a picture that nobody refers to and nobody has sent since; return whether it is gone."""
    try:
        with transaction.atomic():
            Picture.objects.filter(name=name, taken_at__lt=before).delete()
    except ProtectedError:
        return False
    return not Picture.objects.filter(name=name).exists()
