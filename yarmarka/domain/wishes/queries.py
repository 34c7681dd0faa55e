"""Whose wishes are which?"""

from uuid import UUID

from yarmarka.domain.wishes.models import WishRow
from yarmarka.domain.wishes.types import Wish


def wishes_of(person_id: UUID) -> tuple[Wish, ...]:
    """Return a person's wishes, the newest first."""
    rows = WishRow.objects.filter(person_id=person_id).order_by("-added_at", "-id")
    return tuple(Wish(row.product_id, row.added_at, row.price_minor, row.currency) for row in rows)


def wished_products(person_id: UUID) -> frozenset[UUID]:
    """Return the products on a person's wish list."""
    return frozenset(WishRow.objects.filter(person_id=person_id).values_list("product_id", flat=True))
