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
    "pof": "payout file",
    "whs": "warehouse",
    "inv": "invitation",
    "rvw": "review",
    "rpl": "reply",
    "qst": "question",
    "ans": "answer",
    "brd": "brand",
    "bau": "brand authorisation",
    "pup": "pick-up point",
    "doc": "document",
    "crt": "document for goods",
    "cnv": "conversation",
    "clm": "claim",
}
#: two letters at a time, by the value of ten bits
_PAIRS: Final = tuple(first + second for first in ALPHABET for second in ALPHABET)
_SHIFTS: Final = tuple(range(120, -1, -10))
#: to the letters in which Python itself reads numbers of base 32; whatever is none of ours to one that it refuses
_TO_DIGITS: Final = bytes(
    b"0123456789abcdefghijklmnopqrstuv"[ALPHABET.index(chr(code))] if chr(code) in ALPHABET else ord("!")
    for code in range(256)
)


def public_id(prefix: str, key: UUID) -> str:
    """Return the public form of a key, such as `ord_06dxk…`."""
    if prefix not in PREFIXES:
        raise ValueError(f"no prefix {prefix!r}")
    number = key.int
    return f"{prefix}_{''.join([_PAIRS[number >> shift & 1023] for shift in _SHIFTS])}"


def parse_public_id(prefix: str, text: str) -> UUID | None:
    """Return the key in a public id, or nothing if it is not one with this prefix."""
    given, _, letters = text.partition("_")
    if given != prefix or len(letters) != LENGTH:
        return None
    try:
        number = int(letters.encode("ascii").translate(_TO_DIGITS), 32)
    except ValueError:
        return None
    return UUID(int=number) if number < 1 << 128 else None
