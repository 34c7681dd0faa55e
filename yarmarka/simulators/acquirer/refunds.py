"""Money back to the shopper: in parts if wished, never more than was paid."""

import sqlite3
from datetime import datetime
from typing import Any

from yarmarka.simulators.acquirer.events import tell
from yarmarka.simulators.acquirer.payments import Status, payment_row
from yarmarka.simulators.shared.behaviour import behaviour_of
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.front import RequestKey
from yarmarka.simulators.shared.refusals import Refusal, invalid, missing
from yarmarka.simulators.shared.store import stamp
from yarmarka.simulators.shared.webhooks import new_id


def create_refund(db: sqlite3.Connection, asked: Fields, key: RequestKey, *, now: datetime) -> str:
    """Give money back, or find the refund that this key made; return its id.

    It succeeds at once; where the payment's description holds `FAIL-REFUND` it fails, to practise on.
    """
    if found := db.execute("SELECT id, content FROM refund WHERE request_key = ?", (key.key,)).fetchone():
        key.check_same(found["content"])
        return str(found["id"])
    payment = payment_row(db, asked.text("payment_id"))
    amount_minor = asked.whole("amount_minor", least=1)
    _check_amount(db, payment, amount_minor, asked.currency())
    fails = "FAIL-REFUND" in payment["description"]
    refund_id = new_id("rfd")
    db.execute(
        """INSERT INTO refund (id, request_key, content, payment_id, amount_minor, currency, status, reason,
               sequence, created_at, updated_at)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)""",
        (
            refund_id,
            key.key,
            key.content,
            payment["id"],
            amount_minor,
            payment["currency"],
            "failed" if fails else "succeeded",
            "card_closed" if fails else "",
            stamp(now),
            stamp(now),
        ),
    )
    facts = refund_facts(db, refund_id)
    tell(db, "refund", facts, behaviour=behaviour_of(db, payment["behaviour"]), now=now)
    return refund_id


def all_refunds(db: sqlite3.Connection, *, limit: int, offset: int) -> list[dict[str, Any]]:
    """Return a page of all refunds, in the order in which they were made."""
    rows = db.execute("SELECT id FROM refund ORDER BY rowid LIMIT ? OFFSET ?", (limit, offset))
    return [refund_facts(db, row["id"]) for row in rows.fetchall()]


def refund_facts(db: sqlite3.Connection, refund_id: str) -> dict[str, Any]:
    """Return what the shop may know of a refund, or refuse."""
    row = db.execute("SELECT * FROM refund WHERE id = ?", (refund_id,)).fetchone()
    if row is None:
        raise missing("refund")
    public = (
        "id", "payment_id", "status", "reason", "amount_minor", "currency", "sequence",
        "created_at", "updated_at",
    )  # fmt: skip
    return {name: row[name] for name in public} | {"idempotency_key": row["request_key"]}


def _check_amount(db: sqlite3.Connection, payment: sqlite3.Row, amount_minor: int, currency: str) -> None:
    if payment["status"] != Status.APPROVED:
        raise Refusal(409, "not_paid", "Only an approved payment can be refunded.", field="payment_id")
    if currency != payment["currency"]:
        raise invalid("currency", f"The payment was made in {payment['currency']}.")
    (refunded,) = db.execute(
        "SELECT coalesce(sum(amount_minor), 0) FROM refund WHERE payment_id = ? AND status = 'succeeded'",
        (payment["id"],),
    ).fetchone()
    left = payment["amount_minor"] - refunded
    if amount_minor > left:
        reason = f"Only {left} of the payment is left to refund."
        raise Refusal(422, "above_paid", reason, field="amount_minor")
