"""Delivery dates move with the parcel: what remains of its legs gives a new one; a later one is told once by letter.

Every date that was told stays on record, with why and on what ground, and is held against the day on which it came.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from yarmarka.domain.orders.queries import orders, seller_orders
from yarmarka.domain.orders.types import OrderCard, SellerOrderCard, SellerOrderStatus
from yarmarka.domain.places.queries import place_code
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.actions import SOLD, end_promises, note_promises, resolve_promises
from yarmarka.domain.shipping.queries import parcels, promises_made, services
from yarmarka.domain.shipping.rules import moved_promise
from yarmarka.domain.shipping.rules.windows import leg_of
from yarmarka.domain.shipping.types import Basis, NewPromise, ParcelCard, ParcelMoved, PromiseCard, Window
from yarmarka.flows.tell import part_facts, to_shopper
from yarmarka.kernel.outbox import Message, publish
from yarmarka.reads.promises_to_look_at import (
    SoldPromise,
    promises_over,
    promises_settled,
    promises_unwritten,
)
from yarmarka.vocabulary.parcels import ParcelState
from yarmarka.vocabulary.places import PostalAddress

#: why a date is another one although nothing was heard
SILENT: Final = "silent"
_PREPARED: Final = frozenset({ParcelState.PRE_TRANSIT})


def follow_moves(moved: Collection[ParcelMoved], *, now: datetime) -> None:
    """Give parcels that came to another leg a new date, where what remains says another one.

    Most scans repeat where a parcel is, and cost nothing here. The caller is in a transaction.
    """
    further = {
        move.parcel_id: move
        for move in moved
        if move.state not in _PREPARED
        and (on := leg_of(move.state)) is not None
        and on != leg_of(move.before)
    }
    if further:
        reasons = {key: move.state.value for key, move in further.items()}
        _move(parcels(further).values(), reasons=reasons, now=now)


@transaction.atomic
def keep_promises(*, now: datetime, limit: int = 500) -> int:
    """Write new sales' promises down, settle those whose goods have come, and move those whose day is over.

    Returns how many were looked at; harmless to repeat.
    """
    sold = promises_unwritten(now=now, limit=limit)
    note_promises([_as_sold(one) for one in sold], now=now)
    settled = promises_settled(limit=limit)
    resolve_promises({one.seller_order_id: one.came_on for one in settled if one.came_on})
    end_promises([one.seller_order_id for one in settled if one.came_on is None])
    over = promises_over(today=now.date(), limit=limit)
    _move(parcels(over).values(), reasons=dict.fromkeys(over, SILENT), now=now)
    return len(sold) + len(settled) + len(over)


def _as_sold(one: SoldPromise) -> NewPromise:
    return NewPromise(
        one.seller_order_id,
        _at_sale(one),
        SOLD,
        place_code(PostalAddress.from_facts(one.address)),
        made_at=one.placed_at,
    )


def _move(parcels_: Iterable[ParcelCard], *, reasons: Mapping[UUID, str], now: datetime) -> None:
    on_the_way = {parcel.seller_order_id: parcel for parcel in parcels_}
    parts = {
        key: part
        for key, part in seller_orders(on_the_way).items()
        if part.status in {SellerOrderStatus.TO_SHIP, SellerOrderStatus.SENT}
    }
    if not parts:
        return
    told = promises_made(parts)
    heads = orders({part.order_id for part in parts.values()})
    known = services({part.service_id for part in parts.values()}, now=now)
    made, later = [], []
    for key, part in parts.items():
        before, parcel = _current(part, told.get(key, ())), on_the_way[key]
        place = place_code(heads[part.order_id].address)
        window = moved_promise(
            known[part.service_id],
            place=place,
            state=parcel.state,
            state_at=parcel.state_at,
            today=now.date(),
            before=before,
        )
        if window is None:
            continue
        if key not in told:
            made.append(NewPromise(key, before, SOLD, place, made_at=heads[part.order_id].placed_at))
        is_first = window.to_on > before.to_on and not any(one.is_told for one in told.get(key, ()))
        made.append(NewPromise(key, window, reasons[parcel.id], place, is_told=is_first))
        if is_first:
            later.append((part, parcel, before, window))
    note_promises(made, now=now)
    publish(list(_letters(later, heads)), now=now)


def _current(part: SellerOrderCard, told: Collection[PromiseCard]) -> Window:
    """Return what the shopper was told last; before anything moved, what the order says."""
    newest = next((one for one in told if one.is_current), None)
    if newest is not None:
        return Window(newest.from_on, newest.to_on, Basis(newest.basis), newest.deliveries)
    return _at_sale(part)


def _at_sale(part: SoldPromise | SellerOrderCard) -> Window:
    """Return what the order says; orders from before it said on what ground rest on the carrier's word."""
    basis = Basis(part.promise_basis or Basis.CARRIER)
    return Window(part.promised_from, part.promised_to, basis, part.promise_deliveries)


def _letters(
    later: list[tuple[SellerOrderCard, ParcelCard, Window, Window]], heads: Mapping[UUID, OrderCard]
) -> Iterable[Message]:
    merchants = sellers({part.seller_id for part, *_ in later}) if later else {}
    for part, parcel, before, window in later:
        yield to_shopper(
            "promise_later",
            heads[part.order_id],
            carrier=parcel.carrier,
            parcel=parcel.number,
            state=parcel.state.value,
            was_on=before.to_on,
            now_on=window.to_on,
            **part_facts(part, merchants[part.seller_id]),
        )
