"""The processes under fire: whatever is killed, or falls with what was killed, is started again."""

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from typing import Final

from yarmarka.bench.orders.servers import family
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.postgres import EmbeddedPostgres
from yarmarka.kernel.supervisor import Program
from yarmarka.kernel.waiting import wait_until

#: kinds of targets, each at least once
_KINDS: Final = 4
_COMES_BACK_S: Final = 180.0


@dataclass
class Troupe:
    """A running marketplace. Kill and look after it from the main thread: its processes end with their starter."""

    postgres: EmbeddedPostgres
    web: Program
    worker: Program
    acquirer: Program
    chance: random.Random
    before_worker: Callable[[], None] = lambda: None  # once the worker is gone, before the next one starts
    did: Counter[str] = field(default_factory=Counter)

    def start(self) -> None:
        """Start what stands on the database."""
        for program in (self.acquirer, self.web, self.worker):
            program.start()

    def stop(self) -> None:
        """Stop what stands on the database."""
        for program in (self.worker, self.web, self.acquirer):
            program.stop()

    def fire(self, *, seconds: float, every: float, say: Callable[[str], None]) -> None:
        """Kill one after another, with no time for anything, each once the shop has answered for a while

        Ends when the time is over and each kind was killed once: on a busy machine that may take longer.
        """
        begun = time.monotonic()
        for number, (name, kill) in enumerate(self._targets()):
            self._trade_on(every)
            if time.monotonic() - begun >= seconds and number >= _KINDS:
                return
            kill()
            self.did[f"{name} killed"] += 1
            say(f"killed after {time.monotonic() - begun:.0f} s: {name}")
            time.sleep(self.chance.uniform(0, 0.5))
            if not self.be_ready(seconds=_COMES_BACK_S):
                raise TimeoutError(f"the shop does not come back after the {name} was killed")

    def _trade_on(self, seconds: float) -> None:
        ends = time.monotonic() + seconds
        while time.monotonic() < ends:
            self.look_after()
            time.sleep(0.1)

    def look_after(self) -> None:
        """Start again whatever does not run."""
        with suppress(YarmarkaError):
            if not self.postgres.is_running():
                self.postgres.start_again()
        for program in (self.acquirer, self.web, self.worker):
            if not program.is_running():
                if program is self.worker:
                    self.before_worker()
                program.start_again()
                self.did[f"{program.name} started again"] += 1

    def be_ready(self, *, seconds: float) -> bool:
        """Start again whatever does not run and wait until the shop answers; return whether it does."""

        def is_ready() -> bool:
            self.look_after()
            return self.web.is_ready is not None and self.web.is_ready()

        return wait_until(is_ready, seconds=seconds, every=0.2)

    def _targets(self) -> Iterator[tuple[str, Callable[[], None]]]:
        return cycle(
            (
                ("web worker", self._kill_web_worker),
                ("job worker", lambda: _kill_all(self.worker.pid)),
                ("postgres", self._kill_postgres),
                ("web server", lambda: _kill_all(self.web.pid)),
                ("job worker", lambda: _kill_all(self.worker.pid)),
                ("postgres", self._kill_postgres),
            )
        )

    def _kill_web_worker(self) -> None:
        below = family(self.web.pid)[1:] if self.web.pid else []
        if below:
            with suppress(ProcessLookupError):
                os.kill(self.chance.choice(below), signal.SIGKILL)

    def _kill_postgres(self) -> None:
        # The server alone: its children must find out by themselves, as when the kernel runs out of memory.
        if self.postgres.pid:
            os.kill(self.postgres.pid, signal.SIGKILL)


def _kill_all(leader: int | None) -> None:
    """Kill a process and all that it started, in the session that it leads."""
    if leader:
        with suppress(ProcessLookupError):
            os.killpg(leader, signal.SIGKILL)
