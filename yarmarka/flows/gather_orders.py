"""Placing an order together with whatever other orders come at the same moment: the edge's way to place one."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from yarmarka.flows.place_orders import Outcome, Placed, PlaceOrder, Refused, place_orders
from yarmarka.kernel.batching import Batching

_Asked = tuple[PlaceOrder, datetime]


def place_gathered(request: PlaceOrder, *, now: datetime) -> Placed:
    """Place an order, in one transaction with others that came meanwhile; each succeeds or fails on its own.

    Raises what stands in its way, and Busy when too many wait; then nothing was taken.
    """
    outcome = _gathering((request, now))
    if isinstance(outcome, Refused):
        raise outcome.error
    return outcome


def _place(asked: Sequence[_Asked]) -> Sequence[Outcome]:
    return place_orders([request for request, _ in asked], now=max(now for _, now in asked))


_gathering: Final = Batching[_Asked, Outcome](_place)
