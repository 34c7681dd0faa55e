"""A Checkout session's life, and its intent's: open, perhaps declined a few times, then paid, captured or let go."""

import sqlite3
from datetime import datetime, timedelta

from yarmarka.simulators.shared.behaviour import take_next
from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.refusals import Refusal, invalid
from yarmarka.simulators.shared.things import Facts, keep, thing, things
from yarmarka.simulators.shared.webhooks import new_id
from yarmarka.simulators.stripe.events import tell
from yarmarka.simulators.stripe.forms import currency, mapping, minor


def open_session(
    db: sqlite3.Connection, asked: Fields, *, host_url: str, lifetime: timedelta, now: datetime
) -> Facts:
    """Make a hosted page for one payment."""
    asked.one_of("mode", ("payment",))
    price = asked.group("line_items").group("0").group("price_data")
    intent, session_id = asked.group("payment_intent_data"), new_id("cs_test")
    facts: Facts = {
        "id": session_id,
        "object": "checkout.session",
        "status": "open",
        "payment_status": "unpaid",
        "payment_intent": None,
        "amount_total": minor(price, "unit_amount"),
        "currency": currency(price),
        "client_reference_id": asked.text("client_reference_id", default=""),
        "metadata": mapping(asked, "metadata"),
        "created": int(now.timestamp()),
        "expires_at": int((now + lifetime).timestamp()),
        "success_url": asked.web_address("success_url"),
        "cancel_url": asked.web_address("cancel_url"),
        "url": f"{host_url}c/pay/{session_id}",
        "livemode": False,
        "_name": price.group("product_data").text("name"),
        "_capture_method": intent.one_of("capture_method", ("automatic", "manual")),
        "_intent": intent.only("description", "transfer_group"),
        "_intent_metadata": mapping(intent, "metadata"),
        "_behaviour": take_next(db),
    }
    return keep(db, "session", facts, due=now + lifetime)


def use_card(db: sqlite3.Connection, session_id: str, card: str, *, now: datetime) -> Facts:
    """Try a card, if the page is still open; return the session as it then stands."""
    session = thing(db, "session", session_id)
    if session["status"] != "open":
        return session
    intent = _intent(db, session, now=now)
    if card == "decline":
        problem = {"type": "card_error", "code": "card_declined", "decline_code": "insufficient_funds"}
        intent |= {"status": "requires_payment_method", "last_payment_error": problem}
        keep(db, "payment_intent", intent)
        tell(db, "payment_intent.payment_failed", intent, about=session, now=now)
        return session
    session |= {
        "status": "complete",
        "customer_details": {"email": "shopper@example.com", "name": "A. Shopper"},
    }
    intent |= {"last_payment_error": None, "latest_charge": new_id("ch")}
    if session["_capture_method"] == "automatic":
        _take(db, session, intent, intent["amount"], now=now)
        session["payment_status"] = "paid"
    else:
        intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
        keep(db, "payment_intent", intent)
        tell(db, "payment_intent.amount_capturable_updated", intent, about=session, now=now)
    keep(db, "session", session)
    tell(db, "checkout.session.completed", session, about=session, now=now)
    return session


def capture(db: sqlite3.Connection, intent_id: str, asked: Fields, *, now: datetime) -> Facts:
    """Take what is held, or a part of it: the rest goes back."""
    intent = _held(db, intent_id, "captured")
    amount = minor(asked, "amount_to_capture")
    if amount > intent["amount_capturable"]:
        raise invalid("amount_to_capture", "More than is held can't be captured.")
    return _take(db, session_of(db, intent_id), intent, amount, now=now)


def release(db: sqlite3.Connection, intent_id: str, asked: Fields, *, now: datetime) -> Facts:
    """Let what is held go."""
    intent = _held(db, intent_id, "canceled")
    reason = asked.text("cancellation_reason", default="") or None
    intent |= {"status": "canceled", "amount_capturable": 0, "cancellation_reason": reason}
    keep(db, "payment_intent", intent)
    tell(db, "payment_intent.canceled", intent, about=session_of(db, intent_id), now=now)
    return intent


def expire(db: sqlite3.Connection, session: Facts, *, now: datetime) -> None:
    """Close a page whose time is over, and its intent with it."""
    if session["payment_intent"]:
        intent = thing(db, "payment_intent", session["payment_intent"])
        keep(db, "payment_intent", intent | {"status": "canceled", "cancellation_reason": "automatic"})
    session["status"] = "expired"
    keep(db, "session", session)
    tell(db, "checkout.session.expired", session, about=session, now=now)


def session_of(db: sqlite3.Connection, intent_id: str) -> Facts:
    """Return the session that an intent came from."""
    return next(things(db, "session", payment_intent=intent_id))


def _intent(db: sqlite3.Connection, session: Facts, *, now: datetime) -> Facts:
    """Return the session's intent; it is made when the first card is tried."""
    if session["payment_intent"]:
        return thing(db, "payment_intent", session["payment_intent"])
    intent: Facts = {
        "id": new_id("pi"),
        "object": "payment_intent",
        "amount": session["amount_total"],
        "amount_capturable": 0,
        "amount_received": 0,
        "cancellation_reason": None,
        "capture_method": session["_capture_method"],
        "created": int(now.timestamp()),
        "currency": session["currency"],
        "last_payment_error": None,
        "latest_charge": None,
        "metadata": session["_intent_metadata"],
        **session["_intent"],
    }
    session["payment_intent"] = intent["id"]
    keep(db, "session", session, due=datetime.fromtimestamp(session["expires_at"], tz=now.tzinfo))
    return intent


def _held(db: sqlite3.Connection, intent_id: str, wanted: str) -> Facts:
    intent = thing(db, "payment_intent", intent_id)
    if intent["status"] != "requires_capture":
        reason = f"This PaymentIntent could not be {wanted} because of its status."
        raise Refusal(400, "payment_intent_unexpected_state", reason)
    return intent


def _take(db: sqlite3.Connection, session: Facts, intent: Facts, amount: int, *, now: datetime) -> Facts:
    intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0}
    keep(db, "payment_intent", intent)
    charge = {
        "id": intent["latest_charge"],
        "object": "charge",
        "amount": amount,
        "amount_refunded": 0,
        "currency": intent["currency"],
        "payment_intent": intent["id"],
        "billing_details": {"email": "shopper@example.com"},
    }
    keep(db, "charge", charge)
    tell(db, "payment_intent.succeeded", intent, about=session, now=now)
    return intent
