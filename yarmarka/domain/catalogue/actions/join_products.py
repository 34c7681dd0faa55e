"""Two products that a person found to be one are joined, and parted again; an offer is taken out of the wrong product.

The product that goes stays as a row that is not shown: its address leads to the one that is kept, orders still name
it, and its numbers mean the kept one for every feed to come. Each verb holds the lock that imports take, so that no
feed matches goods meanwhile.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yarmarka.domain.catalogue.errors import NothingToSplit, ProductsJoined
from yarmarka.domain.catalogue.models import CardChange, KeptApart, Offer, Product, ProductPicture, Variant
from yarmarka.domain.catalogue.rules.pictures import MOST_PICTURES
from yarmarka.domain.catalogue.types import Joined, OfferStatus, Source
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.sql import Statement

_LOCK: Final = Statement.beside(str(Path(__file__).parent), "lock_goods")


def hold_goods() -> None:
    """Let nobody match or change goods until the end of the transaction."""
    _LOCK.run()


@transaction.atomic
def join_products(*, kept_id: UUID, gone_id: UUID, by: UUID, now: datetime) -> Joined:
    """Let a product's offers, makes and pictures go to another one that is the same goods; return what moved.

    A make of the gone one that is told apart like one of the kept stands for it from now on; others move. What kept
    has no number for gets that of the gone. Raises Missing, and ProductsJoined if one of them has gone already.
    """
    hold_goods()
    kept, gone = _two(kept_id, gone_id)
    if kept.joined_into_id or gone.joined_into_id:
        raise ProductsJoined()
    offers = {offer.id: offer.variant_id for offer in Offer.objects.filter(product_id=gone_id)}
    moved_makes, stand_ins, gtins = _join_makes(kept_id, gone_id)
    _move_offers(Offer.objects.filter(product_id=gone_id), kept_id, stand_ins, by=by, now=now)
    # Whoever was taken out of one of them by a person, and is put there by a person now, belongs there.
    articles = _articles(Offer.objects.filter(id__in=list(offers)))
    for seller_id, sku in articles:
        KeptApart.objects.filter(seller_id=seller_id, sku=sku, product_id=kept_id).delete()
    pictures = _move_pictures(kept_id, gone_id)
    Product.objects.filter(id=gone_id).update(
        joined_into_id=kept_id, is_visible=False, offer_count=0, reference_minor=None, updated_at=now
    )
    # Who looks for what went into the gone one before is led straight on.
    Product.objects.filter(joined_into_id=gone_id).update(joined_into_id=kept_id, updated_at=now)
    _note(gone_id, {"joined_into": [None, str(kept_id)]}, by=by, now=now)
    _note(kept_id, {"took_in": [None, str(gone_id)]}, by=by, now=now)
    return Joined(
        offers=offers,
        variants=tuple(moved_makes),
        gtins=gtins,
        pictures=tuple(pictures),
        articles=tuple(articles),
    )


@transaction.atomic
def part_products(
    *, kept_id: UUID, gone_id: UUID, moved: Joined, by: UUID, now: datetime
) -> tuple[UUID, ...]:
    """Take a join back: what moved and is still there returns; return the offers that did.

    No number puts these articles into the kept product again. Raises Missing, and ProductsJoined unless the one is
    still joined into the other.
    """
    hold_goods()
    _, gone = _two(kept_id, gone_id)
    if gone.joined_into_id != kept_id:
        raise ProductsJoined()
    Product.objects.filter(id=gone_id).update(joined_into_id=None, is_visible=True, updated_at=now)
    Variant.objects.filter(product_id=gone_id).update(stands_for=None)
    for variant_id, (gtin, holder_id) in moved.gtins.items():
        if Variant.objects.filter(id=holder_id, gtin=gtin).update(gtin=""):
            Variant.objects.filter(id=variant_id).update(gtin=gtin)
    back = Offer.objects.filter(id__in=list(moved.offers), product_id=kept_id)
    returned = tuple(back.values_list("id", flat=True))
    Variant.objects.filter(id__in=list(moved.variants), product_id=kept_id).exclude(
        id__in=Offer.objects.filter(product_id=kept_id).exclude(id__in=returned).values("variant_id")
    ).update(product_id=gone_id)
    homes = {key: _home(moved.offers[key], gone_id, now) for key in returned}
    articles = _articles(Offer.objects.filter(id__in=returned))
    for key in returned:
        _move_offers(Offer.objects.filter(id=key), gone_id, {}, to=homes[key], by=by, now=now)
    _keep_apart(articles, kept_id, by=by, now=now)
    ProductPicture.objects.filter(id__in=list(moved.pictures), product_id=kept_id).update(product_id=gone_id)
    for product_id in (kept_id, gone_id):
        _order_pictures(product_id)
    _note(gone_id, {"joined_into": [str(kept_id), None]}, by=by, now=now)
    _note(kept_id, {"took_in": [str(gone_id), None]}, by=by, now=now)
    return returned


@transaction.atomic
def split_offer(*, seller_id: UUID, sku: str, product_id: UUID, by: UUID, now: datetime) -> UUID:
    """Take a seller's article out of a product that it does not belong to, into one of its own; return that.

    It keeps the words of the card until its seller's next row says its own, and no number puts it back. Raises Missing,
    and NothingToSplit while nobody else offers the product.
    """
    hold_goods()
    old = (
        Product.objects.select_for_update(no_key=True).filter(id=product_id, joined_into__isnull=True).first()
    )
    mine = Offer.objects.filter(seller_id=seller_id, sku=sku, product_id=product_id)
    if old is None or not mine.exists():
        raise Missing(what="offer")
    others = Offer.objects.filter(product_id=product_id).exclude(seller_id=seller_id, sku=sku)
    if not others.exists():
        raise NothingToSplit()
    fresh = _own_product(old, seller_id, sku, now)
    offer = mine.order_by("id")[0]
    made = Variant.objects.create(
        id=new_id(now),
        product_id=fresh.id,
        options=Variant.objects.values_list("options", flat=True).get(id=offer.variant_id),
    )
    _move_offers(mine, fresh.id, {}, to=made.id, by=by, now=now)
    _keep_apart([(seller_id, sku)], product_id, by=by, now=now)
    _pass_words_on(old, seller_id, sku)
    if not others.filter(seller_id=seller_id).exists():
        ProductPicture.objects.filter(product_id=product_id, seller_id=seller_id).update(product_id=fresh.id)
        for each in (product_id, fresh.id):
            _order_pictures(each)
    _note(product_id, {"split_off": [None, str(fresh.id)]}, by=by, now=now)
    _note(fresh.id, {"split_from": [None, str(product_id)]}, by=by, now=now)
    return fresh.id


def _two(kept_id: UUID, gone_id: UUID) -> tuple[Product, Product]:
    rows = Product.objects.select_for_update(no_key=True).filter(id__in=[kept_id, gone_id])
    found = {row.id: row for row in rows.order_by("id")}
    if len(found) < 2:
        raise Missing(what="product")
    return found[kept_id], found[gone_id]


def _join_makes(
    kept_id: UUID, gone_id: UUID
) -> tuple[list[UUID], dict[UUID, UUID], dict[UUID, tuple[str, UUID]]]:
    """Move makes that the kept product lacks, let others stand for theirs; return moved, stand-ins, numbers given."""
    kept = list(Variant.objects.filter(product_id=kept_id).order_by("position", "id"))
    moved: list[UUID] = []
    stands: dict[UUID, UUID] = {}
    gtins: dict[UUID, tuple[str, UUID]] = {}
    for make in Variant.objects.filter(product_id=gone_id).order_by("position", "id"):
        same = next((one for one in kept if one.options == make.options), None)
        if same is None and len(kept) == 1 and not make.options:
            # A card without choices is the only make that the other one has.
            same = kept[0]
        if same is None:
            make.product_id, make.position = kept_id, len(kept)
            make.save(update_fields=["product_id", "position"])
            kept.append(make)
            moved.append(make.id)
            continue
        stands[make.id] = same.id
        if make.gtin and not same.gtin:
            gtins[make.id] = (make.gtin, same.id)
            same.gtin, make.gtin = make.gtin, ""
            make.save(update_fields=["gtin"])
            same.save(update_fields=["gtin"])
        Variant.objects.filter(Q(id=make.id) | Q(stands_for_id=make.id)).update(stands_for_id=same.id)
    return moved, stands, gtins


def _move_offers(
    offers: Any,
    product_id: UUID,
    stands: dict[UUID, UUID],
    *,
    to: UUID | None = None,
    by: UUID,
    now: datetime,
) -> None:
    rows = list(offers.select_for_update().order_by("id"))
    CardChange.objects.bulk_create(
        CardChange(
            product_id=product_id,
            seller_id=row.seller_id,
            sku=row.sku,
            source=Source.STAFF,
            person_id=by,
            changes={"product_id": [str(row.product_id), str(product_id)]},
            at=now,
        )
        for row in rows
    )
    for row in rows:
        row.product_id = product_id
        row.variant_id = to or stands.get(row.variant_id, row.variant_id)
        # Without its fingerprint the next feed says its words again, as if for the first time.
        row.fingerprint, row.updated_at = "", now
    Offer.objects.bulk_update(rows, ["product", "variant", "fingerprint", "updated_at"])


def _home(variant_id: UUID, product_id: UUID, now: datetime) -> UUID:
    """Return the make that an offer goes back to; a new one where that could not come along."""
    if Variant.objects.filter(id=variant_id, product_id=product_id).exists():
        return variant_id
    first = Variant.objects.filter(product_id=product_id).order_by("position").first()
    return first.id if first else Variant.objects.create(id=new_id(now), product_id=product_id).id


def _articles(offers: Any) -> list[tuple[UUID, str]]:
    return sorted(set(offers.values_list("seller_id", "sku")))


def _keep_apart(articles: Iterable[tuple[UUID, str]], product_id: UUID, *, by: UUID, now: datetime) -> None:
    KeptApart.objects.bulk_create(
        [
            KeptApart(id=new_id(now), seller_id=seller_id, sku=sku, product_id=product_id, at=now, by_id=by)
            for seller_id, sku in articles
        ],
        ignore_conflicts=True,
    )


def _own_product(old: Product, seller_id: UUID, sku: str, now: datetime) -> Product:
    return Product.objects.create(
        id=new_id(now),
        category_id=old.category_id,
        category_path=old.category_path,
        titles=old.titles,
        descriptions=old.descriptions,
        text_origins=old.text_origins,
        attributes=old.attributes,
        brand=old.brand,
        described_by_id=seller_id,
        described_sku=sku,
        picture=old.picture,
        tint=old.tint,
        created_at=now,
        updated_at=now,
    )


def _pass_words_on(old: Product, seller_id: UUID, sku: str) -> None:
    """Let the oldest offer that is left write the card's words from now on, if the one that left did."""
    if (old.described_by_id, old.described_sku) != (seller_id, sku):
        return
    left = (
        Offer.objects.filter(product_id=old.id).exclude(status=OfferStatus.WITHDRAWN).order_by("id").first()
    )
    if left:
        Product.objects.filter(id=old.id).update(described_by_id=left.seller_id, described_sku=left.sku)


def _move_pictures(kept_id: UUID, gone_id: UUID) -> list[UUID]:
    """Hang photographs of the gone product behind those of the kept one, as many as it may have; return them."""
    known = set(ProductPicture.objects.filter(product_id=kept_id).values_list("picture_id", flat=True))
    free = MOST_PICTURES - len(known)
    theirs = ProductPicture.objects.filter(product_id=gone_id, seller_id__isnull=False).order_by("position")
    going = [row.id for row in theirs if row.picture_id not in known][: max(0, free)]
    for step, key in enumerate(going):
        ProductPicture.objects.filter(id=key).update(product_id=kept_id, position=len(known) + step)
    for product_id in (kept_id, gone_id):
        _order_pictures(product_id)
    return going


def _order_pictures(product_id: UUID) -> None:
    """Put photographs before drawings, in the order that they hang in; the first is the cover."""
    rows: Collection[ProductPicture] = sorted(
        ProductPicture.objects.filter(product_id=product_id),
        key=lambda row: (row.seller_id is None, row.position),
    )
    for position, row in enumerate(rows):
        if row.position != position:
            ProductPicture.objects.filter(id=row.id).update(position=position)
    cover = next((row.reference for row in rows), "")
    Product.objects.filter(id=product_id).exclude(cover=cover).update(cover=cover)


def _note(product_id: UUID, changes: dict[str, list[str | None]], *, by: UUID, now: datetime) -> None:
    CardChange.objects.create(
        product_id=product_id, source=Source.STAFF, person_id=by, changes=changes, at=now
    )
