"""What Stripe tells the shop: an event with the object as it stands."""

import sqlite3
from datetime import datetime
from typing import Final

from yarmarka.simulators.shared.behaviour import behaviour_of
from yarmarka.simulators.shared.things import Facts, public
from yarmarka.simulators.shared.webhooks import announce, new_id, signature

#: News that other news of the same payment may overtake.
_PASSING: Final = frozenset({"payment_intent.amount_capturable_updated", "payment_intent.payment_failed"})
HEADER: Final = "Stripe-Signature"


def tell(db: sqlite3.Connection, what: str, facts: Facts, *, about: Facts, now: datetime) -> None:
    """Announce an event about an object; `about` is the session whose payment it belongs to, or the object itself."""
    event = {
        "id": new_id("evt"),
        "object": "event",
        "api_version": "2026-09-30",
        "created": int(now.timestamp()),
        "type": what,
        "livemode": False,
        "data": {"object": public(facts)},
    }
    announce(
        db,
        event,
        subject=about["id"],
        behaviour=behaviour_of(db, about.get("_behaviour")),
        may_be_overtaken=what in _PASSING,
        now=now,
    )


def sign(secret: str, body: bytes, now: datetime) -> dict[str, str]:
    """Return the signature's header."""
    return {HEADER: signature(secret, body, at=int(now.timestamp()))}
