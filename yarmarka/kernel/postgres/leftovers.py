"""What a server that was killed leaves behind: orphans to end, and a note of a process that is no more."""

import os
import signal
from contextlib import suppress
from pathlib import Path

import psutil

from yarmarka.kernel.processes import CannotStart
from yarmarka.kernel.waiting import wait_until

_NOTE = "postmaster.pid"


def clear_leftovers(folder: Path) -> None:
    """End a server that outlived its starter and forget a dead one's note. Call it while holding the lock.

    PostgreSQL itself takes any living process with the noted number for its predecessor and refuses to start,
    which in containers, where numbers are few and soon used again, happens easily. A server and its helpers
    all work in the cluster's folder: that tells them from strangers.
    """
    note = folder / _NOTE
    if not note.exists():
        return
    for how, seconds in ((signal.SIGINT, 30.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 10.0)):
        if not (living := _processes_in(folder)):
            break
        # Only the server itself is told to stop in good order; it sees to its helpers.
        told = [one for one in living if one.pid == _noted(note)] or living
        for process in told if how is not signal.SIGKILL else living:
            with suppress(psutil.NoSuchProcess):
                process.send_signal(how)
        wait_until(lambda: not _processes_in(folder), seconds=seconds)
    if left := _processes_in(folder):
        raise CannotStart(
            f"A PostgreSQL on {folder} does not end (process {left[0].pid}).",
            remedy="End that process, then try again.",
        )
    note.unlink(missing_ok=True)


def _processes_in(folder: Path) -> list[psutil.Process]:
    there = os.path.realpath(folder)
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, OSError):
            if process.cwd() == there and process.name().startswith("postgres"):
                found.append(process)
    return found


def _noted(note: Path) -> int:
    with suppress(OSError, ValueError, IndexError):
        return int(note.read_text().splitlines()[0])
    return 0
