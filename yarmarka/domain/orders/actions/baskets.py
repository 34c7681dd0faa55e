"""Filling a basket. Every change gives it a new request key, so that one basket gives one order."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.orders.models import Basket, BasketItem
from yarmarka.domain.orders.queries.baskets import (
    CONTEXT,
    BasketRow,
    basket_of,
    baskets_of,
    by_owner,
    owner_column,
    shops_with_basket,
)
from yarmarka.domain.orders.rules import MOST_PIECES, check_quantity
from yarmarka.domain.orders.types import BasketCard, BasketOwner, OrderedBasket
from yarmarka.kernel.ids import new_id, new_ids
from yarmarka.kernel.sql import Statement

_PUT: Final = by_owner("put_in_basket")
_EMPTY: Final = Statement.beside(CONTEXT, "empty_ordered_baskets")


def put_in_basket(*, owner: BasketOwner, offer_id: UUID, quantity: int, now: datetime) -> BasketCard:
    """Add pieces of an offer to what is there already, in one statement; return the basket. Raises QuantityInvalid.

    Of what is put in at the same moment elsewhere the basket returned may not know yet.
    """
    check_quantity(quantity)
    basket = _PUT[owner_column(owner)].one(
        BasketRow,
        basket_id=new_id(now),
        person_id=owner.person_id,
        guest_key=None if owner.person_id else owner.guest_key,
        storefront=owner.storefront,
        request_key=new_id(now),
        item_id=new_id(now),
        offer_id=offer_id,
        quantity=quantity,
        most=MOST_PIECES,
        now=now,
    )
    assert basket is not None  # it was just made or changed
    return basket.card()


@transaction.atomic
def set_quantity(*, owner: BasketOwner, offer_id: UUID, quantity: int, now: datetime) -> BasketCard:
    """Set how many pieces of an offer are wanted; 0 takes it out. Raises QuantityInvalid."""
    check_quantity(quantity, least=0)
    basket = _basket(owner, now=now)
    items = BasketItem.objects.filter(basket=basket, offer_id=offer_id)
    if quantity:
        items.update(quantity=quantity)
    else:
        items.delete()
    return _changed(basket, owner, now=now)


@transaction.atomic
def choose_address(*, owner: BasketOwner, address_id: UUID, now: datetime) -> BasketCard:
    """Note where the order shall go; the caller has seen that the address is the owner's."""
    basket = _basket(owner, now=now)
    if basket.address_id == address_id:
        return _card(owner)
    basket.address_id, basket.deliveries, basket.pickup_points = address_id, {}, {}
    basket.save(update_fields=["address", "deliveries", "pickup_points"])
    return _changed(basket, owner, now=now)


@transaction.atomic
def choose_deliveries(
    *,
    owner: BasketOwner,
    deliveries: dict[UUID, UUID],
    pickup_points: dict[UUID, UUID] | None = None,
    now: datetime,
) -> BasketCard:
    """Note which delivery service brings each seller's goods, and to which points those that ask for one (None: as it
    is)."""
    basket = _basket(owner, now=now)
    chosen = {str(seller): str(service) for seller, service in deliveries.items()}
    points = basket.pickup_points
    if pickup_points is not None:
        points = {str(seller): str(point) for seller, point in pickup_points.items()}
    if (basket.deliveries, basket.pickup_points) == (chosen, points):
        return _card(owner)
    basket.deliveries, basket.pickup_points = chosen, points
    basket.save(update_fields=["deliveries", "pickup_points"])
    return _changed(basket, owner, now=now)


@transaction.atomic
def empty_basket(*, owner: BasketOwner, now: datetime) -> None:
    """Take everything out; where it was to go is remembered."""
    for basket in baskets_of(owner).select_for_update():
        BasketItem.objects.filter(basket=basket).delete()
        basket.deliveries, basket.pickup_points = {}, {}
        basket.save(update_fields=["deliveries", "pickup_points"])
        _changed(basket, owner, now=now)


def empty_ordered_baskets(baskets: Sequence[OrderedBasket], *, now: datetime) -> None:
    """Empty baskets that became orders, in one statement; those that were changed since stay as they are."""
    if baskets:
        _EMPTY.run(
            ids=[basket.id for basket in baskets],
            request_keys=[basket.request_key for basket in baskets],
            next_keys=new_ids(now, len(baskets)),
            now=now,
        )


@transaction.atomic
def take_over_guest_basket(*, guest_key: str, person_id: UUID, now: datetime) -> None:
    """Move what a guest collected, shop by shop, into the baskets of the person they turned out to be."""
    for shop in shops_with_basket(guest_key=guest_key):
        guest = BasketOwner(guest_key=guest_key, storefront=shop)
        own = BasketOwner(person_id=person_id, storefront=shop)
        card = basket_of(owner=guest)
        for line in card.lines if card else ():
            put_in_basket(owner=own, offer_id=line.offer_id, quantity=line.quantity, now=now)
        baskets_of(guest).delete()


def _basket(owner: BasketOwner, *, now: datetime) -> Basket:
    """Return somebody's basket, locked, making an empty one if there is none."""
    found = baskets_of(owner).select_for_update().first()
    if found is not None:
        return found
    made = Basket(
        id=new_id(now),
        person_id=owner.person_id,
        guest_key=None if owner.person_id else owner.guest_key,
        storefront=owner.storefront,
        request_key=new_id(now),
        changed_at=now,
    )
    # Two first clicks at once: one makes the basket, the other finds it.
    Basket.objects.bulk_create([made], ignore_conflicts=True)
    return baskets_of(owner).select_for_update().get()


def _changed(basket: Basket, owner: BasketOwner, *, now: datetime) -> BasketCard:
    Basket.objects.filter(id=basket.id).update(request_key=new_id(now), changed_at=now)
    return _card(owner)


def _card(owner: BasketOwner) -> BasketCard:
    card = basket_of(owner=owner)
    assert card is not None  # it was just locked
    return card
