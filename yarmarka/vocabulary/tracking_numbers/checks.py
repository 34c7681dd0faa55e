"""The check digits that carriers use. Each takes the characters before the check digit and returns that digit."""

from collections.abc import Iterable
from typing import Final

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_FEDEX_FROM_THE_RIGHT: Final = (1, 3, 7)


def gs1(digits: str) -> str:
    """Return the GS1 modulo-10 check digit: from the right, 3 and 1 in turn (GS1 General Specifications, 7.9).

    Russian Post's 14 digits, USPS, Canada Post and FedEx Ground use it.
    """
    return _to_ten(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(digits)))


def ups(characters: str) -> str:
    """Return UPS's check digit: from the left, 1 and 2 in turn; letters count A = 2, B = 3 … modulo 10."""
    values = [int(sign) if sign.isdigit() else (ord(sign) - 63) % 10 for sign in characters]
    return _to_ten(value * (1, 2)[place % 2] for place, value in enumerate(values))


def luhn(digits: str) -> str:
    """Return the Luhn check digit (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (2, 1)[place % 2] for place, digit in enumerate(reversed(digits))]
    return _to_ten(value // 10 + value % 10 for value in doubled)


def modulo_7(digits: str) -> str:
    """Return the number modulo 7, as DHL Express has it."""
    return str(int(digits) % 7)


def fedex(digits: str) -> str:
    """Return FedEx's check digit: from the right, weights 1, 3 and 7 in turn, modulo 11, then modulo 10."""
    weighed = (int(digit) * _FEDEX_FROM_THE_RIGHT[place % 3] for place, digit in enumerate(reversed(digits)))
    return str(sum(weighed) % 11 % 10)


def mod_37_36(characters: str) -> str:
    """Return the check character of ISO 7064, MOD 37,36, which DPD uses."""
    carried = 36
    for sign in characters:
        carried = (carried + _ALPHABET.index(sign)) % 36 or 36
        carried = carried * 2 % 37
    return _ALPHABET[(37 - carried) % 36]


def _to_ten(values: Iterable[int]) -> str:
    """Return what is missing to a whole ten."""
    return str(-sum(values) % 10)
