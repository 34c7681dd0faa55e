"""Single values of a YML offer: text in, a checked value out, or BadValue."""

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final
from urllib.parse import urlsplit

from yarmarka.connectors.feeds.types import FeedCode
from yarmarka.vocabulary.goods import is_gtin
from yarmarka.vocabulary.money import CURRENCIES

LONGEST_TITLE: Final = 300
LONGEST_NAME: Final = 120
LONGEST_ADDRESS: Final = 2_000
LARGEST_PRICE: Final = Decimal(10_000_000_000)
LARGEST_WEIGHT_KG: Final = Decimal(10_000)
LARGEST_LENGTH_CM: Final = Decimal(10_000)
LARGEST_STOCK: Final = 1_000_000_000

_NUMBER: Final = re.compile(r"[+-]?\d{1,18}(\.\d{1,12})?", re.ASCII)
_WHOLE: Final = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_HS_CODE: Final = re.compile(r"\d{6}(\d{4})?", re.ASCII)
#: A currency's old code, which feeds still use.
_OLD_CODES: Final = {"RUR": "RUB"}


class BadValue(Exception):
    """A value can't be taken: the code and the facts say why."""

    def __init__(self, code: FeedCode, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code, self.facts = code, facts


def text(value: str, *, limit: int = LONGEST_NAME) -> str:
    """Return text on one line, no longer than the limit."""
    line = " ".join(value.split())
    if len(line) > limit:
        raise BadValue(FeedCode.VALUE_TOO_LONG, length=len(line), limit=limit)
    return line


def title(value: str) -> str:
    """Return a title."""
    return text(value, limit=LONGEST_TITLE)


def currency(value: str) -> str:
    """Return an ISO 4217 code that the platform trades in; RUR is RUB."""
    code = _OLD_CODES.get(value, value)
    if code not in CURRENCIES:
        raise BadValue(FeedCode.CURRENCY_UNKNOWN, value=_short(value), known=", ".join(CURRENCIES))
    return code


def minor_units(value: str) -> int:
    """Return a price in minor units: positive, with two decimals at most."""
    amount = _positive(value, LARGEST_PRICE)
    minor = amount.scaleb(2)
    if minor != minor.to_integral_value():
        raise BadValue(FeedCode.TOO_PRECISE, value=value)
    return int(minor)


def grams(value: str) -> int:
    """Return kilograms as whole grams, a trace as one gram."""
    return max(1, _rounded(_positive(value, LARGEST_WEIGHT_KG) * 1000))


def millimetres(value: str) -> tuple[int, int, int]:
    """Return `length/width/height` in centimetres as millimetres."""
    parts = value.split("/")
    if len(parts) != 3:
        raise BadValue(FeedCode.DIMENSIONS_INVALID, value=_short(value))
    length, width, height = (
        max(1, _rounded(_positive(part.strip(), LARGEST_LENGTH_CM) * 10)) for part in parts
    )
    return length, width, height


def stock(value: str) -> int:
    """Return how many pieces there are."""
    if not _WHOLE.fullmatch(value):
        raise BadValue(FeedCode.NOT_A_NUMBER, value=_short(value))
    count = int(value)
    if count < 0:
        raise BadValue(FeedCode.NEGATIVE, value=value)
    if count > LARGEST_STOCK:
        raise BadValue(FeedCode.TOO_LARGE, value=value, limit=LARGEST_STOCK)
    return count


def gtin(value: str) -> str:
    """Return a GS1 number whose check digit is right, in digits."""
    digits = re.sub(r"[\s-]", "", value)
    if not is_gtin(digits):
        raise BadValue(FeedCode.BARCODE_INVALID, value=_short(value))
    return digits


def picture_url(value: str) -> str:
    """Return a web address of a picture."""
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in {"http", "https"} and bool(parts.hostname) and len(value) <= LONGEST_ADDRESS
    except ValueError:
        is_good = False
    if not is_good or value.split() != [value]:
        raise BadValue(FeedCode.PICTURE_INVALID, value=_short(value))
    return value


def hs_code(value: str) -> str:
    """Return a customs code: six digits of the Harmonized System, or ten of the EAEU's nomenclature."""
    digits = "".join(value.split())
    if not _HS_CODE.fullmatch(digits):
        raise BadValue(FeedCode.HS_CODE_INVALID, value=_short(value))
    return digits


def _positive(value: str, largest: Decimal) -> Decimal:
    if not _NUMBER.fullmatch(value):
        raise BadValue(FeedCode.NOT_A_NUMBER, value=_short(value))
    number = Decimal(value)
    if number <= 0:
        raise BadValue(FeedCode.NOT_POSITIVE, value=value)
    if number > largest:
        raise BadValue(FeedCode.TOO_LARGE, value=value, limit=int(largest))
    return number


def _rounded(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:60]}…"
