"""Money back to the shopper, from the sellers who got it; and money out to sellers."""

import sqlite3
from collections import Counter
from datetime import datetime, timedelta
from uuid import uuid4

from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.refusals import Refusal, invalid
from yarmarka.simulators.shared.store import stamp
from yarmarka.simulators.shared.things import Facts, keep, thing, things
from yarmarka.simulators.yookassa.amounts import amount_of, kopecks, kopecks_of
from yarmarka.simulators.yookassa.events import tell


def refund(db: sqlite3.Connection, asked: Fields, *, now: datetime) -> Facts:
    """Give money back; where the payment's description holds `FAIL-REFUND` it is cancelled, to practise on."""
    payment, amount = thing(db, "payment", asked.text("payment_id")), kopecks(asked)
    if payment["status"] != "succeeded":
        raise Refusal(400, "invalid_request", "The payment was not taken.", field="payment_id")
    refunded = kopecks_of(payment["refunded_amount"])
    if amount > kopecks_of(payment["amount"]) - refunded:
        raise invalid("amount", "More than is left of the payment.")
    _check_sources(db, payment, asked, amount)
    fails = "FAIL-REFUND" in payment["description"]
    facts: Facts = {
        "id": str(uuid4()),
        "payment_id": payment["id"],
        "status": "canceled" if fails else "succeeded",
        "created_at": stamp(now),
        "amount": amount_of(amount),
        "metadata": asked.only("metadata")["metadata"] or {},
        "_behaviour": payment["_behaviour"],
    }
    if sources := asked.only("sources")["sources"]:
        facts["sources"] = sources
    if fails:
        facts["cancellation_details"] = {"party": "refund_network", "reason": "rejected_by_payee"}
    else:
        keep(db, "payment", payment | {"refunded_amount": amount_of(refunded + amount)})
    keep(db, "refund", facts)
    tell(db, "refund", facts, now=now)
    return facts


def _check_sources(db: sqlite3.Connection, payment: Facts, asked: Fields, amount: int) -> None:
    """Refuse a refund of a split payment that does not say which seller gives back what, or takes too much of one."""
    sources = asked.groups("sources")
    if not sources and "transfers" not in payment:
        return
    if sum(kopecks(source) for source in sources) != amount:
        raise invalid("sources", "The sources do not sum to the amount.")
    left = Counter({part["account_id"]: kopecks_of(part["amount"]) for part in payment.get("transfers", [])})
    for earlier in things(db, "refund", payment_id=payment["id"], status="succeeded"):
        for part in earlier.get("sources", []):
            left[part["account_id"]] -= kopecks_of(part["amount"])
    for source in sources:
        if kopecks(source) > left[source.text("account_id")]:
            raise invalid("sources", "More than this seller has of the payment.")


def pay_out(db: sqlite3.Connection, asked: Fields, *, settles_after: timedelta, now: datetime) -> Facts:
    """Promise to pay a seller; a destination that holds `FAIL` is not found a little later."""
    amount = kopecks(asked)
    token = asked.text("payout_token", default="")
    destination = {} if token else asked.only("payout_destination_data")["payout_destination_data"]
    if not token:
        asked.group("payout_destination_data").one_of("type", ("yoo_money", "sbp", "bank_card"))
    facts: Facts = {
        "id": f"po-{uuid4()}",
        "status": "pending",
        "amount": amount_of(amount),
        "description": asked.text("description", longest=128, default=""),
        "created_at": stamp(now),
        "metadata": asked.only("metadata")["metadata"] or {},
        "test": True,
        "_fails": "FAIL" in f"{token}{destination}",
    }
    return keep(db, "payout", facts, due=now + settles_after)


def settle(db: sqlite3.Connection, facts: Facts, *, now: datetime) -> None:
    """Pay a seller, or find that it can't be done."""
    if facts["_fails"]:
        facts["status"] = "canceled"
        facts["cancellation_details"] = {"party": "payout_network", "reason": "recipient_not_found"}
    else:
        facts |= {"status": "succeeded", "succeeded_at": stamp(now)}
    keep(db, "payout", facts)
    tell(db, "payout", facts, now=now)
