"""Placing an order together with whatever other orders come at the same moment: the edges' way to place one."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import Executor
from datetime import datetime
from typing import Final, Protocol

from django.db import close_old_connections

from yarmarka.flows.place_for_apps import AppOrder, place_for_apps
from yarmarka.flows.place_orders import Outcome, Placed, PlaceOrder, Refused, place_orders
from yarmarka.kernel.batching import Batching
from yarmarka.kernel.gathering import Gathering
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


class AppOrders(Protocol):
    """A way to place an app's order from an event loop; gives what `place_for_apps` does. Raises Busy."""

    async def __call__(self, wish: AppOrder, *, now: datetime) -> Outcome | None:
        """Place an order."""


def app_orders_gathered(*, hands: Executor) -> AppOrders:
    """Return a way that places each order together with others that came meanwhile. `hands` is one thread."""
    row = Gathering[tuple[AppOrder, datetime], Outcome | None](_place_wishes, hands=hands)

    async def place(wish: AppOrder, *, now: datetime) -> Outcome | None:
        return await row((wish, now))

    return place


def app_orders_alone(*, threads: Executor) -> AppOrders:
    """Return a way that places each order by itself, in one of the threads."""

    async def place(wish: AppOrder, *, now: datetime) -> Outcome | None:
        return await asyncio.get_running_loop().run_in_executor(threads, _place_wish_alone, wish, now)

    return place


def _place(asked: Sequence[tuple[PlaceOrder, datetime]]) -> Sequence[Outcome]:
    return place_orders([request for request, _ in asked], now=max(now for _, now in asked))


def _place_wishes(asked: Sequence[tuple[AppOrder, datetime]]) -> Sequence[Outcome | None]:
    # They are placed by one thread, and so on one connection, which plans each of its statements once.
    with _shared.lent():
        return place_for_apps([wish for wish, _ in asked], now=max(now for _, now in asked))


def _place_wish_alone(wish: AppOrder, now: datetime) -> Outcome | None:
    close_old_connections()
    return place_for_apps([wish], now=now)[0]


_requests: Final = Batching[tuple[PlaceOrder, datetime], Outcome](_place)
