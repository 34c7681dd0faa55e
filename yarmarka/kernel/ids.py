"""Keys made by the application: UUID version 7, so that rows sort by birth and cells never clash."""

import hashlib
import os
import secrets
from datetime import UTC, datetime, timedelta
from uuid import UUID

_MS_BITS = 48
# Whole numbers all the way: floating seconds lose a millisecond now and then.
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_SHAPE_BITS = 0xF << 76 | 0x3 << 62
_SHAPE = 0x7 << 76 | 0x2 << 62


def new_id(at: datetime) -> UUID:
    """Return a fresh UUIDv7 (RFC 9562, 5.7) born at `at`, which must carry a time zone."""
    return _build(at, secrets.randbits(80))


def new_ids(at: datetime, count: int) -> list[UUID]:
    """Return so many fresh ids born at the same instant, for less than one by one."""
    noise, born = os.urandom(10 * count), _milliseconds(at) << 80
    return [_shaped(born | int.from_bytes(noise[start : start + 10])) for start in range(0, 10 * count, 10)]


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
    return _shaped(_milliseconds(at) << 80 | noise & ((1 << 80) - 1))


def _shaped(value: int) -> UUID:
    """Return 128 bits as a UUID whose version and variant say that it is the seventh."""
    return UUID(int=value & ~_SHAPE_BITS | _SHAPE)
