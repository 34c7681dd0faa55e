"""Placing orders: price, hold stock, write orders split by seller, and tell; many at once, each on its own.

Guarantees (docs/algorithms/placing-orders.md): stock is locked in one place, sorted, after pricing; an order
short of one line takes nothing; the same request key gives the same order, also when both requests run at
once; within a batch, first come is first served; no network inside.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

import msgspec
from django.db import IntegrityError, transaction

from yarmarka.domain.compliance.actions import log_decisions
from yarmarka.domain.inventory.actions import hold_stock, lock_available
from yarmarka.domain.inventory.errors import StockGone
from yarmarka.domain.inventory.rules import allocate_in_order
from yarmarka.domain.inventory.types import NewHold, Shortage, Wanted
from yarmarka.domain.orders.actions import create_orders, is_key_taken
from yarmarka.domain.orders.errors import RequestKeyReused
from yarmarka.domain.orders.queries import known_orders
from yarmarka.domain.orders.types import KnownOrder, NewOrder
from yarmarka.flows.draft_order import PlaceOrder, digest, draft_order
from yarmarka.flows.price_book import open_sales_book, with_points, with_received
from yarmarka.flows.restrict import Looked, look_at_drafts
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.ids import new_ids
from yarmarka.kernel.outbox import Message, publish
from yarmarka.kernel.sql import together
from yarmarka.reads.at_hand import AtHand, ask_for_goods
from yarmarka.vocabulary.money import Money

__all__ = ["PlaceOrder", "Placed", "Refused", "place_order", "place_orders", "repeated"]


class Placed(msgspec.Struct, frozen=True):
    """An order that stands, unpaid, its stock held. `is_new` is false for a repeated request."""

    order_id: UUID
    number: str
    total: Money
    is_new: bool


@dataclass(frozen=True)
class Refused:
    """A request that took nothing, and why."""

    error: YarmarkaError


Value = TypeVar("Value")
Outcome = Placed | Refused
Known = Mapping[tuple[UUID, UUID], KnownOrder]


def place_order(request: PlaceOrder, *, now: datetime) -> Placed:
    """Place one order. Raises what stands in its way; then nothing was taken."""
    outcome = place_orders([request], now=now)[0]
    if isinstance(outcome, Refused):
        raise outcome.error
    return outcome


def place_orders(requests: Sequence[PlaceOrder], *, now: datetime) -> tuple[Outcome, ...]:
    """Place a batch of orders, unpaid, their stock held; return each request's outcome in the given order."""

    def place() -> tuple[Outcome, ...]:
        known = known_orders([_key(request) for request in requests])
        goods = ask_for_goods({line.offer_id for request in requests for line in request.lines})
        return place_unless_known(requests, known=known, goods=goods(), now=now)

    return whatever_twins_do(place)


def whatever_twins_do(place: Callable[[], Value]) -> Value:
    """Place a batch in a transaction of its own; anew if a twin of one of its requests was placed at the same time.

    Then the twin's key is known, and both are answered with its order.
    """
    while True:
        try:
            with transaction.atomic():
                return place()
        except IntegrityError as error:
            if not is_key_taken(error):
                raise


def place_unless_known(
    requests: Sequence[PlaceOrder], *, known: Known, goods: AtHand, now: datetime
) -> tuple[Outcome, ...]:
    """Do what `place_orders` does, in the transaction of `whatever_twins_do`.

    `known` are the orders that these request keys led to before, `goods` all that the requests are about.
    """
    settled = _replay(requests, range(len(requests)), known)
    new = [index for index in range(len(requests)) if index not in settled]
    firsts = _first_of_each_key(requests)
    drafts, refused, looked = _draft(
        requests, [index for index in firsts.values() if index not in settled], goods, now=now
    )
    verdicts = _allocate(drafts)
    granted = {index: draft for index, draft in drafts.items() if verdicts[index] is None}
    with together():
        create_orders(list(granted.values()), now=now)
        _hold_and_tell(list(granted.values()), now=now)
    _note(looked, granted.values(), now=now)
    settled |= {index: Refused(error) for index, error in refused.items()}
    settled |= {
        index: Refused(_stock_gone(drafts[index], short)) for index, short in verdicts.items() if short
    }
    settled |= {index: _placed(draft) for index, draft in granted.items()}
    # Whoever lost to a twin of theirs, in this batch or beside it, is given that one's order.
    losers = [index for index in new if index not in granted]
    if losers:
        settled |= _replay(requests, losers, known_orders([_key(requests[index]) for index in losers]))
    return tuple(
        settled[index if index in settled else firsts[_key(request)]]
        for index, request in enumerate(requests)
    )


def _key(request: PlaceOrder) -> tuple[UUID, UUID]:
    return request.person_id, request.request_key


def _first_of_each_key(requests: Sequence[PlaceOrder]) -> dict[tuple[UUID, UUID], int]:
    firsts: dict[tuple[UUID, UUID], int] = {}
    for index, request in enumerate(requests):
        firsts.setdefault(_key(request), index)
    return firsts


def _replay(requests: Sequence[PlaceOrder], indexes: Sequence[int], known: Known) -> dict[int, Outcome]:
    """Return the outcome of each of these requests whose key has led to an order already."""
    return {
        index: _same_or_reused(requests[index], twin)
        for index in indexes
        if (twin := known.get(_key(requests[index])))
    }


def _same_or_reused(request: PlaceOrder, twin: KnownOrder) -> Outcome:
    if digest(request) != twin.request_hash:
        return Refused(RequestKeyReused(field="request_key", number=twin.number))
    return repeated(twin)


def repeated(known: KnownOrder) -> Placed:
    """Return what a request is answered with whose key has led to this order before."""
    total = Money(known.total_minor, known.currency)
    return Placed(order_id=known.id, number=known.number, total=total, is_new=False)


def _draft(
    requests: Sequence[PlaceOrder], indexes: Sequence[int], goods: AtHand, *, now: datetime
) -> tuple[dict[int, NewOrder], dict[int, YarmarkaError], Looked]:
    """Price the requests from one price book; what can't be ordered is refused with its reason."""
    book = open_sales_book(
        goods,
        destinations={requests[index].address.country for index in indexes},
        storefronts={requests[index].storefront for index in indexes},
        now=now,
    )
    chosen = {point for index in indexes for point in requests[index].pickup_points.values()}
    book = with_points(book, chosen)
    if book.customs:
        book = with_received(
            book,
            [
                (requests[index].person_id, requests[index].address.country, requests[index].currency)
                for index in indexes
            ],
        )
    drafts: dict[int, NewOrder] = {}
    refused: dict[int, YarmarkaError] = {}
    for index in indexes:
        try:
            drafts[index] = draft_order(requests[index], book, now=now)
        except YarmarkaError as error:
            refused[index] = error
    looked = look_at_drafts(drafts, book, now=now)
    for index, reason in looked.refused.items():
        del drafts[index]
        refused[index] = reason
    return drafts, refused, looked


def _note(looked: Looked, granted: Iterable[NewOrder], *, now: datetime) -> None:
    """Write down what restrictions said of orders that were placed."""
    if looked.noted:
        placed = {order.id for order in granted}
        log_decisions([one for one in looked.noted if one.order_id in placed], now=now)


def _allocate(drafts: Mapping[int, NewOrder]) -> dict[int, Shortage | None]:
    """Lock the stock that the drafts want, and decide who gets it: first come, first served."""
    wanted = [
        Wanted(request=index, offer_id=line.offer_id, quantity=line.quantity)
        for index, draft in drafts.items()
        for part in draft.seller_orders
        for line in part.lines
    ]
    return allocate_in_order(wanted, lock_available({line.offer_id for line in wanted})) if wanted else {}


def _hold_and_tell(orders: Sequence[NewOrder], *, now: datetime) -> None:
    held = [(order, part, line) for order in orders for part in order.seller_orders for line in part.lines]
    holds = [
        NewHold(
            id=key,
            offer_id=line.offer_id,
            order_id=order.id,
            seller_order_id=part.id,
            quantity=line.quantity,
            expires_at=order.pay_by,
        )
        for key, (order, part, line) in zip(new_ids(now, len(held)), held, strict=True)
    ]
    hold_stock(holds, now=now)
    publish([_placed_message(order) for order in orders], now=now)


def _placed(draft: NewOrder) -> Placed:
    return Placed(
        order_id=draft.id, number=draft.number, total=Money(draft.total_minor, draft.currency), is_new=True
    )


def _stock_gone(draft: NewOrder, short: Shortage) -> StockGone:
    lines = (line for part in draft.seller_orders for line in part.lines)
    titles = next(line.titles for line in lines if line.offer_id == short.offer_id)
    return StockGone(
        offer_id=str(short.offer_id), titles=titles, wanted=short.wanted, available=short.available
    )


def _placed_message(order: NewOrder) -> Message:
    return Message(
        topic="order_placed",
        facts={
            "to": order.email,
            "locale": order.locale,
            "storefront": order.storefront,
            "order_id": str(order.id),
            "number": order.number,
            "total_minor": order.total_minor,
            "currency": order.currency,
            "pay_by": order.pay_by.isoformat(),
        },
    )
