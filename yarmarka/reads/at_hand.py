"""What is there to price these offers by: the goods themselves, who sells them, from where, and what is left?"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

import msgspec

from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.inventory.types import WarehouseCard
from yarmarka.domain.orders.types import BasketLine, BasketOwner
from yarmarka.domain.sellers.types import SellerCard
from yarmarka.kernel.sql import Sent, Statement

_AT_HAND: Final = Statement.beside(__file__, "at_hand")
NOBODY: Final = BasketOwner()


@dataclass(frozen=True)
class AtHand:
    """Offers, with their sellers, warehouses and free pieces, by id; what was never counted has no stock.

    `in_basket` is what lies in the basket that was asked about, the first in first.
    """

    offers: dict[UUID, OfferForSale] = field(default_factory=dict)
    sellers: dict[UUID, SellerCard] = field(default_factory=dict)
    warehouses: dict[UUID, WarehouseCard] = field(default_factory=dict)
    stock: dict[UUID, int] = field(default_factory=dict)
    in_basket: tuple[BasketLine, ...] = ()


class _Found(msgspec.Struct, frozen=True):
    offers: list[OfferForSale]
    sellers: list[SellerCard]
    warehouses: list[WarehouseCard]
    stock: dict[UUID, int]
    in_basket: tuple[BasketLine, ...]


def at_hand(offer_ids: Collection[UUID], *, in_basket_of: BasketOwner = NOBODY) -> AtHand:
    """Return what there is of these offers, and of those in somebody's basket, in one statement.

    Unknown ids are left out; offers that rest are not active.
    """
    if not offer_ids and in_basket_of == NOBODY:
        return AtHand()
    return _read(_sent(offer_ids, in_basket_of=in_basket_of, counts=True))


def ask_for_goods(offer_ids: Collection[UUID]) -> Callable[[], AtHand]:
    """Ask what `at_hand` tells, but for free pieces, and return how to take the answer."""
    if not offer_ids:
        return AtHand
    sent = _sent(offer_ids, in_basket_of=NOBODY, counts=False)
    return lambda: _read(sent)


def _sent(offer_ids: Collection[UUID], *, in_basket_of: BasketOwner, counts: bool) -> Sent:
    return _AT_HAND.sent(
        ids=list(offer_ids),
        person_id=in_basket_of.person_id,
        guest_key=None if in_basket_of.person_id else in_basket_of.guest_key,
        storefront=in_basket_of.storefront,
        counts=counts,
    )


def _read(sent: Sent) -> AtHand:
    found = sent.decoded(_Found)
    return AtHand(
        offers={offer.id: offer for offer in found.offers},
        sellers={seller.id: seller for seller in found.sellers},
        warehouses={place.id: place for place in found.warehouses},
        stock=found.stock,
        in_basket=found.in_basket,
    )
