"""Numbers that identify a trade item all over the world, and those that only seem to."""

import re
from typing import Final

from yarmarka.domain.catalogue.errors import GtinInvalid
from yarmarka.vocabulary.goods import gtin14, is_gtin

_SEPARATORS: Final = re.compile(r"[\s\-‐‑–]+")
#: GS1 prefixes of numbers that a shop or a region gives out for itself, and of coupons
#: (GS1 General Specifications, 1.4.2): two sellers may use the same one for different goods.
_RESTRICTED: Final = frozenset({"02", "04", "05", *(str(prefix) for prefix in range(20, 30))})
_RESTRICTED_SHORT: Final = frozenset({"0", "2"})


def normal_gtin(text: str) -> str:
    """Return a barcode number as a GTIN of 14 digits, or nothing if it identifies goods in one shop only.

    Raises GtinInvalid when its length or check digit is wrong.
    """
    number = _SEPARATORS.sub("", text)
    if not number.strip("0"):
        return ""
    if not is_gtin(number):
        raise GtinInvalid(field="barcode", reason="wrong_check_digit_or_length", value=text[:40])
    whole = gtin14(number)
    return "" if _is_restricted(whole) else whole


def _is_restricted(whole: str) -> bool:
    if whole.startswith("000000"):
        return whole[6] in _RESTRICTED_SHORT
    return whole[1:3] in _RESTRICTED
