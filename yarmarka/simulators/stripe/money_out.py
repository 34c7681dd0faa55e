"""Money back to the shopper, money out to sellers, and disputes that shoppers' banks open."""

import sqlite3
from datetime import datetime, timedelta
from typing import Final

from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.refusals import Refusal, invalid, missing
from yarmarka.simulators.shared.things import Facts, keep, thing
from yarmarka.simulators.shared.webhooks import new_id
from yarmarka.simulators.stripe.events import tell
from yarmarka.simulators.stripe.forms import currency, mapping, minor
from yarmarka.simulators.stripe.sessions import session_of

_EVIDENCE_WITHIN: Final = timedelta(days=7)
_DISPUTE_FEE: Final = 2_000


def refund(db: sqlite3.Connection, asked: Fields, *, now: datetime) -> Facts:
    """Give money back; where the payment's description holds `FAIL-REFUND` it fails, to practise on."""
    intent, amount = thing(db, "payment_intent", asked.text("payment_intent")), minor(asked, "amount")
    if intent["status"] != "succeeded":
        raise Refusal(400, "payment_intent_unexpected_state", "There is no successful charge to refund.")
    charge = thing(db, "charge", intent["latest_charge"])
    if amount > charge["amount"] - charge["amount_refunded"]:
        raise invalid("amount", "More than is left of the charge.")
    fails = "FAIL-REFUND" in (intent["description"] or "")
    facts: Facts = {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "charge": charge["id"],
        "created": int(now.timestamp()),
        "currency": charge["currency"],
        "metadata": mapping(asked, "metadata"),
        "payment_intent": intent["id"],
        "status": "failed" if fails else "succeeded",
    }
    session = session_of(db, intent["id"])
    if fails:
        facts["failure_reason"] = "expired_or_canceled_card"
        keep(db, "refund", facts)
        tell(db, "refund.failed", facts, about=facts | {"_behaviour": session["_behaviour"]}, now=now)
        return facts
    keep(db, "refund", facts)
    charge["amount_refunded"] += amount
    keep(db, "charge", charge)
    tell(db, "charge.refunded", charge, about=facts | {"_behaviour": session["_behaviour"]}, now=now)
    return facts


def transfer(db: sqlite3.Connection, asked: Fields, *, now: datetime) -> Facts:
    """Move money to a seller's connected account."""
    destination = asked.text("destination")
    if not destination.startswith("acct_"):
        raise Refusal(400, "resource_missing", "There is no such destination.", field="destination")
    facts: Facts = {
        "id": new_id("tr"),
        "object": "transfer",
        "amount": minor(asked, "amount"),
        "amount_reversed": 0,
        "created": int(now.timestamp()),
        "currency": currency(asked),
        "description": asked.text("description", default=""),
        "destination": destination,
        "metadata": mapping(asked, "metadata"),
        "reversed": False,
        "transfer_group": asked.text("transfer_group", default="") or None,
    }
    keep(db, "transfer", facts)
    tell(db, "transfer.created", facts, about=facts, now=now)
    return facts


def reverse(db: sqlite3.Connection, transfer_id: str, *, now: datetime) -> Facts:
    """Take a transfer back, as an operator does by hand."""
    facts = thing(db, "transfer", transfer_id)
    facts |= {"reversed": True, "amount_reversed": facts["amount"]}
    keep(db, "transfer", facts)
    tell(db, "transfer.reversed", facts, about=facts, now=now)
    return facts


def dispute(db: sqlite3.Connection, session_id: str, reason: str, *, now: datetime) -> Facts:
    """Let the shopper's bank dispute a payment, to practise on."""
    intent_id = thing(db, "session", session_id)["payment_intent"]
    if not intent_id:
        raise missing("payment")
    intent = thing(db, "payment_intent", intent_id)
    facts: Facts = {
        "id": new_id("dp"),
        "object": "dispute",
        "amount": intent["amount_received"],
        "charge": intent["latest_charge"],
        "created": int(now.timestamp()),
        "currency": intent["currency"],
        "evidence_details": {"due_by": int((now + _EVIDENCE_WITHIN).timestamp()), "has_evidence": False},
        "metadata": {},
        "payment_intent": intent_id,
        "reason": reason,
        "status": "needs_response",
        "balance_transactions": [
            {
                "object": "balance_transaction",
                "amount": -intent["amount_received"],
                "currency": intent["currency"],
                "fee": _DISPUTE_FEE,
                "net": -intent["amount_received"] - _DISPUTE_FEE,
            }
        ],
    }
    keep(db, "dispute", facts)
    tell(db, "charge.dispute.created", facts, about=facts, now=now)
    return facts


def close_dispute(db: sqlite3.Connection, dispute_id: str, status: str, *, now: datetime) -> Facts:
    """Decide a dispute: won or lost."""
    facts = thing(db, "dispute", dispute_id)
    facts["status"] = status
    facts["evidence_details"]["due_by"] = None
    keep(db, "dispute", facts)
    tell(db, "charge.dispute.closed", facts, about=facts, now=now)
    return facts
