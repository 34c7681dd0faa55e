"""What leaves the process (mail, webhooks, feeds) is written down in the same transaction as its cause.

A relay (`jobs.relay`) delivers each message at least once, oldest first, and marks it; a message whose
handler fails is tried again later and later, and never lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from yarmarka.kernel.ids import new_ids
from yarmarka.kernel.sql import Statement, as_json

#: how long a relay has a message for itself
LEASE: Final = timedelta(seconds=60)

_PUBLISH = Statement.beside(__file__, "publish")
_TAKE = Statement.beside(__file__, "take_undelivered")
_BEFORE = Statement.beside(__file__, "undelivered_before")
_DELIVERED = Statement.beside(__file__, "mark_delivered")
_FORGET = Statement.beside(__file__, "forget_reader")
_FAILED = Statement.beside(__file__, "mark_failed")


@dataclass(frozen=True)
class Message:
    """Something to send: `topic` names its handler, `facts` (JSON) are all that the handler is given."""

    topic: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Undelivered:
    """A message that waits, with how often it was tried."""

    id: UUID
    topic: str
    facts: dict[str, Any]
    attempts: int


def publish(messages: Sequence[Message], *, now: datetime) -> None:
    """Write messages down, in one statement, in the caller's transaction; not waited for within `together`."""
    if messages:
        written = [
            {"id": key, "topic": message.topic, "facts": message.facts}
            for key, message in zip(new_ids(now, len(messages)), messages, strict=True)
        ]
        _PUBLISH.sent(messages=as_json(written), now=now)


def take_undelivered(*, limit: int, now: datetime) -> list[Undelivered]:
    """Return the oldest messages that are due, and keep them from other relays for `LEASE`.

    Nothing stays locked while they are delivered; a relay that dies in between leaves them due again.
    """
    return _TAKE.rows(Undelivered, limit=limit, now=now, lease_until=now + LEASE)


def forget_reader(
    *, person_id: UUID, addresses: Sequence[str], order_ids: Sequence[UUID], now: datetime
) -> None:
    """Take the facts out of every message to somebody, or about their orders; what waits is not sent any more."""
    _FORGET.run(
        person_id=str(person_id),
        addresses=[address for address in addresses if address],
        order_ids=[str(order_id) for order_id in order_ids],
        now=now,
    )


def undelivered_before(instant: datetime) -> list[UUID]:
    """Return the messages written before an instant that nobody has delivered yet."""
    return _BEFORE.column(instant=instant)


def mark_delivered(ids: Sequence[UUID], *, now: datetime) -> None:
    """Note that these messages were handed over."""
    if ids:
        _DELIVERED.run(ids=list(ids), now=now)


def mark_failed(message: Undelivered, *, reason: str, retry_at: datetime) -> None:
    """Note a failed try and when to try again."""
    _FAILED.run(id=message.id, reason=reason[:500], retry_at=retry_at)
