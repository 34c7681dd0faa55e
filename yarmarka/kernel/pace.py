"""How often somebody may ask: counted in this process alone, for what costs too little to count in the database."""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

#: so many askers are told apart at once; above it everybody begins anew
_MOST: Final = 20_000


class Pace:
    """Lets each asker ask `most` times within `seconds`; with several processes, in each of them."""

    def __init__(self, *, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._counts: dict[Hashable, tuple[float, int]] = {}
        self._lock = Lock()

    def allows(self, asker: Hashable) -> bool:
        """Count a question, and test if it may be answered."""
        now = self._clock()
        with self._lock:
            if len(self._counts) >= _MOST:
                self._counts.clear()
            since, count = self._counts.get(asker, (now, 0))
            if now - since >= self._seconds:
                since, count = now, 0
            self._counts[asker] = (since, count + 1)
        return count < self._most
