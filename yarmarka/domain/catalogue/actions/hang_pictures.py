"""A product's pictures: hung at the end, put in order, described, taken down; the cover follows.

A seller changes only the pictures that it hung itself. The product's row is locked first, so that two who change its
pictures at once do it one after the other.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from itertools import takewhile
from uuid import UUID

from yarmarka.domain.catalogue.errors import PicturesOfOthers, TooManyPictures
from yarmarka.domain.catalogue.models import CardChange, Product, ProductPicture
from yarmarka.domain.catalogue.queries.pictures import hung_pictures
from yarmarka.domain.catalogue.rules.pictures import LONGEST_ALT, MOST_PICTURES, may_hang, moved
from yarmarka.domain.catalogue.types import Source
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.texts import one_line


def hang_picture(
    *,
    product_id: UUID,
    picture_id: UUID,
    reference: str,
    alts: Mapping[str, str],
    seller_id: UUID | None,
    now: datetime,
) -> None:
    """Add a picture at the end; one that hangs there already stays where it is. A seller's stand before drawings.

    Raises Missing, PicturesOfOthers, TooManyPictures.
    """
    product = _locked(product_id)
    hung = hung_pictures(product_id)
    if seller_id and not may_hang(
        seller_id, described_by=product.described_by_id, keepers=[each.seller_id for each in hung]
    ):
        raise PicturesOfOthers(field="picture")
    if any(each.picture_id == picture_id for each in hung):
        return
    if len(hung) >= MOST_PICTURES:
        raise TooManyPictures(field="picture", limit=MOST_PICTURES)
    added = ProductPicture.objects.create(
        id=new_id(now),
        product_id=product_id,
        picture_id=picture_id,
        reference=reference,
        alts=_spoken(alts),
        seller_id=seller_id,
        position=len(hung),
    )
    drawn = [each.id for each in hung if each.seller_id is None]
    if seller_id and drawn:
        photographs = [each.id for each in hung if each.seller_id is not None]
        _place(product_id, [*photographs, added.id, *drawn])
    _cover(product_id, seller_id=seller_id, now=now)


def hang_told(
    *,
    product_id: UUID,
    pictures: Sequence[tuple[UUID, str]],
    dropped: Collection[UUID],
    seller_id: UUID,
    now: datetime,
) -> None:
    """Show what a price list names, by key and reference, beside one another in its order; take down what it dropped.

    They stand where the first of them hung, else behind the seller's other pictures; those stay as they are, and
    drawings behind all. What finds no room is left out. Raises Missing, PicturesOfOthers.
    """
    product = _locked(product_id)
    hung = hung_pictures(product_id)
    if not may_hang(
        seller_id, described_by=product.described_by_id, keepers=[each.seller_id for each in hung]
    ):
        raise PicturesOfOthers(field="picture")
    gone = [each.id for each in hung if each.seller_id == seller_id and each.picture_id in dropped]
    ProductPicture.objects.filter(id__in=gone).delete()
    left = [each for each in hung if each.id not in gone]
    there = {each.picture_id: each.id for each in left}
    fresh = [one for one in dict(pictures).items() if one[0] not in there][: MOST_PICTURES - len(left)]
    added = [
        ProductPicture(
            id=new_id(now),
            product_id=product_id,
            picture_id=picture_id,
            reference=reference,
            seller_id=seller_id,
            position=len(hung) + place,
        )
        for place, (picture_id, reference) in enumerate(fresh)
    ]
    ProductPicture.objects.bulk_create(added)
    there |= {row.picture_id: row.id for row in added}
    told = [there[picture_id] for picture_id, _ in pictures if picture_id in there]
    others = [each.id for each in left if each.seller_id is not None and each.id not in told]
    drawn = [each.id for each in left if each.seller_id is None and each.id not in told]
    ahead = sum(each.id in others for each in takewhile(lambda one: one.id not in told, left))
    _place(product_id, [*others[:ahead], *dict.fromkeys(told), *others[ahead:], *drawn])
    _cover(product_id, seller_id=seller_id, source=Source.FEED, now=now)


def move_picture(*, product_id: UUID, hung_id: UUID, seller_id: UUID, earlier: bool, now: datetime) -> None:
    """Put a picture one place earlier or later. Raises Missing."""
    _own(product_id, hung_id, seller_id)
    order = [each.id for each in hung_pictures(product_id)]
    _place(product_id, moved(order, hung_id, earlier=earlier))
    _cover(product_id, seller_id=seller_id, now=now)


def describe_picture(*, product_id: UUID, hung_id: UUID, seller_id: UUID, alts: Mapping[str, str]) -> None:
    """Say what is to be seen in a picture, by language. Raises Missing."""
    _own(product_id, hung_id, seller_id)
    ProductPicture.objects.filter(id=hung_id).update(alts=_spoken(alts))


def take_picture_down(*, product_id: UUID, hung_id: UUID, seller_id: UUID, now: datetime) -> None:
    """Take a picture away; its files go when nobody else shows them. Raises Missing."""
    _own(product_id, hung_id, seller_id)
    ProductPicture.objects.filter(id=hung_id).delete()
    _place(product_id, [each.id for each in hung_pictures(product_id)])
    _cover(product_id, seller_id=seller_id, now=now)


def _locked(product_id: UUID) -> Product:
    product = Product.objects.select_for_update(no_key=True).filter(id=product_id).first()
    if product is None:
        raise Missing(what="product")
    return product


def _own(product_id: UUID, hung_id: UUID, seller_id: UUID) -> None:
    _locked(product_id)
    if not ProductPicture.objects.filter(id=hung_id, product_id=product_id, seller_id=seller_id).exists():
        raise Missing(what="picture")


def _place(product_id: UUID, order: list[UUID]) -> None:
    # That no two share a place is checked at the end of the transaction.
    for position, key in enumerate(order):
        ProductPicture.objects.filter(id=key, product_id=product_id).update(position=position)


def _cover(product_id: UUID, *, seller_id: UUID | None, source: Source = Source.HAND, now: datetime) -> None:
    first = ProductPicture.objects.filter(product_id=product_id).order_by("position").first()
    before = Product.objects.values_list("cover", flat=True).get(id=product_id)
    cover = first.reference if first else ""
    Product.objects.filter(id=product_id).update(cover=cover, updated_at=now)
    if seller_id and cover != before:
        CardChange.objects.create(
            product_id=product_id,
            seller_id=seller_id,
            source=source,
            changes={"cover": [before, cover]},
            at=now,
        )


def _spoken(alts: Mapping[str, str]) -> dict[str, str]:
    cleaned = {language: one_line(text, longest=LONGEST_ALT) for language, text in alts.items()}
    return {language: text for language, text in cleaned.items() if text}
