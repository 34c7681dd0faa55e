"""How orders live: which step may follow which, and how an order is numbered."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import msgspec

from yarmarka.domain.orders.errors import MoreThanPaid, QuantityInvalid
from yarmarka.domain.orders.types import (
    BasketLine,
    Duties,
    LineCard,
    LineShare,
    OrderStatus,
    SellerOrderCard,
    SellerOrderStatus,
)
from yarmarka.vocabulary.ids import ALPHABET
from yarmarka.vocabulary.money import allocate
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

#: Money of a seller order may be given back, line by line, once it has left and until for ever.
REFUNDABLE: Final = frozenset(
    {SellerOrderStatus.SENT, SellerOrderStatus.DELIVERED, SellerOrderStatus.COMPLETED}
)
#: A shopper may say that the goods have come, and let the seller be paid, once they were sent. A carrier's word of the
#: delivery is not waited for: scans get lost, and a false word hurts its shopper alone, whom the page
#: asks twice and tells what it does. Staff can still give money back afterwards (REFUNDABLE).
RECEIVABLE: Final = frozenset({SellerOrderStatus.SENT, SellerOrderStatus.DELIVERED})
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
    *,
    lines: Sequence[BasketLine],
    address: PostalAddress,
    deliveries: Mapping[UUID, UUID],
    currency: str,
    pickup_points: Mapping[UUID, UUID] | None = None,
) -> str:
    """Return a digest of what was asked for, by which a reused request key is told from a repeated request."""
    facts = (
        sorted((line.offer_id, line.quantity) for line in lines),
        address,
        sorted(deliveries.items()),
        currency,
        *([sorted(pickup_points.items())] if pickup_points else ()),
    )
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()


def check_quantity(quantity: int, *, least: int = 1) -> int:
    """Return a number of pieces that a basket takes. Raises QuantityInvalid."""
    if not least <= quantity <= MOST_PIECES:
        raise QuantityInvalid(field="quantity", least=least, most=MOST_PIECES)
    return quantity


def line_back(line: LineCard, gone: LineShare | None, *, goods_minor: int, quantity: int = 0) -> LineShare:
    """Return what goes back of a line together with so much of its price; below zero it comes again.

    `gone` is what has gone back before. Commission and its tax follow in proportion by the largest remainder, counted
    from the whole, so that all of it goes back with the last kopeck, in whatever steps. Raises MoreThanPaid.
    """
    before = gone or LineShare(line.id, line.seller_order_id)
    whole, back = line.total_minor, before.goods_minor + goods_minor
    if not 0 <= back <= whole or not 0 <= before.quantity + quantity <= line.quantity:
        raise MoreThanPaid(field="lines", paid=whole, given_back=before.goods_minor, wanted=goods_minor)
    return LineShare(
        line_id=line.id,
        seller_order_id=line.seller_order_id,
        quantity=quantity,
        goods_minor=goods_minor,
        commission_minor=proportion(line.commission_minor, back, of=whole) - before.commission_minor,
        commission_tax_minor=proportion(line.commission_tax_minor, back, of=whole)
        - before.commission_tax_minor,
    )


def check_delivery_back(part: SellerOrderCard, *, gone_minor: int, delivery_minor: int) -> None:
    """Raise MoreThanPaid unless so much of the price of delivery can still go back."""
    if not 0 <= gone_minor + delivery_minor <= part.delivery_minor:
        raise MoreThanPaid(
            field="delivery", paid=part.delivery_minor, given_back=gone_minor, wanted=delivery_minor
        )


def check_duties_back(part: SellerOrderCard, *, gone: Duties, duties: Duties) -> None:
    """Raise MoreThanPaid unless so much of what was collected at import can still go back."""
    for field, paid, before, wanted in (
        ("duty", part.duty_minor, gone.duty_minor, duties.duty_minor),
        ("import_tax", part.import_tax_minor, gone.import_tax_minor, duties.import_tax_minor),
    ):
        if not 0 <= before + wanted <= paid:
            raise MoreThanPaid(field=field, paid=paid, given_back=before, wanted=wanted)


def duties_of_pieces(line: LineCard, gone: LineShare | None, *, quantity: int) -> Duties:
    """Return what was collected at import for so many more of a line's pieces, besides those called off before.

    Counted from the whole, so that the last piece takes the last kopeck with it, in whatever steps.
    """
    before = gone.quantity if gone else 0
    return _duties_until(line, before + quantity) - _duties_until(line, before)


def _duties_until(line: LineCard, pieces: int) -> Duties:
    return Duties(
        proportion(line.duty_minor, pieces, of=line.quantity),
        proportion(line.import_tax_minor, pieces, of=line.quantity),
    )


def proportion(minor: int, part: int, *, of: int) -> int:
    """Return the share of an amount that `part` of a whole brings, by the largest remainder."""
    return allocate(minor, [part, of - part])[0] if of else 0
