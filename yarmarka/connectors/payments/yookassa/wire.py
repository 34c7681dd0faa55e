"""How YooKassa writes things down: amounts as texts with two decimals, transfers, fiscal receipts. Pure."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from yarmarka.connectors.caller import TOO_MANY, Complaint, Speech
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import Transfer
from yarmarka.connectors.payments.receipts import Receipt, ReceiptKind, ReceiptLine
from yarmarka.vocabulary.money import CURRENCIES, Money, minor_units

#: What their limits are; longer texts are cut, never refused.
LONGEST_DESCRIPTION: Final = 128
_AMOUNT: Final = re.compile(r"[0-9]{1,12}\.[0-9]{2}")
#: "Accepted, still at work": the answer comes when the same request is sent again.
_AT_WORK: Final = 202


def _complaint(facts: Facts) -> Complaint:
    return Complaint(
        facts.text("code"), facts.text_or_empty("parameter") or None, facts.text_or_empty("description")
    )


SPEECH: Final = Speech(
    root="/v3/",
    key_header="Idempotence-Key",
    complaint=_complaint,
    not_yet=frozenset({_AT_WORK, TOO_MANY}),
)


def sum_of(amount: Money) -> dict[str, str]:
    """Return an amount as they write it: `{"value": "1234.50", "currency": "RUB"}`."""
    return {"value": f"{amount.major:.2f}", "currency": amount.currency}


def money(facts: Facts, name: str = "amount") -> Money:
    """Return the amount under a name."""
    group = facts.group(name)
    value, currency = group.text("value"), group.text("currency")
    if not _AMOUNT.fullmatch(value):
        raise facts.bad(f"{name}.value", "not_an_amount")
    if currency not in CURRENCIES:
        raise facts.bad(f"{name}.currency", "unknown_currency")
    return Money(minor_units(Decimal(value)), currency)


def transfers_of(transfers: Sequence[Transfer]) -> list[dict[str, Any]]:
    """Return who gets which part of a payment, and what the platform keeps of each part."""
    return [
        {
            "account_id": each.account,
            "amount": sum_of(each.amount),
            "platform_fee_amount": sum_of(each.fee),
            "description": each.description[:LONGEST_DESCRIPTION],
            "metadata": {"own_id": str(each.own_id)},
        }
        for each in transfers
    ]


def sources_of(sources: Sequence[Transfer]) -> list[dict[str, Any]]:
    """Return from whom a refund is taken back, with the part of the platform's fee that goes back too."""
    return [
        {
            "account_id": each.account,
            "amount": sum_of(each.amount),
            "platform_fee_amount": sum_of(each.fee),
        }
        for each in sources
    ]


def receipt_facts(receipt: Receipt) -> dict[str, Any]:
    """Return a receipt as `POST /receipts` takes it.

    It goes out after its payment, never within it: only so may a line name the supplier (tag 1224), and every line
    of a marketplace has one.
    """
    about = "payment_id" if receipt.kind is ReceiptKind.PAYMENT else "refund_id"
    reachable = {"email": receipt.email, "phone": receipt.phone}
    return {
        "type": receipt.kind.value,
        about: receipt.about_ref,
        "customer": {name: value for name, value in reachable.items() if value},
        "items": [_line(line) for line in receipt.lines],
        "settlements": [{"type": receipt.settled.value, "amount": sum_of(receipt.total)}],
        "internet": receipt.is_internet,
        "send": True,
    }


def _line(line: ReceiptLine) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "description": line.name[:LONGEST_DESCRIPTION],
        "quantity": f"{line.quantity:.3f}",
        "amount": sum_of(line.price),
        "vat_code": int(line.vat),
        "payment_subject": line.subject.value,
        "payment_mode": line.mode.value,
        "measure": line.measure,
    }
    if line.supplier is None:
        return facts
    supplier = {"name": line.supplier.name, "inn": line.supplier.inn, "phone": line.supplier.phone}
    return facts | {
        "agent_type": "commissioner",
        "supplier": {name: value for name, value in supplier.items() if value},
    }
