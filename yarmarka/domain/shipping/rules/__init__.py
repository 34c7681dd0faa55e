"""What delivery costs and when it comes; how a parcel's state moves."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from yarmarka.domain.shipping.types import ServiceCard
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import AFTER_DELIVERY, TERMINAL, ParcelState

#: a parcel silent for so long is no longer asked about; it stands in the operator's queue
GIVEN_UP_AFTER = timedelta(days=90)


def delivery_price(service: ServiceCard, *, weight_g: int) -> Money:
    """Return what a service costs for a weight: its base price and each begun 100 g at the kilogram's price."""
    hundreds = -(-weight_g // 100)
    return Money(service.base_minor + -(-service.per_kg_minor * hundreds // 10), service.currency)


def takes(service: ServiceCard, *, weight_g: int) -> bool:
    """Test if a service takes a parcel of this weight."""
    return 0 < weight_g <= service.max_weight_g


def promise(service: ServiceCard, *, now: datetime) -> tuple[date, date]:
    """Return from when to when the goods should come, by the carrier's own window in calendar days."""
    today = now.date()
    return today + timedelta(days=service.min_days), today + timedelta(days=service.max_days)


def next_state(
    before: ParcelState, before_at: datetime, events: Iterable[tuple[ParcelState, datetime]]
) -> tuple[ParcelState, datetime]:
    """Return where a parcel stands after some events, in whatever order they came.

    The newest event counts; a parcel that has arrived for good moves no more, but for one that goes back
    after delivery. Where carriers contradict themselves (lost, and delivered after all), what is heard first
    stands, and a person must look.
    """
    state, at = before, before_at
    for candidate, happened_at in sorted(events, key=lambda event: event[1]):
        if state in TERMINAL and not (state is ParcelState.DELIVERED and candidate in AFTER_DELIVERY):
            continue
        is_late_delivery = state is ParcelState.RETURNING and candidate is ParcelState.DELIVERED
        if happened_at >= at or (candidate in TERMINAL and not is_late_delivery):
            state, at = candidate, happened_at
    return state, at
