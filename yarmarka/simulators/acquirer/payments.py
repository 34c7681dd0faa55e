"""A payment's life at the bank: made, perhaps challenged, then approved, declined or expired."""

import sqlite3
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, cast

from yarmarka.simulators.acquirer.events import tell
from yarmarka.simulators.shared.behaviour import Behaviour, behaviour_of, take_next
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.front import RequestKey, six_digits
from yarmarka.simulators.shared.refusals import missing
from yarmarka.simulators.shared.store import stamp
from yarmarka.simulators.shared.webhooks import new_id, repeat_earlier


class Status(StrEnum):
    """Where a payment stands."""

    CREATED = "created"
    CHALLENGE_REQUIRED = "challenge_required"
    APPROVED = "approved"
    DECLINED = "declined"
    EXPIRED = "expired"


class Card(StrEnum):
    """The sandbox's cards: each one makes the bank decide in its own way."""

    APPROVE = "approve"
    DECLINE = "decline"
    CHALLENGE = "challenge"
    TIMEOUT = "timeout"


NEXT: Final = {
    Status.CREATED: {Status.CHALLENGE_REQUIRED, Status.APPROVED, Status.DECLINED, Status.EXPIRED},
    Status.CHALLENGE_REQUIRED: {Status.APPROVED, Status.DECLINED, Status.EXPIRED},
}
DECISION: Final = {
    Card.APPROVE: (Status.APPROVED, ""),
    Card.DECLINE: (Status.DECLINED, "insufficient_funds"),
    Card.CHALLENGE: (Status.CHALLENGE_REQUIRED, ""),
}
_STALE_AFTER: Final = timedelta(seconds=1)


def create_payment(
    db: sqlite3.Connection, asked: Fields, key: RequestKey, *, lifetime: timedelta, now: datetime
) -> str:
    """Make a payment, or find the one that this key made; return its id."""
    if found := db.execute("SELECT id, content FROM payment WHERE request_key = ?", (key.key,)).fetchone():
        key.check_same(found["content"])
        return str(found["id"])
    payment_id = new_id("pmt")
    db.execute(
        """INSERT INTO payment (id, request_key, content, amount_minor, currency, reference, description,
               return_url, status, created_at, updated_at, expires_at, behaviour)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'created', ?, ?, ?, ?)""",
        (
            payment_id,
            key.key,
            key.content,
            asked.whole("amount_minor", least=1),
            asked.currency(),
            asked.text("reference", longest=100),
            asked.text("description", longest=250, default=""),
            asked.web_address("return_url"),
            stamp(now),
            stamp(now),
            stamp(now + lifetime),
            take_next(db),
        ),
    )
    _move(db, payment_id, Status.CREATED, now=now)
    return payment_id


def payment_row(db: sqlite3.Connection, payment_id: str) -> sqlite3.Row:
    """Return a payment as it stands, or refuse."""
    row = db.execute("SELECT * FROM payment WHERE id = ?", (payment_id,)).fetchone()
    if row is None:
        raise missing("payment")
    return cast(sqlite3.Row, row)


def payment_facts(row: sqlite3.Row) -> dict[str, Any]:
    """Return what the shop may know of a payment."""
    public = (
        "id", "status", "reason", "amount_minor", "currency", "reference", "description", "sequence",
        "created_at", "updated_at", "expires_at",
    )  # fmt: skip
    return {name: row[name] for name in public} | {"idempotency_key": row["request_key"]}


def all_payments(db: sqlite3.Connection, *, limit: int, offset: int) -> list[dict[str, Any]]:
    """Return a page of all payments, in the order in which they were made."""
    rows = db.execute("SELECT * FROM payment ORDER BY rowid LIMIT ? OFFSET ?", (limit, offset))
    return [payment_facts(row) for row in rows.fetchall()]


def use_card(
    db: sqlite3.Connection,
    payment_id: str,
    card: Card,
    *,
    behaviour: Behaviour | None,
    silence: timedelta,
    now: datetime,
) -> sqlite3.Row:
    """Pay with a card, if the payment still waits for one; return it as it then stands.

    `silence`: how long the time-out card takes until the payment expires.
    """
    row = payment_row(db, payment_id)
    if row["status"] != Status.CREATED or row["is_silent"]:
        return row
    if behaviour is not None:
        db.execute("UPDATE payment SET behaviour = ? WHERE id = ?", (behaviour.as_text(), payment_id))
        if behaviour.reorder:
            stale = now + timedelta(seconds=behaviour.delay_s) + _STALE_AFTER
            repeat_earlier(db, subject=payment_id, due=stale)
    if card is Card.TIMEOUT:
        db.execute(
            "UPDATE payment SET is_silent = 1, expires_at = ? WHERE id = ?",
            (stamp(now + silence), payment_id),
        )
    else:
        status, reason = DECISION[card]
        _move(db, payment_id, status, reason=reason, now=now)
    return payment_row(db, payment_id)


def answer_challenge(db: sqlite3.Connection, payment_id: str, code: str, *, now: datetime) -> sqlite3.Row:
    """Check the code that the shopper typed: the right one approves, a wrong one declines."""
    row = payment_row(db, payment_id)
    if row["status"] == Status.CHALLENGE_REQUIRED:
        is_right = code == row["challenge_code"]
        status, reason = (Status.APPROVED, "") if is_right else (Status.DECLINED, "wrong_code")
        _move(db, payment_id, status, reason=reason, now=now)
    return payment_row(db, payment_id)


def expire_due(db: sqlite3.Connection, *, now: datetime) -> bool:
    """Let payments expire whose time is over; return whether there was one."""
    due = db.execute(
        """SELECT id FROM payment
           WHERE status IN ('created', 'challenge_required') AND expires_at <= ? LIMIT 100""",
        (stamp(now),),
    ).fetchall()
    for row in due:
        _move(db, row["id"], Status.EXPIRED, now=now)
    return bool(due)


def _move(
    db: sqlite3.Connection, payment_id: str, status: Status, *, reason: str = "", now: datetime
) -> None:
    """Set the status and announce it, together."""
    code = six_digits() if status is Status.CHALLENGE_REQUIRED else ""
    db.execute(
        """UPDATE payment SET status = ?, reason = ?, challenge_code = ?, updated_at = ?,
               sequence = sequence + 1 WHERE id = ?""",
        (status, reason, code, stamp(now), payment_id),
    )
    row = payment_row(db, payment_id)
    tell(
        db,
        "payment",
        payment_facts(row),
        behaviour=behaviour_of(db, row["behaviour"]),
        may_be_overtaken=status in NEXT,
        now=now,
    )
