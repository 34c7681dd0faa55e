"""Work that is cheaper together: callers that come at the same time share one run of it.

Whoever comes first while nobody is at work does the work at once, in its own thread, with whatever lies there: a
quiet process runs batches of one and pays nothing for it. Those who come meanwhile wait; when a run ends, one of
them leads the next, with all the others who wait. So batches grow with the load by themselves.

Under load, those who were just answered come back within a moment. The next leader gives them that moment (PATIENCE,
at most): it begins once as many stand there as the larger of the last two runs took. Without it two half crowds take
turns, each paying for a run of its own.

This is for callers with a thread each; `kernel.gathering` does the same for those who share an event loop.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.telemetry import log

Asked = TypeVar("Asked")
Given = TypeVar("Given")

#: How many requests one run takes at the most, and how many may wait before newcomers are sent away.
MOST_TOGETHER: Final = 64
MOST_WAITING: Final = 512
#: How long, in seconds, a leader waits for those who may be coming back.
PATIENCE: Final = 0.002


class Busy(YarmarkaError):
    """So many are waiting that another would wait too long; nothing was begun, and trying again is safe."""

    code, status = "busy", 503


@dataclass(frozen=True)
class Failed:
    """What became of a request that its work could not be done for."""

    error: Exception


def do_together(
    work: Callable[[Sequence[Asked]], Sequence[Given]], run: Sequence[Asked]
) -> Sequence[Given | Failed]:
    """Do some work for a run of requests; if it fails as a whole, try them one by one, and each gets its own."""
    try:
        given = work(run)
        if len(given) == len(run):
            return given
        log.error("a batch gave no result for each and is tried one by one", asked=len(run), given=len(given))
    except Exception:
        if len(run) > 1:
            log.exception("a batch failed and is tried one by one", size=len(run))
    return [_do_alone(work, one) for one in run]


def _do_alone(work: Callable[[Sequence[Asked]], Sequence[Given]], asked: Asked) -> Given | Failed:
    try:
        return work([asked])[0]
    except Exception as error:
        return Failed(error)


class Batching(Generic[Asked, Given]):
    """Gathers what callers ask for and does it together, first come, first served."""

    def __init__(
        self,
        work: Callable[[Sequence[Asked]], Sequence[Given]],
        *,
        most_together: int = MOST_TOGETHER,
        most_waiting: int = MOST_WAITING,
        patience: float = PATIENCE,
    ) -> None:
        self._work = work
        self._most_together = most_together
        self._most_waiting = most_waiting
        self._patience = patience
        self._guard = threading.Lock()
        self._waiting: deque[_Place[Asked, Given]] = deque()
        self._is_led = False
        self._last_runs = (1, 1)
        #: how many a leader waits for, if one does; then whoever makes the number full lets it go on
        self._awaited = 0
        self._company = threading.Lock()
        self._company.acquire()

    def __call__(self, asked: Asked) -> Given:
        """Return what `work` gives for this request, or raise what it raises. Raises Busy.

        `work` gets requests in the order they came and gives one result each. If it fails as a whole, its
        requests are tried one by one, and each gets its own result or error.
        """
        place = _Place[Asked, Given](asked)
        with self._guard:
            if len(self._waiting) >= self._most_waiting:
                raise Busy(waiting=len(self._waiting), retry_after_s=2)
            self._waiting.append(place)
            leads = not self._is_led
            self._is_led = True
            self._note_company()
        if not leads:
            place.turn.acquire()
        if not place.is_settled:
            self._lead()
        return place.result()

    def _lead(self) -> None:
        """Do one run with all who wait, this caller among them, and hand the lead to the next who does."""
        self._await_company()
        with self._guard:
            run = [self._waiting.popleft() for _ in range(min(self._most_together, len(self._waiting)))]
            self._last_runs = (self._last_runs[1], len(run))
        try:
            given = do_together(self._work, [place.asked for place in run])
            for place, one in zip(run, given, strict=True):
                place.settle(one)
        finally:
            with self._guard:
                following = self._waiting[0] if self._waiting else None
                self._is_led = following is not None
            # The first of them is this caller, who waits no more.
            for place in run[1:]:
                place.turn.release()
            if following is not None:
                following.turn.release()

    def _await_company(self) -> None:
        """Wait a moment for those who may be coming back; in a quiet process there is nobody to wait for."""
        with self._guard:
            self._awaited = min(max(self._last_runs), self._most_together)
            if len(self._waiting) >= self._awaited:
                self._awaited = 0
                return
        if self._company.acquire(timeout=self._patience):
            return
        with self._guard:
            if self._awaited:
                self._awaited = 0
                return
        # The number became full just when patience ended.
        self._company.acquire()

    def _note_company(self) -> None:
        if self._awaited and len(self._waiting) >= self._awaited:
            self._awaited = 0
            self._company.release()


class _Place(Generic[Asked, Given]):
    """One caller's place in the row: what it asked, and what became of it."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        # Held until it is this caller's turn: to lead, or to take what it was given. Costs less than an Event.
        self.turn = threading.Lock()
        self.turn.acquire()
        self.is_settled = False
        self._given: Given | Failed | None = None

    def settle(self, given: Given | Failed) -> None:
        self._given, self.is_settled = given, True

    def result(self) -> Given:
        if isinstance(self._given, Failed):
            raise self._given.error
        return self._given  # type: ignore[return-value]  # settled
