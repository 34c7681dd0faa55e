"""A seller changes offers, one or many, and their products' places on the shelves follow."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue import actions as catalogue
from yarmarka.domain.catalogue.queries import offer_for, offers_for_sale
from yarmarka.domain.catalogue.types import NewPrice
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.moderation.queries import holds_card
from yarmarka.flows.refresh_shelves import refresh_shelves
from yarmarka.kernel.errors import Missing


@transaction.atomic
def change_price(
    *,
    seller_id: UUID,
    offer_id: UUID,
    price_minor: int,
    old_price_minor: int | None = None,
    by: UUID | None = None,
    now: datetime,
) -> None:
    """Give an offer a new price in its own currency; placed orders keep theirs. Raises PriceInvalid, Missing."""
    product_id = catalogue.set_price(
        seller_id=seller_id,
        offer_id=offer_id,
        price_minor=price_minor,
        old_price_minor=old_price_minor,
        by=by,
        now=now,
    )
    refresh_shelves([product_id], now=now)


@transaction.atomic
def count_offer(*, seller_id: UUID, offer_id: UUID, on_hand: int, now: datetime) -> None:
    """Set what is on hand to what was counted, though never below what orders hold. Raises Missing."""
    offer = offer_for(seller_id=seller_id, offer_id=offer_id)
    count_stock([Counted(offer_id=offer.id, on_hand=on_hand)], now=now)
    refresh_shelves([offer.product_id], now=now)


@transaction.atomic
def change_many(
    *,
    seller_id: UUID,
    prices: Sequence[NewPrice],
    counts: Sequence[Counted],
    by: UUID | None = None,
    now: datetime,
) -> int:
    """Give many offers new prices and counts, all or none; return how many offers changed.

    Raises PriceInvalid, and Missing when one of them is not the seller's.
    """
    touched = {price.offer_id for price in prices} | {count.offer_id for count in counts}
    own = offers_for_sale(sorted(touched))
    if own.keys() != touched or {offer.seller_id for offer in own.values()} - {seller_id}:
        raise Missing(what="offer")
    catalogue.set_prices(seller_id=seller_id, prices=prices, by=by, now=now)
    count_stock(counts, now=now)
    refresh_shelves(sorted({offer.product_id for offer in own.values()}), now=now)
    return len(touched)


@transaction.atomic
def pause_offer(*, seller_id: UUID, offer_id: UUID, by: UUID | None = None, now: datetime) -> None:
    """Take an offer off the shelf until it is resumed. Raises Missing."""
    product_id = catalogue.pause_offer(seller_id=seller_id, offer_id=offer_id, by=by, now=now)
    refresh_shelves([product_id], now=now)


@transaction.atomic
def resume_offer(*, seller_id: UUID, offer_id: UUID, by: UUID | None = None, now: datetime) -> None:
    """Put a paused offer back on the shelf; one whose card is stopped waits until it no longer is. Raises Missing."""
    offer = offer_for(seller_id=seller_id, offer_id=offer_id)
    is_held = holds_card(seller_id=seller_id, sku=offer.sku)
    product_id = catalogue.resume_offer(
        seller_id=seller_id, offer_id=offer_id, is_held=is_held, by=by, now=now
    )
    refresh_shelves([product_id], now=now)


@transaction.atomic
def withdraw_offer(*, seller_id: UUID, offer_id: UUID, by: UUID | None = None, now: datetime) -> None:
    """End an offer. Raises Missing."""
    product_id = catalogue.withdraw_offer(seller_id=seller_id, offer_id=offer_id, by=by, now=now)
    refresh_shelves([product_id], now=now)
