"""What people and machines see of a key: a prefix that says what it is, and the UUID in 26 letters."""

from typing import Final
from uuid import UUID

#: Crockford's base 32: no I, L, O or U, so that it can be read aloud.
ALPHABET: Final = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 26
#: prefix → what it stands for
PREFIXES: Final = {
    "per": "person",
    "adr": "address",
    "slr": "seller",
    "cat": "category",
    "prd": "product",
    "off": "offer",
    "ord": "order",
    "slo": "seller order",
    "pay": "payment attempt",
    "rfd": "refund",
    "pcl": "parcel",
    "dsv": "delivery service",
    "out": "payout",
    "whs": "warehouse",
}
_VALUES: Final = {letter: value for value, letter in enumerate(ALPHABET)}


def public_id(prefix: str, key: UUID) -> str:
    """Return the public form of a key, such as `ord_06dxk…`."""
    if prefix not in PREFIXES:
        raise ValueError(f"no prefix {prefix!r}")
    number, letters = key.int, []
    for _ in range(LENGTH):
        number, value = divmod(number, 32)
        letters.append(ALPHABET[value])
    return f"{prefix}_{''.join(reversed(letters))}"


def parse_public_id(prefix: str, text: str) -> UUID | None:
    """Return the key in a public id, or nothing if it is not one with this prefix."""
    given, _, letters = text.partition("_")
    if given != prefix or len(letters) != LENGTH:
        return None
    number = 0
    for letter in letters:
        if letter not in _VALUES:
            return None
        number = number * 32 + _VALUES[letter]
    return UUID(int=number) if number < 1 << 128 else None
