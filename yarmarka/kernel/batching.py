"""Work that is cheaper together: callers that come at the same time share one run of it.

Whoever comes first while nobody is at work does the work at once, in its own thread, with whatever lies there: a
quiet process runs batches of one and pays nothing for it. Those who come meanwhile wait; when a run ends, one of
them leads the next, with all the others who wait. So batches grow with the load by themselves, without a timer,
and nobody waits for a batch to fill.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final, Generic, TypeVar

from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.telemetry import log

Asked = TypeVar("Asked")
Given = TypeVar("Given")

#: How many requests one run takes at the most, and how many may wait before newcomers are sent away.
MOST_TOGETHER: Final = 64
MOST_WAITING: Final = 512


class Busy(YarmarkaError):
    """So many are waiting that another would wait too long; nothing was begun, and trying again is safe."""

    code, status = "busy", 503


class Batching(Generic[Asked, Given]):
    """Gathers what callers ask for and does it together, first come, first served."""

    def __init__(
        self,
        work: Callable[[Sequence[Asked]], Sequence[Given]],
        *,
        most_together: int = MOST_TOGETHER,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._work = work
        self._most_together = most_together
        self._most_waiting = most_waiting
        self._guard = threading.Lock()
        self._waiting: deque[_Place[Asked, Given]] = deque()
        self._is_led = False

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
        if not leads:
            place.turn.acquire()
        if not place.is_settled:
            self._lead()
        return place.result()

    def _lead(self) -> None:
        """Do one run with all who wait, this caller among them, and hand the lead to the next who does."""
        with self._guard:
            run = [self._waiting.popleft() for _ in range(min(self._most_together, len(self._waiting)))]
        try:
            self._do(run)
        finally:
            with self._guard:
                following = self._waiting[0] if self._waiting else None
                self._is_led = following is not None
            # The first of them is this caller, who waits no more.
            for place in run[1:]:
                place.turn.release()
            if following is not None:
                following.turn.release()

    def _do(self, run: "Sequence[_Place[Asked, Given]]") -> None:
        try:
            results = self._work([place.asked for place in run])
        except Exception:
            if len(run) > 1:
                log.exception("a batch failed and is tried one by one", size=len(run))
            for place in run:
                place.settle_alone(self._work)
            return
        for place, result in zip(run, results, strict=True):
            place.settle(result)


class _Place(Generic[Asked, Given]):
    """One caller's place in the row: what it asked, and what became of it."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        # Held until it is this caller's turn: to lead, or to take what it was given. Costs less than an Event.
        self.turn = threading.Lock()
        self.turn.acquire()
        self.is_settled = False
        self._given: Given | None = None
        self._failed: BaseException | None = None

    def settle(self, given: Given) -> None:
        self._given, self.is_settled = given, True

    def settle_alone(self, work: Callable[[Sequence[Asked]], Sequence[Given]]) -> None:
        try:
            self.settle(work([self.asked])[0])
        except Exception as error:
            self._failed, self.is_settled = error, True

    def result(self) -> Given:
        if self._failed is not None:
            raise self._failed
        return self._given  # type: ignore[return-value]  # settled without a failure
