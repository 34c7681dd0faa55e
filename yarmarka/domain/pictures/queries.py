"""Stored pictures by name and key."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, ForeignObjectRel, OuterRef

from yarmarka.domain.pictures.models import Picture
from yarmarka.domain.pictures.types import StoredPicture
from yarmarka.vocabulary import pictures as words


def stored(ids: Iterable[UUID]) -> dict[UUID, StoredPicture]:
    """Return the stored pictures among the keys, by key."""
    return {row.id: card(row) for row in Picture.objects.filter(id__in=list(ids))}


def known_names(names: Iterable[str]) -> set[str]:
    """Return which of the names are stored pictures."""
    return set(Picture.objects.filter(name__in=list(names)).values_list("name", flat=True))


def unused_names(*, before: datetime, limit: int) -> list[str]:
    """Return names of pictures that nobody refers to and nobody has sent since `before`, oldest first."""
    rows = Picture.objects.filter(taken_at__lt=before)
    for relation in Picture._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and not isinstance(relation.related_model, str):
            referring = relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
            rows = rows.exclude(Exists(referring))
    return list(rows.order_by("taken_at").values_list("name", flat=True)[:limit])


def card(row: Picture) -> StoredPicture:
    """Return a row as others see it."""
    return StoredPicture(
        id=row.id,
        picture=words.Picture(name=row.name, width=row.width, height=row.height, colour=row.colour),
    )
