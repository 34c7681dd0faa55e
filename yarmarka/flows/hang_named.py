"""What came of the pictures that a price list names is shown on the products that its articles are offered under."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yarmarka.domain.catalogue import actions as catalogue
from yarmarka.domain.catalogue.errors import PicturesOfOthers
from yarmarka.domain.catalogue.queries import offers_of_products, offers_under
from yarmarka.domain.intake.queries import named_pictures
from yarmarka.domain.intake.types import NamedPictures, PictureProblem
from yarmarka.domain.pictures.types import StoredPicture


@transaction.atomic
def hang_named(
    named: NamedPictures, taken: Mapping[str, StoredPicture], *, is_all: bool, now: datetime
) -> list[PictureProblem]:
    """Hang what came; what is named no more is taken down once all came that will, and something did."""
    products = {offer.product_id for offer in offers_under([named.sku], seller_id=named.seller_id)}
    before = set(named.pictures.values()) if is_all and taken else set()
    for product_id in sorted(products):
        kin = [
            sku for _, seller_id, sku in offers_of_products([product_id])
            if seller_id == named.seller_id and sku != named.sku
        ]  # fmt: skip
        of_kin = {
            key for one in named_pictures(kin, seller_id=named.seller_id) for key in one.pictures.values()
        }
        try:
            catalogue.hang_told(
                product_id=product_id,
                pictures=[(one.id, one.picture.reference) for one in taken.values()],
                dropped=before - of_kin - {one.id for one in taken.values()},
                seller_id=named.seller_id,
                now=now,
            )
        except PicturesOfOthers as error:
            return [PictureProblem("", error.code, {})]
    return []
