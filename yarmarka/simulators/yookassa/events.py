"""What YooKassa tells the shop: an object as it stands when its status changes; unsigned, without an id of its own."""

import sqlite3
from datetime import datetime
from typing import Final

from yarmarka.simulators.shared.behaviour import behaviour_of
from yarmarka.simulators.shared.things import Facts, public
from yarmarka.simulators.shared.webhooks import announce

#: A status that another one may follow: news of it can be overtaken.
_PASSING: Final = frozenset({"waiting_for_capture"})
_TOLD: Final = {
    "payment": {"waiting_for_capture", "succeeded", "canceled"},
    "refund": {"succeeded"},
    "payout": {"succeeded", "canceled"},
}


def tell(db: sqlite3.Connection, kind: str, facts: Facts, *, now: datetime) -> None:
    """Announce a thing's new status, if it is one that is told."""
    if facts["status"] not in _TOLD.get(kind, ()):
        return
    event = f"{kind}.{facts['status']}"
    announce(
        db,
        {"type": "notification", "event": event, "object": public(facts)},
        subject=facts["id"],
        behaviour=behaviour_of(db, facts.get("_behaviour")),
        may_be_overtaken=facts["status"] in _PASSING,
        now=now,
        event_id=f"{event}:{facts['id']}",
    )
