"""What the bank tells the shop: one event for each thing that happens to a payment, a refund or a payout."""

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from yarmarka.simulators.shared.behaviour import Behaviour
from yarmarka.simulators.shared.store import stamp
from yarmarka.simulators.shared.webhooks import announce, new_id


def tell(
    db: sqlite3.Connection,
    kind: str,
    facts: Mapping[str, Any],
    *,
    behaviour: Behaviour,
    may_be_overtaken: bool = False,
    now: datetime,
) -> None:
    """Announce that the payment, refund or payout (`kind`) has the status that its facts say."""
    event = {
        "id": new_id("evt"),
        "type": f"{kind}.{facts['status']}",
        "created_at": stamp(now),
        "sequence": facts["sequence"],
        "data": {kind: facts},
    }
    announce(
        db,
        event,
        subject=facts["id"],
        behaviour=behaviour,
        may_be_overtaken=may_be_overtaken,
        now=now,
    )
