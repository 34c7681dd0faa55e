"""Keys made by the application: UUID version 7, so that rows sort by birth and cells never clash."""

import hashlib
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

_MS_BITS = 48
# Whole numbers all the way: floating seconds lose a millisecond now and then.
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def new_id(at: datetime) -> UUID:
    """Return a fresh UUIDv7 (RFC 9562, 5.7) born at `at`, which must carry a time zone."""
    return _build(at, secrets.randbits(80))


def derived_id(at: datetime, *facts: str) -> UUID:
    """Return the same id for the same instant and facts: a key that makes repeats collide.

    It has the layout of UUIDv7 with a hash where the random bits stand, so it sorts and partitions alike.
    """
    digest = hashlib.blake2b("\x1f".join(facts).encode(), digest_size=10).digest()
    return _build(at, int.from_bytes(digest))


def first_id(at: datetime) -> UUID:
    """Return the smallest id that can be born at `at`: the lower bound of a month's partition."""
    return UUID(int=_milliseconds(at) << (128 - _MS_BITS))


def born_at(key: UUID) -> datetime:
    """Return the instant a UUIDv7 was born at, to the millisecond."""
    return _EPOCH + (key.int >> (128 - _MS_BITS)) * _MILLISECOND


def _milliseconds(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone can't give an id")
    return (at - _EPOCH) // _MILLISECOND


def _build(at: datetime, noise: int) -> UUID:
    value = _milliseconds(at) << 80 | noise & ((1 << 80) - 1)
    value = value & ~(0xF << 76) | 0x7 << 76
    return UUID(int=value & ~(0x3 << 62) | 0x2 << 62)
