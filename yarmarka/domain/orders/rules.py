"""How orders live: which step may follow which, and how an order is numbered."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from yarmarka.domain.orders.errors import QuantityInvalid
from yarmarka.domain.orders.types import BasketLine, OrderStatus, SellerOrderStatus
from yarmarka.vocabulary.ids import ALPHABET
from yarmarka.vocabulary.places import PostalAddress

MOST_PIECES: Final = 999
_LETTERS: Final = ALPHABET.upper()
#: how long unpaid stock is held when nobody says otherwise
PAY_WITHIN: Final = timedelta(minutes=30)

ORDER_NEXT: Final = {
    OrderStatus.UNPAID: {OrderStatus.PAID, OrderStatus.LAPSED, OrderStatus.CANCELLED},
    OrderStatus.LAPSED: {OrderStatus.PAID},  # paid late, and the goods were still there
    OrderStatus.PAID: set(),
    OrderStatus.CANCELLED: set(),
}

SELLER_ORDER_NEXT: Final = {
    SellerOrderStatus.UNPAID: {
        SellerOrderStatus.TO_SHIP,
        SellerOrderStatus.LAPSED,
        SellerOrderStatus.CANCELLED,
    },
    SellerOrderStatus.LAPSED: {SellerOrderStatus.TO_SHIP},
    SellerOrderStatus.TO_SHIP: {SellerOrderStatus.SENT, SellerOrderStatus.CANCELLED},
    SellerOrderStatus.SENT: {SellerOrderStatus.DELIVERED, SellerOrderStatus.COMPLETED},
    SellerOrderStatus.DELIVERED: {SellerOrderStatus.COMPLETED},
    SellerOrderStatus.COMPLETED: set(),
    SellerOrderStatus.CANCELLED: set(),
}

#: While a seller order stands here, the shopper's money for it is in escrow.
IN_ESCROW: Final = frozenset({SellerOrderStatus.TO_SHIP, SellerOrderStatus.SENT, SellerOrderStatus.DELIVERED})


def may_become(now: SellerOrderStatus, then: SellerOrderStatus) -> bool:
    """Test if a seller order may move from one status to another."""
    return then in SELLER_ORDER_NEXT[now]


def inspection_ends(delivered_at: datetime, *, days: int) -> datetime:
    """Return until when the shopper may look the goods over before the seller is paid."""
    return delivered_at + timedelta(days=days)


def order_number(at: datetime) -> str:
    """Return a number that people read out: the day, and seven letters of Crockford's base 32 (34 billion a day)."""
    chance = secrets.randbits(35)
    letters = "".join([_LETTERS[chance >> shift & 31] for shift in range(0, 35, 5)])
    return f"{at:%y%m%d}-{letters}"


def request_hash(
    *, lines: Sequence[BasketLine], address: PostalAddress, deliveries: Mapping[UUID, UUID], currency: str
) -> str:
    """Return a digest of what was asked for, by which a reused request key is told from a repeated request."""
    facts = (
        sorted((line.offer_id, line.quantity) for line in lines),
        address,
        sorted(deliveries.items()),
        currency,
    )
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()


def check_quantity(quantity: int, *, least: int = 1) -> int:
    """Return a number of pieces that a basket takes. Raises QuantityInvalid."""
    if not least <= quantity <= MOST_PIECES:
        raise QuantityInvalid(field="quantity", least=least, most=MOST_PIECES)
    return quantity
