"""Keeps processes running: starts them in order, starts a crashed one again, stops them in reverse."""

import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.processes import CannotStart, end_process, has_ended, start_process
from yarmarka.kernel.waiting import wait_until

FIRST_PAUSE: Final = 0.5
LONGEST_PAUSE: Final = 30.0
STEADY_SECONDS: Final = 60.0  # whoever ran this long starts again with the first pause
_LOG_BYTES: Final = 20_000_000


class Service(Protocol):
    """Something that runs beside us. `start` returns when it is ready; `start_again` need not wait for that."""

    @property
    def name(self) -> str: ...
    def start(self) -> None: ...
    def start_again(self) -> None: ...
    def stop(self) -> None: ...
    def is_running(self) -> bool: ...


@dataclass
class Program:
    """A child process with its log. `is_ready` is asked until it says yes, at most `patience` seconds."""

    name: str
    command: Sequence[str]
    log: Path
    env: Mapping[str, str] | None = field(default=None, repr=False)  # it holds passwords
    is_ready: Callable[[], bool] | None = None
    patience: float = 60.0
    grace: float = 15.0
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def pid(self) -> int | None:
        """The process number while it runs."""
        return self._process.pid if self._process and self.is_running() else None

    def is_running(self) -> bool:
        """Test if the process lives."""
        return self._process is not None and not has_ended(self._process)

    def start(self) -> None:
        """Start the process and wait until it is ready. Raises CannotStart with the end of its log."""
        keep_log_short(self.log)
        begins_at = self.log.stat().st_size if self.log.exists() else 0
        self.start_again()
        if self.is_ready is not None:
            self._await(self.is_ready, begins_at)

    def start_again(self) -> None:
        """Start the process without waiting for it: what it waits for may be another's new start."""
        self._process = start_process(self.command, log=self.log, env=self.env, cwd=Path.cwd())

    def stop(self) -> None:
        """Ask the process to finish what it does, and end it if it takes longer than its grace."""
        if self._process:
            end_process(self._process, (signal.SIGTERM, self.grace))
            self._process = None

    def _await(self, is_ready: Callable[[], bool], log_begins_at: int) -> None:
        wait_until(lambda: not self.is_running() or is_ready(), seconds=self.patience)
        if self.is_running() and is_ready():
            return
        state = "does not answer" if self.is_running() else "ended at once"
        self.stop()
        said = self.log.read_bytes()[log_begins_at:].decode(errors="replace").strip()
        raise CannotStart(f"{self.name} {state}. It said: {said[-1500:]}", remedy=f"See {self.log}.")


@dataclass
class _Watched:
    service: Service
    started_at: float
    pause: float = FIRST_PAUSE
    again_at: float | None = None


class Supervisor:
    """Runs services; `say` is told, in short lines, what happens to them."""

    def __init__(self, *, say: Callable[[str], None]) -> None:
        self._say = say
        self._watched: list[_Watched] = []

    def start(self, service: Service) -> None:
        """Start a service, and keep it running from now on. Raises what its start raises."""
        # Noted before it runs: an interruption at any point finds it among what is to be stopped.
        watched = _Watched(service=service, started_at=time.monotonic())
        self._watched.append(watched)
        try:
            service.start()
        except (OSError, YarmarkaError):
            self._watched.remove(watched)
            raise

    def look_after(self) -> None:
        """Look at every service once and start again what ended, each time after a longer pause."""
        now = time.monotonic()
        for watched in self._watched:
            if watched.again_at is not None:
                if now >= watched.again_at:
                    self._start_again(watched)
            elif not watched.service.is_running():
                self._note_crash(watched, now)

    def watch(self, *, until: Callable[[], bool]) -> None:
        """Look after the services until told otherwise."""
        while not wait_until(until, seconds=0.2):
            self.look_after()

    def stop(self) -> None:
        """Stop every service, the last started first; one that will not stop does not spare the others."""
        while self._watched:
            service = self._watched.pop().service
            try:
                service.stop()
            except (OSError, YarmarkaError) as trouble:
                self._say(f"{service.name}: {trouble}")

    def _note_crash(self, watched: _Watched, now: float) -> None:
        if now - watched.started_at >= STEADY_SECONDS:
            watched.pause = FIRST_PAUSE
        watched.again_at = now + watched.pause
        self._say(f"{watched.service.name} ended unexpectedly; starting it again in {watched.pause:g} s")
        watched.pause = min(watched.pause * 2, LONGEST_PAUSE)

    def _start_again(self, watched: _Watched) -> None:
        watched.again_at = None
        watched.started_at = time.monotonic()
        try:
            watched.service.start_again()
        except (OSError, YarmarkaError) as trouble:
            self._say(f"{watched.service.name}: {trouble}")
            self._note_crash(watched, time.monotonic())
        else:
            self._say(f"{watched.service.name} was started again")


def keep_log_short(log: Path) -> None:
    """Put a log that grew beyond 20 MB aside, in place of the one put aside before."""
    if log.exists() and log.stat().st_size > _LOG_BYTES:
        log.replace(log.with_name(log.name + ".1"))
