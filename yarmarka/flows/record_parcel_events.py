"""What carriers say: written down once, parcels moved on, deliveries noted, shoppers told."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from yarmarka.domain.orders.actions import mark_delivered
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.actions import record_events
from yarmarka.domain.shipping.types import NewParcelEvent, ParcelMoved
from yarmarka.flows.tell import part_facts, to_shopper
from yarmarka.kernel.outbox import publish
from yarmarka.vocabulary.parcels import ParcelState

#: states that a shopper gets a letter about; delivery has its own
_NEWS = frozenset({ParcelState.AVAILABLE_FOR_PICKUP, ParcelState.CUSTOMS_ACTION_REQUIRED, ParcelState.LOST})


@transaction.atomic
def record_parcel_events(
    events: Sequence[NewParcelEvent], *, carrier: str, now: datetime
) -> tuple[ParcelMoved, ...]:
    """Write events down and act on those that move a parcel; late, repeated and unknown ones change nothing."""
    moved = record_events(events, carrier=carrier, now=now)
    arrived = {move.seller_order_id: move for move in moved if move.state is ParcelState.DELIVERED}
    delivered = mark_delivered({part: move.state_at for part, move in arrived.items()})
    heads = orders({move.order_id for move in moved})
    merchants = sellers({part.seller_id for part in delivered})
    letters = [
        to_shopper(
            "parcel_delivered",
            heads[part.order_id],
            parcel=arrived[part.id].number,
            inspection_ends_at=part.inspection_ends_at,
            **part_facts(part, merchants[part.seller_id]),
        )
        for part in delivered
    ]
    letters += [
        to_shopper("parcel_news", heads[move.order_id], parcel=move.number, state=move.state.value)
        for move in moved
        if move.state in _NEWS and move.state is not move.before
    ]
    publish(letters, now=now)
    return moved
