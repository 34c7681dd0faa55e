"""Amounts as YooKassa writes them: `{"value": "100.00", "currency": "RUB"}`."""

import re
from decimal import Decimal
from typing import Final

from yarmarka.simulators.shared.fields import Fields

_VALUE: Final = re.compile(r"[0-9]{1,10}\.[0-9]{2}")


def kopecks(asked: Fields, name: str = "amount") -> int:
    """Return an amount in kopecks; refuse what is not one in roubles, above nothing."""
    group = asked.group(name)
    value = group.text("value")
    if group.currency() != "RUB":
        raise group.wrong("currency", "Only RUB is taken.")
    if not _VALUE.fullmatch(value) or Decimal(value) <= 0:
        raise group.wrong("value", "An amount such as 100.00 is wanted.")
    return int(Decimal(value) * 100)


def kopecks_of(amount: dict[str, str]) -> int:
    """Return an amount that stands in the books, in kopecks."""
    return int(Decimal(amount["value"]) * 100)


def amount_of(kopecks: int) -> dict[str, str]:
    """Return kopecks as they are written."""
    return {"value": f"{Decimal(kopecks).scaleb(-2):.2f}", "currency": "RUB"}
