"""Placing an order together with whatever other orders come at the same moment: the edges' way to place one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from yarmarka.flows.place_for_apps import AppOrder, place_for_apps
from yarmarka.flows.place_orders import Outcome, Placed, PlaceOrder, Refused, place_orders
from yarmarka.kernel.batching import Batching
from yarmarka.kernel.shared_connection import SharedConnection

_shared: Final = SharedConnection()


def place_gathered(request: PlaceOrder, *, now: datetime) -> Placed:
    """Place an order, in one transaction with others that came meanwhile; each succeeds or fails on its own.

    Raises what stands in its way, and Busy when too many wait; then nothing was taken.
    """
    outcome = _requests((request, now))
    if isinstance(outcome, Refused):
        raise outcome.error
    return outcome


def place_wish_gathered(wish: AppOrder, *, now: datetime) -> Outcome | None:
    """Place an app's order together with others; return what `place_for_apps` does. Raises Busy."""
    return _wishes((wish, now))


def _place(asked: Sequence[tuple[PlaceOrder, datetime]]) -> Sequence[Outcome]:
    return place_orders([request for request, _ in asked], now=max(now for _, now in asked))


def _place_wishes(asked: Sequence[tuple[AppOrder, datetime]]) -> Sequence[Outcome | None]:
    # One batch of wishes runs at a time, so that one connection serves them all.
    with _shared.lent():
        return place_for_apps([wish for wish, _ in asked], now=max(now for _, now in asked))


_requests: Final = Batching[tuple[PlaceOrder, datetime], Outcome](_place)
_wishes: Final = Batching[tuple[AppOrder, datetime], Outcome | None](_place_wishes)
