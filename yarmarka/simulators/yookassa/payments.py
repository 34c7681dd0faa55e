"""A payment's life: pending, perhaps waiting for capture, then succeeded or canceled."""

import sqlite3
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from yarmarka.simulators.shared.behaviour import take_next
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.refusals import Refusal, invalid
from yarmarka.simulators.shared.store import stamp
from yarmarka.simulators.shared.things import Facts, keep, thing
from yarmarka.simulators.yookassa.amounts import amount_of, kopecks, kopecks_of
from yarmarka.simulators.yookassa.events import tell

#: What each card makes of a payment that is pending.
CARDS: Final = {
    "approve": "",
    "decline": "insufficient_funds",
    "3ds": "3d_secure_failed",
}
_HELD_FOR: Final = timedelta(days=7)


def create(
    db: sqlite3.Connection, asked: Fields, *, host_url: str, lifetime: timedelta, now: datetime
) -> Facts:
    """Make a payment that waits for the shopper."""
    amount, payment_id = kopecks(asked), str(uuid4())
    confirmation = asked.group("confirmation")
    confirmation.one_of("type", ("redirect",))
    facts: Facts = {
        "id": payment_id,
        "status": "pending",
        "paid": False,
        "amount": amount_of(amount),
        "confirmation": {
            "type": "redirect",
            "return_url": confirmation.web_address("return_url"),
            "confirmation_url": f"{host_url}checkout/{payment_id}",
        },
        "created_at": stamp(now),
        "description": asked.text("description", longest=128, default=""),
        "metadata": asked.only("metadata")["metadata"] or {},
        "recipient": {"account_id": "100500", "gateway_id": "100700"},
        "refundable": False,
        "test": True,
        "_captures": asked.flag("capture"),
        "_behaviour": take_next(db),
    }
    if transfers := shared_out(asked, amount):
        facts["transfers"] = transfers
    return keep(db, "payment", facts, due=now + lifetime)


def use_card(db: sqlite3.Connection, payment_id: str, card: str, *, now: datetime) -> Facts:
    """Pay with a card, if the payment still waits for one; return it as it then stands."""
    facts = thing(db, "payment", payment_id)
    if facts["status"] != "pending":
        return facts
    if CARDS[card]:
        return cancel(db, facts, party="payment_network", reason=CARDS[card], now=now)
    facts |= {
        "paid": True,
        "payment_method": {
            "type": "bank_card",
            "id": payment_id,
            "saved": False,
            "card": {"first6": "220000", "last4": "1111", "expiry_year": "2030", "expiry_month": "12"},
        },
    }
    if facts["_captures"]:
        return _succeed(db, facts, now=now)
    facts["expires_at"] = stamp(now + _HELD_FOR)
    return _move(db, facts, "waiting_for_capture", due=now + _HELD_FOR, now=now)


def capture(db: sqlite3.Connection, payment_id: str, asked: Fields, *, now: datetime) -> Facts:
    """Take what is held, or a part of it: the rest goes back."""
    facts = _held(db, payment_id)
    if asked.only("amount")["amount"] is not None:
        amount = kopecks(asked)
        if amount > kopecks_of(facts["amount"]):
            raise invalid("amount", "More than is held can't be captured.")
        if (transfers := shared_out(asked, amount)) or "transfers" in facts:
            if not transfers and amount != kopecks_of(facts["amount"]):
                raise invalid("transfers", "Of a split payment a part is captured with new transfers.")
            facts["transfers"] = transfers or facts["transfers"]
        facts["amount"] = amount_of(amount)
    return _succeed(db, facts, now=now)


def release(db: sqlite3.Connection, payment_id: str, *, now: datetime) -> Facts:
    """Let what is held go."""
    facts = _held(db, payment_id)
    return cancel(db, facts, party="merchant", reason="canceled_by_merchant", now=now)


def cancel(db: sqlite3.Connection, facts: Facts, *, party: str, reason: str, now: datetime) -> Facts:
    """End a payment without taking money."""
    facts |= {"paid": False, "cancellation_details": {"party": party, "reason": reason}}
    return _move(db, facts, "canceled", now=now)


def expire(db: sqlite3.Connection, facts: Facts, *, now: datetime) -> None:
    """End a payment whose time is over."""
    reason = "expired_on_confirmation" if facts["status"] == "pending" else "expired_on_capture"
    cancel(db, facts, party="yoo_money", reason=reason, now=now)


def shared_out(asked: Fields, amount: int) -> list[dict[str, Any]]:
    """Return the parts that go to sellers, if the payment is split; they must sum to its amount."""
    parts = asked.groups("transfers")
    if not parts:
        return []
    if sum(kopecks(part) for part in parts) != amount:
        raise invalid("transfers", "The transfers do not sum to the amount.")
    for part in parts:
        if kopecks(part, "platform_fee_amount") > kopecks(part):
            raise invalid("transfers", "A fee is above its transfer.")
    names = ("amount", "platform_fee_amount", "description", "metadata")
    return [
        {"account_id": part.text("account_id"), "status": "pending", **part.only(*names)} for part in parts
    ]


def _held(db: sqlite3.Connection, payment_id: str) -> Facts:
    facts = thing(db, "payment", payment_id)
    if facts["status"] != "waiting_for_capture":
        raise Refusal(400, "invalid_request", "The payment does not wait for capture.", field="payment_id")
    return facts


def _succeed(db: sqlite3.Connection, facts: Facts, *, now: datetime) -> Facts:
    facts |= {"captured_at": stamp(now), "refundable": True, "refunded_amount": amount_of(0)}
    facts.pop("expires_at", None)
    return _move(db, facts, "succeeded", now=now)


def _move(
    db: sqlite3.Connection, facts: Facts, status: str, *, due: datetime | None = None, now: datetime
) -> Facts:
    facts["status"] = status
    for part in facts.get("transfers", []):
        part["status"] = status
    keep(db, "payment", facts, due=due)
    tell(db, "payment", facts, now=now)
    return facts
