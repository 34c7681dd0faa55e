"""Work that is cheaper together, for callers on an event loop: hands elsewhere do it, one run after the other.

What `kernel.batching` does for callers with a thread each, without the threads: those who wait cost nothing, and the
loop goes on answering while a run is at work. Runs are of those who came meanwhile; under load the next begins once as
many stand there as the larger of the last two took, or after a moment (PATIENCE). A quiet process waits for nobody.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from functools import partial
from typing import Generic

from yarmarka.kernel.batching import (
    MOST_TOGETHER,
    MOST_WAITING,
    PATIENCE,
    Asked,
    Busy,
    Failed,
    Given,
    do_together,
)


class Gathering(Generic[Asked, Given]):
    """Gathers what callers on one event loop ask for and has it done together, first come, first served."""

    def __init__(
        self,
        work: Callable[[Sequence[Asked]], Sequence[Given]],
        *,
        hands: Executor,
        most_together: int = MOST_TOGETHER,
        most_waiting: int = MOST_WAITING,
        patience: float = PATIENCE,
    ) -> None:
        self._work = work
        self._hands = hands
        self._most_together = most_together
        self._most_waiting = most_waiting
        self._patience = patience
        self._waiting: deque[tuple[Asked, asyncio.Future[Given]]] = deque()
        self._is_at_work = False
        self._last_runs = (1, 1)
        self._moment: asyncio.TimerHandle | None = None

    async def __call__(self, asked: Asked) -> Given:
        """Return what `work` gives for this request, or raise what it raises. Raises Busy.

        `work` gets requests in the order they came and gives one result each. If it fails as a whole, its requests
        are tried one by one, and each gets its own result or error. Who stops waiting has asked all the same.
        """
        if len(self._waiting) >= self._most_waiting:
            raise Busy(waiting=len(self._waiting), retry_after_s=2)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Given] = loop.create_future()
        self._waiting.append((asked, answer))
        if not self._is_at_work:
            self._begin_or_wait(loop)
        return await answer

    def _begin_or_wait(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin a run, or give those who may be coming back a moment for it."""
        if len(self._waiting) >= min(max(self._last_runs), self._most_together):
            self._begin(loop)
        elif self._moment is None:
            self._moment = loop.call_later(self._patience, self._begin, loop)

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._moment is not None:
            self._moment.cancel()
            self._moment = None
        run = [self._waiting.popleft() for _ in range(min(self._most_together, len(self._waiting)))]
        self._last_runs = (self._last_runs[1], len(run))
        done = loop.run_in_executor(self._hands, do_together, self._work, [asked for asked, _ in run])
        self._is_at_work = True
        done.add_done_callback(partial(self._end, loop, [answer for _, answer in run]))

    def _end(
        self,
        loop: asyncio.AbstractEventLoop,
        answers: Sequence[asyncio.Future[Given]],
        done: asyncio.Future[Sequence[Given | Failed]],
    ) -> None:
        """Give everybody in a run their own, and begin the next."""
        self._is_at_work = False
        for answer, given in zip(answers, done.result(), strict=True):
            if answer.done():
                continue  # whoever asked has gone
            if isinstance(given, Failed):
                answer.set_exception(given.error)
            else:
                answer.set_result(given)
        if self._waiting:
            self._begin_or_wait(loop)
