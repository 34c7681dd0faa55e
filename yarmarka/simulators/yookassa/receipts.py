"""Fiscal receipts: checked as a till would, registered a little later."""

import re
import sqlite3
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import Final
from uuid import uuid4

from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.refusals import Refusal, invalid
from yarmarka.simulators.shared.store import stamp
from yarmarka.simulators.shared.things import Facts, keep, thing
from yarmarka.simulators.yookassa.amounts import kopecks

MOST_LINES: Final = 80
AGENTS: Final = (
    "banking_payment_agent", "banking_payment_subagent", "payment_agent", "payment_subagent", "attorney",
    "commissioner", "agent",
)  # fmt: skip
_INN: Final = re.compile(r"[0-9]{10}|[0-9]{12}")


def register(db: sqlite3.Connection, asked: Fields, *, registers_after: timedelta, now: datetime) -> Facts:
    """Take a receipt on, if a till would."""
    kind = asked.one_of("type", ("payment", "refund"))
    about = f"{kind}_id"
    if thing(db, kind, asked.text(about))["status"] != "succeeded":
        raise Refusal(400, "invalid_request", "No money has moved.", field=about)
    customer = asked.group("customer")
    if not customer.text("email", default="") and not customer.text("phone", default=""):
        raise invalid("customer", "An e-mail address or a phone number is wanted.")
    lines, settlements = asked.groups("items"), asked.groups("settlements")
    if not 1 <= len(lines) <= MOST_LINES:
        raise invalid("items", f"From 1 to {MOST_LINES} lines are taken.")
    if sum(_line(line) for line in lines) != sum(kopecks(each) for each in settlements):
        raise invalid("settlements", "The lines do not sum to the settlements.")
    facts: Facts = {
        "id": f"rt_{uuid4()}",
        "type": kind,
        about: asked.text(about),
        "status": "pending",
        "internet": asked.flag("internet"),
        **asked.only("items", "settlements"),
    }
    return keep(db, "receipt", facts, due=now + registers_after)


def settle(db: sqlite3.Connection, facts: Facts, *, now: datetime) -> None:
    """Register a receipt."""
    fiscal = {
        "fiscal_document_number": "3986",
        "fiscal_storage_number": "9288000100115785",
        "fiscal_attribute": "2617603921",
        "registered_at": stamp(now),
    }
    keep(db, "receipt", facts | fiscal | {"status": "succeeded"})


def _line(line: Fields) -> int:
    """Return a line's sum in kopecks; refuse one that a till would not print."""
    line.text("description", longest=128)
    line.whole("vat_code", least=1, most=12)
    for name in ("payment_subject", "payment_mode", "measure"):
        line.text(name)
    if line.only("agent_type")["agent_type"] is not None:
        line.one_of("agent_type", AGENTS)
        supplier = line.group("supplier")
        supplier.text("name")
        inn = supplier.text("inn", default="")
        if inn and not _INN.fullmatch(inn):
            raise invalid("items.supplier.inn", "An INN has 10 or 12 digits.")
    try:
        quantity = Decimal(line.text("quantity"))
    except InvalidOperation:
        raise invalid("items.quantity", "A number such as 1.000 is wanted.") from None
    return int(kopecks(line) * quantity)
