"""What delivery costs and when it comes; how a parcel's state moves."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from yarmarka.domain.shipping.types import ServiceCard
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import AFTER_DELIVERY, RANK, TERMINAL, ParcelState

#: a parcel silent for so long is no longer asked about; it stands in the operator's queue
GIVEN_UP_AFTER = timedelta(days=90)
#: how long before we noted a number its carrier may have said something of it; older words are of another parcel
FIRST_WORD_EARLY = timedelta(days=60)


def delivery_price(service: ServiceCard, *, weight_g: int) -> Money:
    """Return what a service costs for a weight: its base price and each begun 100 g at the kilogram's price."""
    hundreds = -(-weight_g // 100)
    return Money(service.base_minor + -(-service.per_kg_minor * hundreds // 10), service.currency)


def takes(service: ServiceCard, *, weight_g: int) -> bool:
    """Test if a service takes a parcel of this weight."""
    return 0 < weight_g <= service.max_weight_g


def promise(service: ServiceCard, *, now: datetime) -> tuple[date, date]:
    """Return from when to when the goods should come, in calendar days.

    By the day that nine of ten deliveries of the service came by, once it has taught that; before, by the carrier's own
    window.
    """
    today = now.date()
    if service.sure_days is not None and service.usual_days is not None:
        first = min(service.min_days, service.usual_days)
        return today + timedelta(days=first), today + timedelta(days=service.sure_days)
    return today + timedelta(days=service.min_days), today + timedelta(days=service.max_days)


def next_state(
    before: ParcelState, before_at: datetime, events: Iterable[tuple[ParcelState, datetime]]
) -> tuple[ParcelState, datetime]:
    """Return where a parcel stands after some events, in whatever order they came.

    `sql/record_events.sql` moves parcels by the same rule, written down in a migration; a test compares the two.
    """
    state, at = before, before_at
    for word, said_at in sorted(events, key=lambda event: (event[1], RANK[event[0]])):
        if moves_on(state, at, word=word, said_at=said_at):
            state, at = word, said_at
    return state, at


def moves_on(state: ParcelState, at: datetime, *, word: ParcelState, said_at: datetime) -> bool:
    """Test if a carrier's word moves a parcel that stands so.

    The newest word counts; of two said of one instant, the one further along the way. An end, also one told late,
    stays the end, but for goods that go back after delivery: where carriers contradict themselves (lost, and
    delivered after all), what is heard first stands, and a person must look. That a parcel is announced is no news
    of one that is under way.
    """
    if state in TERMINAL:
        goes_back = state is ParcelState.DELIVERED and word in AFTER_DELIVERY
        return goes_back and (word in TERMINAL or said_at >= at)
    if word in TERMINAL:
        is_delivery_on_the_way_back = state is ParcelState.RETURNING and word is ParcelState.DELIVERED
        return said_at >= at or not is_delivery_on_the_way_back
    if ParcelState.PRE_TRANSIT in {state, word}:
        return state is ParcelState.PRE_TRANSIT and (word is not state or said_at >= at)
    return (said_at, RANK[word]) >= (at, RANK[state])
