"""Stops asking a service that is down: callers learn at once, and the service gets time to come back."""

import threading
import time
from collections.abc import Callable
from typing import Final

FAILURES: Final = 5
PAUSE_S: Final = 3.0


class Breaker:
    """Counts failures in a row. After too many nobody asks for a while; then one caller tries for all."""

    def __init__(self, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._turn = threading.Lock()
        self._failures = 0
        self._closed_until = 0.0

    def may_ask(self) -> bool:
        """Test if the service may be asked now; the one who tries for all gets a yes, others wait on."""
        with self._turn:
            if self._failures < FAILURES:
                return True
            if self._seconds() < self._closed_until:
                return False
            self._closed_until = self._seconds() + PAUSE_S
            return True

    def note(self, *, answered: bool) -> None:
        """Note how asking went."""
        with self._turn:
            self._failures = 0 if answered else self._failures + 1
            if self._failures == FAILURES:
                self._closed_until = self._seconds() + PAUSE_S
