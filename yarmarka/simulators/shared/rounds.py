"""What a stand-in does on its own: a thread that goes its rounds and can be woken early."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

log = logging.getLogger("yarmarka.simulators")

PAUSE_S: Final = 0.2


class Rounds(threading.Thread):
    """Calls `work(now)` again and again: at once while there was something to do, else after a pause."""

    def __init__(self, name: str, work: Callable[[datetime], bool]) -> None:
        super().__init__(name=name, daemon=True)
        self._work = work
        self._woken = threading.Event()
        self._ended = False

    def wake(self) -> None:
        """Start the next round now."""
        self._woken.set()

    def end(self) -> None:
        """Finish the present round and stop."""
        self._ended = True
        self.wake()
        self.join(timeout=15)

    def run(self) -> None:
        """Go rounds until told to end. A round that fails is logged, and the next one tries again."""
        while not self._ended:
            self._woken.clear()
            if not self._round():
                self._woken.wait(PAUSE_S)

    def _round(self) -> bool:
        try:
            return self._work(datetime.now(tz=UTC))
        except Exception:
            log.exception("a round of %s failed", self.name)
            return False
