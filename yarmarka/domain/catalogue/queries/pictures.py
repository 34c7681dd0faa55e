"""A product's pictures in their order."""

from uuid import UUID

from yarmarka.domain.catalogue.models import ProductPicture
from yarmarka.domain.catalogue.types import HungPicture


def hung_pictures(product_id: UUID) -> list[HungPicture]:
    """Return a product's pictures; the first is its cover."""
    return [
        HungPicture(
            id=row.id,
            picture_id=row.picture_id,
            reference=row.reference,
            alts=row.alts,
            seller_id=row.seller_id,
            position=row.position,
        )
        for row in ProductPicture.objects.filter(product_id=product_id).order_by("position")
    ]
