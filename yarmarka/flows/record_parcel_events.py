"""What carriers say: written down once, parcels moved on, deliveries noted, shoppers told."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.carriers.port import CarrierEvent
from yarmarka.domain.orders.actions import lock_seller_orders, mark_delivered, mark_sent
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.orders.rules import inspection_ends
from yarmarka.domain.orders.types import SellerOrderCard, SellerOrderStatus
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.actions import note_handed_over, record_events, resolve_promises
from yarmarka.domain.shipping.queries import parts_at_stake
from yarmarka.domain.shipping.types import NewParcelEvent, ParcelMoved
from yarmarka.flows.move_promises import follow_moves
from yarmarka.flows.recall_parcels import follow_recalls
from yarmarka.flows.tell import part_facts, to_seller, to_shopper
from yarmarka.kernel.outbox import Message, publish
from yarmarka.vocabulary.parcels import ParcelState

#: states that a shopper gets a letter about; delivery has its own
_NEWS = frozenset(
    {
        ParcelState.AVAILABLE_FOR_PICKUP,
        ParcelState.CUSTOMS_ACTION_REQUIRED,
        ParcelState.LOST,
        ParcelState.RETURNING,
        ParcelState.RETURNED,
    }
)
#: and those that its seller gets a letter about
_NEWS_TO_SELLER = frozenset({ParcelState.RETURNING, ParcelState.RETURNED})
#: words that move an order, or that its shopper is told
_WEIGHTY = _NEWS | {ParcelState.DELIVERED}
#: a parcel in any other state is in its carrier's hands, or has been
_NOT_TAKEN = frozenset({ParcelState.PRE_TRANSIT, ParcelState.CANCELLED, ParcelState.EXCEPTION})

Parts = Mapping[UUID, SellerOrderCard]


def record_scans(scans: Sequence[CarrierEvent], *, carrier: str, now: datetime) -> tuple[ParcelMoved, ...]:
    """Write down what a carrier's connector heard, as `record_parcel_events` does."""
    return record_parcel_events([_heard(scan) for scan in scans], carrier=carrier, now=now)


@transaction.atomic
def record_parcel_events(
    events: Sequence[NewParcelEvent], *, carrier: str, now: datetime
) -> tuple[ParcelMoved, ...]:
    """Write events down and act on those that move a parcel; late, repeated and unknown ones change nothing.

    The carrier's first scan notes the hand-over for a seller who has not done it.
    """
    said = ((event.number, event.state) for event in events)
    # Seller orders are locked before their parcels, as when a seller hands them over; most scans concern none.
    at_stake = parts_at_stake(said, weighty=_WEIGHTY, carrier=carrier)
    parts = lock_seller_orders(at_stake) if at_stake else {}
    moved = record_events(events, carrier=carrier, now=now)
    taken = _note_taken(moved, parts, now=now)
    delivered = _note_delivered(moved)
    follow_moves(moved, now=now)
    follow_recalls(moved, now=now)
    news = [move for move in moved if move.state in _NEWS and move.state is not move.before]
    publish(
        [
            *_letters("parcel_sent", taken, parts, carrier=carrier),
            *_letters("parcel_delivered", delivered, parts, carrier=carrier),
            *_letters("parcel_news", news, parts, carrier=carrier),
            *_letters_to_sellers([move for move in news if move.state in _NEWS_TO_SELLER], parts),
        ],
        now=now,
    )
    return moved


def _note_taken(moved: Sequence[ParcelMoved], parts: Parts, *, now: datetime) -> list[ParcelMoved]:
    taken = [
        move
        for move in moved
        if move.state not in _NOT_TAKEN
        and move.seller_order_id in parts
        and parts[move.seller_order_id].status is SellerOrderStatus.TO_SHIP
    ]
    if not taken:
        return taken
    mark_sent([move.seller_order_id for move in taken], now=now)
    note_handed_over([move.parcel_id for move in taken], now=now)
    return taken


def _note_delivered(moved: Sequence[ParcelMoved]) -> list[ParcelMoved]:
    arrived = {move.seller_order_id: move for move in moved if move.state is ParcelState.DELIVERED}
    if not arrived:
        return []
    noted = mark_delivered({part: move.state_at for part, move in arrived.items()})
    resolve_promises({part.id: arrived[part.id].state_at.date() for part in noted})
    return [arrived[part.id] for part in noted]


def _letters(topic: str, moves: Sequence[ParcelMoved], parts: Parts, *, carrier: str) -> list[Message]:
    if not moves:
        return []
    heads = orders({move.order_id for move in moves})
    concerned = [parts[move.seller_order_id] for move in moves]
    merchants = sellers({part.seller_id for part in concerned})
    return [
        to_shopper(
            topic,
            heads[move.order_id],
            carrier=carrier,
            parcel=move.number,
            state=move.state.value,
            inspection_ends_at=inspection_ends(move.state_at, days=part.inspection_days),
            **part_facts(part, merchants[part.seller_id]),
        )
        for move, part in zip(moves, concerned, strict=True)
    ]


def _letters_to_sellers(moves: Sequence[ParcelMoved], parts: Parts) -> list[Message]:
    if not moves:
        return []
    heads = orders({move.order_id for move in moves})
    merchants = sellers({parts[move.seller_order_id].seller_id for move in moves})
    return [
        to_seller(
            "parcel_returning_seller",
            merchants[part.seller_id],
            number=heads[move.order_id].number,
            parcel=move.number,
            state=move.state.value,
            **part_facts(part, merchants[part.seller_id]),
        )
        for move in moves
        if (part := parts[move.seller_order_id])
    ]


def _heard(scan: CarrierEvent) -> NewParcelEvent:
    return NewParcelEvent(
        number=scan.number,
        state=scan.state,
        raw_code=scan.raw_code,
        texts=scan.texts,
        place=scan.place,
        country=scan.country,
        occurred_at=scan.occurred_at,
        raw=scan.raw,
    )
