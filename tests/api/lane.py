"""An app's order through the express lane, or through the house behind it."""

import json
from typing import Any
from uuid import uuid4

from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from tests.api.calling import App
from tests.on_loop import Answered, Asked, Headers, OwnHands, answer_of
from yarmarka.api.express import PATH, ExpressLane
from yarmarka.flows import gather_orders
from yarmarka.kernel.gathering import Gathering
from yarmarka.kernel.threaded import Threaded


class House:
    """The house behind the lane, which notes whether it was asked."""

    def __init__(self, hands: OwnHands) -> None:
        self.is_asked = False
        self._application = Threaded(get_wsgi_application(), threads=hands)

    async def __call__(self, scope: Any, line: Any, body: bytes | None = None) -> None:
        self.is_asked = True
        # A request looks after its connection, which here is in the middle of the test's transaction.
        for signal in (request_started, request_finished):
            signal.disconnect(close_old_connections)
        try:
            await self._application(scope, line, body)
        finally:
            for signal in (request_started, request_finished):
                signal.connect(close_old_connections)


def request(app: App, body: Any, *, method: str = "POST", query: str = "", **headers: str) -> Asked:
    """Return an order as a web server hands it on; header names are written with underscores."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    told = {
        "host": "testserver",
        "content_type": "application/json",
        "content_length": str(len(content)),
        "authorization": f"Bearer {app.token}",
        "idempotency_key": str(uuid4()),
        "accept_language": app.language,
        **headers,
    }
    named = Headers((name.replace("_", "-"), value) for name, value in told.items())
    return Asked(method=method, path=PATH, query_string=query, headers=named, body=content)


def by_house(asked: Asked) -> Answered:
    """Send a request to the house itself."""
    hands = OwnHands()
    return answer_of(House(hands), asked, hands)


def by_lane_or_house(asked: Asked, *, most_waiting: int = 100) -> tuple[Answered, bool]:
    """Send a request to the lane; return its answer, and whether it asked the house."""
    hands = OwnHands()
    house = House(hands)
    row = Gathering(gather_orders._place_wishes, hands=hands, most_waiting=most_waiting)
    lane = ExpressLane(house, place=lambda wish, now: row((wish, now)))
    return answer_of(lane, asked, hands), house.is_asked


def by_lane(asked: Asked, **how: int) -> Answered:
    """Send a request through the lane, which must not ask the house."""
    answer, asked_house = by_lane_or_house(asked, **how)
    assert not asked_house
    return answer
