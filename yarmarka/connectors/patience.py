"""Asks a service again when a failure may be over in a moment, and leaves a service in peace that is down."""

from collections.abc import Callable
from typing import Final, TypeVar

import stamina

from yarmarka.connectors.breaker import Breaker
from yarmarka.connectors.errors import Unreachable

TRIES: Final = 3
LONGEST_S: Final = 10.0
Answer = TypeVar("Answer")


class Passing(Exception):
    """A failure that may be over in a moment. `is_down`: there was no answer, or one that says so."""

    def __init__(self, reason: str, *, is_down: bool) -> None:
        super().__init__(reason)
        self.is_down = is_down


class Patience:
    """Patience with one service, shared by the threads that ask it.

    Only what may be asked twice belongs here: reads, and writes that carry their own key.
    """

    def __init__(self, *, service: str) -> None:
        self.service = service
        self._breaker = Breaker()

    def ask(self, once: Callable[[], Answer]) -> Answer:
        """Return what `once` returns; it raises Passing to be asked again. Raises Unreachable when tries run out."""
        try:
            for attempt in stamina.retry_context(
                on=Passing,
                attempts=TRIES,
                timeout=LONGEST_S,
                wait_initial=0.1,
                wait_max=1.0,
                wait_jitter=0.2,
            ):
                with attempt:
                    return self._ask_once(once)
        except Passing as failure:
            raise Unreachable(service=self.service, reason=str(failure)) from failure
        raise AssertionError("the last try either answers or raises")

    def _ask_once(self, once: Callable[[], Answer]) -> Answer:
        if not self._breaker.may_ask():
            raise Unreachable(service=self.service, reason="resting")
        try:
            answer = once()
        except Passing as failure:
            self._breaker.note(answered=not failure.is_down)
            raise
        self._breaker.note(answered=True)
        return answer
