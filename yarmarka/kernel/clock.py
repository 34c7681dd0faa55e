"""The only place that reads the clock; edges call it and pass `now` down."""

from datetime import UTC, datetime
from uuid import UUID

from yarmarka.kernel.ids import new_id


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(tz=UTC)


def fresh_id() -> UUID:
    """Return a key born now, for rows that a framework makes for us (a person who signs up)."""
    return new_id(now())
