"""What delivery costs and when it comes; how a parcel's state moves."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from yarmarka.domain.shipping.rules.points import (
    addressed_to_point,
    frozen_point,
    open_on,
    suits,
    week_of,
)
from yarmarka.domain.shipping.rules.rates import (
    asks_for_value,
    delivery_price,
    has_batteries,
    takes,
    whole_cm3,
)
from yarmarka.domain.shipping.rules.windows import moved_promise, promise, reach_of, reaches
from yarmarka.vocabulary.parcels import AFTER_DELIVERY, RANK, TERMINAL, ParcelState

__all__ = [
    "FIRST_WORD_EARLY",
    "GIVEN_UP_AFTER",
    "addressed_to_point",
    "asks_for_value",
    "delivery_price",
    "frozen_point",
    "has_batteries",
    "moved_promise",
    "moves_on",
    "next_state",
    "open_on",
    "promise",
    "reach_of",
    "reaches",
    "suits",
    "takes",
    "week_of",
    "whole_cm3",
]

#: a parcel silent for so long is no longer asked about; it stands in the operator's queue
GIVEN_UP_AFTER = timedelta(days=90)
#: how long before we noted a number its carrier may have said something of it; older words are of another parcel
FIRST_WORD_EARLY = timedelta(days=60)


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
