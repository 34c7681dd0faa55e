"""Money out to sellers: promised at once, paid (or failed) a little later."""

import sqlite3
from datetime import datetime, timedelta
from typing import Any

from yarmarka.simulators.acquirer.events import tell
from yarmarka.simulators.shared.behaviour import behaviour_of
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.front import RequestKey
from yarmarka.simulators.shared.refusals import missing
from yarmarka.simulators.shared.store import stamp
from yarmarka.simulators.shared.webhooks import new_id


def create_payout(
    db: sqlite3.Connection, asked: Fields, key: RequestKey, *, settles_after: timedelta, now: datetime
) -> str:
    """Promise to pay an account, or find the payout that this key made; return its id."""
    if found := db.execute("SELECT id, content FROM payout WHERE request_key = ?", (key.key,)).fetchone():
        key.check_same(found["content"])
        return str(found["id"])
    payout_id = new_id("pto")
    db.execute(
        """INSERT INTO payout (id, request_key, content, amount_minor, currency, account, reference, status,
               created_at, updated_at, settles_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?)""",
        (
            payout_id,
            key.key,
            key.content,
            asked.whole("amount_minor", least=1),
            asked.currency(),
            asked.text("account", longest=64),
            asked.text("reference", longest=100),
            stamp(now),
            stamp(now),
            stamp(now + settles_after),
        ),
    )
    return payout_id


def payout_facts(db: sqlite3.Connection, payout_id: str) -> dict[str, Any]:
    """Return what the shop may know of a payout, the account by its last digits; or refuse."""
    row = db.execute("SELECT * FROM payout WHERE id = ?", (payout_id,)).fetchone()
    if row is None:
        raise missing("payout")
    public = (
        "id", "status", "reason", "amount_minor", "currency", "reference", "sequence",
        "created_at", "updated_at",
    )  # fmt: skip
    facts = {name: row[name] for name in public}
    return facts | {"account": f"…{row['account'][-4:]}", "idempotency_key": row["request_key"]}


def settle_due(db: sqlite3.Connection, *, now: datetime) -> bool:
    """Pay what is due; an account whose number holds `FAIL` is closed. Return whether there was one."""
    due = db.execute(
        "SELECT id, account FROM payout WHERE status = 'pending' AND settles_at <= ? LIMIT 100", (stamp(now),)
    ).fetchall()
    for row in due:
        fails = "FAIL" in row["account"].upper()
        db.execute(
            "UPDATE payout SET status = ?, reason = ?, sequence = sequence + 1, updated_at = ? WHERE id = ?",
            ("failed" if fails else "paid", "account_closed" if fails else "", stamp(now), row["id"]),
        )
        tell(db, "payout", payout_facts(db, row["id"]), behaviour=behaviour_of(db, None), now=now)
    return bool(due)
