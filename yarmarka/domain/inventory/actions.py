"""Holding, selling, freeing and counting stock; each takes many at once, in one statement."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from yarmarka.domain.inventory.models import Warehouse
from yarmarka.domain.inventory.types import Counted, NewHold, Settled
from yarmarka.kernel.ids import new_id, new_ids
from yarmarka.kernel.sql import Statement, as_json

_LOCK = Statement.beside(__file__, "lock_available")
_HOLD = Statement.beside(__file__, "hold_stock")
_SELL = Statement.beside(__file__, "sell_held")
_RELEASE = Statement.beside(__file__, "release_held")
_RETURN = Statement.beside(__file__, "return_sold")
_PIECES = Statement.beside(__file__, "return_pieces")
_OPEN = Statement.beside(__file__, "open_stock")
_COUNT = Statement.beside(__file__, "count_stock")


def lock_available(offer_ids: Collection[UUID]) -> dict[UUID, int]:
    """Lock the stock of these offers, always in the order of their ids; return how many pieces are free.

    This is the one place that locks stock for orders, so two batches can't wait for each other in a circle.
    """
    return _LOCK.pairs(offer_ids=sorted(offer_ids))


def hold_stock(holds: Sequence[NewHold], *, now: datetime) -> None:
    """Keep pieces for orders. The caller has locked the stock and seen that it suffices.

    The answer is not waited for within `together`.
    """
    if holds:
        _HOLD.sent(holds=as_json(holds), now=now)


def sell_held(order_ids: Collection[UUID], *, now: datetime) -> list[Settled]:
    """Turn the live holds of these orders into sales: pieces leave the hand and the hold at once."""
    return _SELL.rows(Settled, order_ids=sorted(order_ids), now=now)


def release_held(order_ids: Collection[UUID], *, now: datetime) -> list[Settled]:
    """Free the live holds of these orders; freeing twice frees nothing more."""
    return _RELEASE.rows(Settled, order_ids=sorted(order_ids), now=now)


def return_sold(seller_order_ids: Collection[UUID], *, now: datetime) -> list[Settled]:
    """Put the sold pieces of seller orders that were called off before shipping back on hand."""
    return _RETURN.rows(Settled, seller_order_ids=sorted(seller_order_ids), now=now)


def return_pieces(
    seller_order_id: UUID, pieces: Sequence[tuple[UUID, int]], *, cause_id: UUID, now: datetime
) -> dict[UUID, int]:
    """Put some sold pieces of a seller order, by offer, back on hand; return how many of each were.

    `cause_id` is what called them off; told of the same cause again, the table refuses.
    """
    return _PIECES.pairs(
        seller_order_id=seller_order_id,
        offer_ids=[offer for offer, _ in pieces],
        quantities=[quantity for _, quantity in pieces],
        cause_id=cause_id,
        now=now,
    )


def count_stock(counts: Sequence[Counted], *, now: datetime) -> int:
    """Set what is on hand to what was counted, writing each difference down; return how many changed.

    Pieces held for orders are promised: a lower count is taken as what is held.
    """
    if not counts:
        return 0
    ordered = sorted(counts, key=lambda count: count.offer_id.int)
    known = set(_OPEN.column(counts=_movements(ordered, now), now=now))
    changed = sum(count.on_hand > 0 for count in ordered if count.offer_id not in known)
    if known:
        again = [count for count in ordered if count.offer_id in known]
        changed += _COUNT.run(counts=_movements(again, now), now=now)
    return changed


def open_warehouse(*, seller_id: UUID, name: str, country: str, city: str, now: datetime) -> UUID:
    """Note a place that a seller ships from; return its id."""
    return Warehouse.objects.create(
        id=new_id(now), seller_id=seller_id, name=name, country=country, city=city
    ).id


def _movements(counts: Sequence[Counted], now: datetime) -> str:
    # One JSON text costs a fraction of as many arrays.
    return as_json(
        [
            {"offer_id": count.offer_id, "on_hand": count.on_hand, "movement_id": movement_id}
            for count, movement_id in zip(counts, new_ids(now, len(counts)), strict=True)
        ]
    )
