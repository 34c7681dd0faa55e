"""How many stars goods and sellers have."""

from collections.abc import Collection
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F

from yarmarka.domain.reviews.models import ProductRating, SellerRating
from yarmarka.domain.reviews.types import Rating


def product_ratings(ids: Collection[UUID]) -> dict[UUID, Rating]:
    """Return the stars of products, in one statement; those that nobody has reviewed are left out."""
    rows = ProductRating.objects.filter(product_id__in=list(ids), count__gt=0)
    return {row.product_id: _rating(row) for row in rows}


def well_rated(least: Decimal) -> tuple[UUID, ...]:
    """Return the products that have so many stars at least, on average."""
    rows = ProductRating.objects.filter(count__gt=0, total__gte=F("count") * least)
    return tuple(rows.values_list("product_id", flat=True))


def seller_ratings(ids: Collection[UUID]) -> dict[UUID, Rating]:
    """Return the stars of what sellers sold, in one statement; those without a review are left out."""
    rows = SellerRating.objects.filter(seller_id__in=list(ids), count__gt=0)
    return {row.seller_id: _rating(row) for row in rows}


def _rating(row: Any) -> Rating:
    return Rating(stars=(row.stars_1, row.stars_2, row.stars_3, row.stars_4, row.stars_5))
