"""What hardly ever changes and every request asks for: asked once in a few seconds by each process."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Final, Generic, TypeVar

from django.conf import settings

Value = TypeVar("Value")

#: After a change elsewhere everybody knows it this much later: no more than between looking at a page and clicking.
LONGEST: Final = timedelta(seconds=5)


class Remembered(Generic[Value]):
    """One answer, kept for LONGEST; threads share it.

    Only for answers that are still right, if not the newest, a few seconds later: their rows are dated and never
    changed, or name what still stands. What this process changes itself it must `forget`.
    """

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._kept: tuple[float, Value] | None = None

    def get(self) -> Value | None:
        """Return the answer, unless there is none or it is too old."""
        kept = self._kept
        if kept is None or self._seconds() - kept[0] >= LONGEST.total_seconds():
            return None
        return kept[1]

    def keep(self, value: Value) -> Value:
        """Keep the answer, and return it. Where rows come and go, as under tests, nothing is kept."""
        if settings.REMEMBERS:
            self._kept = (self._seconds(), value)
        return value

    def forget(self) -> None:
        """Ask anew next time."""
        self._kept = None
