"""A seller shows a product in pictures of its own: sends them, orders them, describes them, takes them down."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue import actions as catalogue
from yarmarka.domain.catalogue.queries import offer_for
from yarmarka.domain.catalogue.rules.pictures import LEAST_SIDE
from yarmarka.flows.take_picture import take_picture


def send_pictures(originals: Iterable[bytes], *, seller_id: UUID, offer_id: UUID, now: datetime) -> None:
    """Hang pictures at the end of an offer's product, each by itself: those before a bad one stay.

    Raises Missing, PictureRefused, PicturesOfOthers, TooManyPictures.
    """
    product_id = offer_for(seller_id=seller_id, offer_id=offer_id).product_id
    for original in originals:
        stored = take_picture(original, now=now, least=LEAST_SIDE)
        _hang(product_id, stored.id, stored.picture.reference, seller_id, now)


def hang_taken(picture_id: UUID, reference: str, *, seller_id: UUID, offer_id: UUID, now: datetime) -> None:
    """Hang a picture that was taken in before at the end of an offer's product.

    Raises Missing, PicturesOfOthers, TooManyPictures.
    """
    product_id = offer_for(seller_id=seller_id, offer_id=offer_id).product_id
    _hang(product_id, picture_id, reference, seller_id, now)


@transaction.atomic
def _hang(product_id: UUID, picture_id: UUID, reference: str, seller_id: UUID, now: datetime) -> None:
    catalogue.hang_picture(
        product_id=product_id,
        picture_id=picture_id,
        reference=reference,
        alts={},
        seller_id=seller_id,
        now=now,
    )


@transaction.atomic
def move_picture(*, seller_id: UUID, offer_id: UUID, hung_id: UUID, earlier: bool, now: datetime) -> None:
    """Put a picture of an offer's product one place earlier or later. Raises Missing."""
    product_id = offer_for(seller_id=seller_id, offer_id=offer_id).product_id
    catalogue.move_picture(
        product_id=product_id, hung_id=hung_id, seller_id=seller_id, earlier=earlier, now=now
    )


@transaction.atomic
def describe_picture(*, seller_id: UUID, offer_id: UUID, hung_id: UUID, alts: dict[str, str]) -> None:
    """Say what is to be seen in a picture, by language. Raises Missing."""
    product_id = offer_for(seller_id=seller_id, offer_id=offer_id).product_id
    catalogue.describe_picture(product_id=product_id, hung_id=hung_id, seller_id=seller_id, alts=alts)


@transaction.atomic
def take_picture_down(*, seller_id: UUID, offer_id: UUID, hung_id: UUID, now: datetime) -> None:
    """Take a picture away. Raises Missing."""
    product_id = offer_for(seller_id=seller_id, offer_id=offer_id).product_id
    catalogue.take_picture_down(product_id=product_id, hung_id=hung_id, seller_id=seller_id, now=now)
