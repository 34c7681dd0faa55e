"""The only place that reads the clock; edges call it and pass `now` down."""

from datetime import UTC, datetime


def now() -> datetime:
    """Return this instant, in UTC."""
    return datetime.now(tz=UTC)
