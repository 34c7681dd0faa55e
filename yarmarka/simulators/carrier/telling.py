"""What the carrier tells the shop: scans in batches, or one by one where they are asked to misbehave."""

import sqlite3
from datetime import datetime, timedelta
from typing import Any, Final

from yarmarka.simulators.carrier.codes import TEXTS
from yarmarka.simulators.shared.behaviour import Behaviour, behaviour_of
from yarmarka.simulators.shared.store import Store, stamp
from yarmarka.simulators.shared.webhooks import announce, new_id

#: Scans made within this time travel together.
BATCH_WINDOW: Final = timedelta(seconds=0.2)
LARGEST_BATCH: Final = 100
_LAST_CODE: Final = "EMI"
_RIPE: Final = "SELECT * FROM scan WHERE tell_at <= ? ORDER BY tell_at, number, sequence LIMIT ?"


def scans_of(db: sqlite3.Connection, number: str) -> list[dict[str, Any]]:
    """Return all scans of a parcel as the shop reads them, first to last."""
    rows = db.execute("SELECT * FROM scan WHERE number = ? ORDER BY sequence", (number,)).fetchall()
    return [scan_facts(row) for row in rows]


def scan_facts(row: sqlite3.Row) -> dict[str, Any]:
    """Return a scan as the shop reads it."""
    facts = {name: row[name] for name in ("number", "code", "place", "country", "occurred_at")}
    return facts | {"text": TEXTS[row["code"]]}


def tell(db: sqlite3.Connection, number: str, *, now: datetime) -> None:
    """See to a parcel's untold scans: they wait for the next batch, unless they are to misbehave."""
    own = db.execute("SELECT behaviour FROM shipment WHERE number = ?", (number,)).fetchone()["behaviour"]
    behaviour = behaviour_of(db, own)
    if behaviour == Behaviour():
        return
    untold = "SELECT * FROM scan WHERE number = ? AND tell_at IS NOT NULL ORDER BY sequence"
    for row in db.execute(untold, (number,)).fetchall():
        announce(
            db,
            _message([row]),
            subject=number,
            behaviour=behaviour,
            # Every other scan waits for the one after it: neighbours change places.
            may_be_overtaken=row["sequence"] % 2 == 1 and row["code"] != _LAST_CODE,
            now=now,
        )
    db.execute("UPDATE scan SET tell_at = NULL WHERE number = ?", (number,))


def collect(store: Store, now: datetime) -> None:
    """Put the scans that have waited long enough into webhooks of many."""
    with store.transaction() as db:
        while rows := db.execute(_RIPE, (stamp(now), LARGEST_BATCH)).fetchall():
            message = _message(rows)
            announce(
                db,
                message,
                subject=message["id"],
                behaviour=Behaviour(),
                may_be_overtaken=False,
                now=now,
            )
            told = [(row["number"], row["sequence"]) for row in rows]
            db.executemany("UPDATE scan SET tell_at = NULL WHERE number = ? AND sequence = ?", told)


def _message(rows: list[sqlite3.Row]) -> dict[str, Any]:
    return {"id": new_id("evt"), "events": [scan_facts(row) for row in rows]}
