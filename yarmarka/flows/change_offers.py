"""A seller changes one offer, and its product's place on the shelves follows."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.catalogue import actions as catalogue
from yarmarka.domain.catalogue.queries import offer_for
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.flows.refresh_shelves import refresh_shelves


@transaction.atomic
def change_price(
    *, seller_id: UUID, offer_id: UUID, price_minor: int, old_price_minor: int | None = None, now: datetime
) -> None:
    """Give an offer a new price in its own currency; placed orders keep theirs. Raises PriceInvalid, Missing."""
    product_id = catalogue.set_price(
        seller_id=seller_id,
        offer_id=offer_id,
        price_minor=price_minor,
        old_price_minor=old_price_minor,
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
def pause_offer(*, seller_id: UUID, offer_id: UUID, now: datetime) -> None:
    """Take an offer off the shelf until it is resumed. Raises Missing."""
    product_id = catalogue.pause_offer(seller_id=seller_id, offer_id=offer_id, now=now)
    refresh_shelves([product_id], now=now)


@transaction.atomic
def resume_offer(*, seller_id: UUID, offer_id: UUID, now: datetime) -> None:
    """Put a paused offer back on the shelf. Raises Missing."""
    product_id = catalogue.resume_offer(seller_id=seller_id, offer_id=offer_id, now=now)
    refresh_shelves([product_id], now=now)


@transaction.atomic
def withdraw_offer(*, seller_id: UUID, offer_id: UUID, now: datetime) -> None:
    """End an offer. Raises Missing."""
    product_id = catalogue.withdraw_offer(seller_id=seller_id, offer_id=offer_id, now=now)
    refresh_shelves([product_id], now=now)
