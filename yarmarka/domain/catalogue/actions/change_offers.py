"""What a seller does to offers: a new price, a rest, an end.

Each returns the offer's product, whose shelf has to follow (`flows.change_offers` sees to it).
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from yarmarka.domain.catalogue.models import CardChange, Offer
from yarmarka.domain.catalogue.rules.prices import check_price, honest_old_price
from yarmarka.domain.catalogue.types import NewPrice, OfferStatus, Source
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement

_CONTEXT: Final = str(Path(__file__).parent)
_SET_PRICES: Final = Statement.beside(_CONTEXT, "set_prices")
_LISTED: Final = (OfferStatus.ACTIVE, OfferStatus.PAUSED, OfferStatus.HELD)


def set_price(
    *,
    seller_id: UUID,
    offer_id: UUID,
    price_minor: int,
    old_price_minor: int | None = None,
    by: UUID | None = None,
    now: datetime,
) -> UUID:
    """Give an offer a new price in its own currency; an old one that is not higher is not shown.

    Raises PriceInvalid, and Missing when the seller has no such offer.
    """
    check_price(price_minor)
    return _change(
        seller_id,
        offer_id,
        price_minor=price_minor,
        old_price_minor=honest_old_price(old_price_minor, price_minor),
        by=by,
        now=now,
    )


def set_prices(*, seller_id: UUID, prices: Sequence[NewPrice], by: UUID | None = None, now: datetime) -> None:
    """Give many offers new prices, as `set_price` does one.

    Raises PriceInvalid, and Missing if one of them is not the seller's.
    """
    for price in prices:
        check_price(price.price_minor)
    if not prices:
        return
    products = _SET_PRICES.column(
        seller_id=seller_id,
        offer_ids=[price.offer_id for price in prices],
        price_minors=[price.price_minor for price in prices],
        old_price_minors=[honest_old_price(price.old_price_minor, price.price_minor) for price in prices],
        by=by,
        now=now,
    )
    if len(products) != len(prices):
        raise Missing(what="offer")


@transaction.atomic
def set_hs_code(
    *, seller_id: UUID, product_id: UUID, hs_code: str, by: UUID | None = None, now: datetime
) -> int:
    """Give a seller's offers of a product an HS code; return how many. A feed that tells another one changes it again.

    Raises Missing when the seller has no such offer.
    """
    own = Offer.objects.filter(seller_id=seller_id, product_id=product_id, status__in=_LISTED)
    rows = list(own.select_for_update().order_by("id"))
    if not rows:
        raise Missing(what="offer")
    own.update(hs_code=hs_code, updated_at=now)
    for row in rows:
        _note(row, {"hs_code": hs_code}, Source.HAND, by, now)
    return len(rows)


def pause_offer(*, seller_id: UUID, offer_id: UUID, by: UUID | None = None, now: datetime) -> UUID:
    """Take an offer off the shelf until it is resumed; feeds don't wake it. Raises Missing."""
    return _change(seller_id, offer_id, status=OfferStatus.PAUSED, by=by, now=now)


def resume_offer(
    *, seller_id: UUID, offer_id: UUID, is_held: bool = False, by: UUID | None = None, now: datetime
) -> UUID:
    """Put a paused offer back on the shelf, or, if its card `is_held`, where it waits for its case. Raises Missing."""
    status = OfferStatus.HELD if is_held else OfferStatus.ACTIVE
    return _change(seller_id, offer_id, status=status, by=by, now=now)


def withdraw_offer(*, seller_id: UUID, offer_id: UUID, by: UUID | None = None, now: datetime) -> UUID:
    """End an offer; it stays readable for the orders that were made of it. Raises Missing."""
    return _change(seller_id, offer_id, status=OfferStatus.WITHDRAWN, by=by, now=now)


@transaction.atomic
def stop_cards(skus: Collection[str], *, seller_id: UUID, by: UUID | None = None, now: datetime) -> set[UUID]:
    """Take a seller's cards off sale until nothing stops them; return the products whose shelves have to follow."""
    own = Offer.objects.filter(seller_id=seller_id, sku__in=list(skus), status=OfferStatus.ACTIVE)
    return _move(own, OfferStatus.HELD, by, now)


@transaction.atomic
def release_cards(
    skus: Collection[str], *, seller_id: UUID, by: UUID | None = None, now: datetime
) -> set[UUID]:
    """Put held cards of a seller on sale again; return the products whose shelves have to follow."""
    own = Offer.objects.filter(seller_id=seller_id, sku__in=list(skus), status=OfferStatus.HELD)
    return _move(own, OfferStatus.ACTIVE, by, now)


def _move(own: QuerySet[Offer], after: OfferStatus, by: UUID | None, now: datetime) -> set[UUID]:
    rows = list(own.select_for_update().order_by("id"))
    Offer.objects.filter(id__in=[row.id for row in rows]).update(status=after, fingerprint="", updated_at=now)
    CardChange.objects.bulk_create(
        [_changed(row, {"status": after}, Source.STAFF, by, now) for row in rows], batch_size=1_000
    )
    return {row.product_id for row in rows}


@transaction.atomic
def _change(seller_id: UUID, offer_id: UUID, *, by: UUID | None, now: datetime, **values: Any) -> UUID:
    own = Offer.objects.filter(id=offer_id, seller_id=seller_id, status__in=_LISTED)
    row = own.select_for_update().first()
    if row is None:
        raise Missing(what="offer")
    # Without its fingerprint the next feed says its price again, as if for the first time.
    own.update(**values, updated_at=now, fingerprint="")
    _note(row, values, Source.HAND, by, now)
    return row.product_id


def _note(row: Offer, values: Mapping[str, Any], source: Source, by: UUID | None, now: datetime) -> None:
    change = _changed(row, values, source, by, now)
    if change.changes:
        change.save()


def _changed(
    row: Offer, values: Mapping[str, Any], source: Source, by: UUID | None, now: datetime
) -> CardChange:
    """Return what is noted of an offer, as it was, that gets new values."""
    return CardChange(
        product_id=row.product_id,
        seller_id=row.seller_id,
        sku=row.sku,
        source=source,
        person_id=by,
        changes={
            name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value
        },
        at=now,
    )
