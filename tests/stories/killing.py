"""Ending programs as a power cut would, and seeing what the outside world wrote down."""

import os
import signal
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection
from procrastinate.exceptions import AlreadyEnqueued

from tests.simulators.stand_ins import eventually
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.supervisor import Program


def kill(*programs: Program) -> None:
    """End programs and all that they started, giving them no time for anything."""
    for program in programs:
        assert program.pid is not None
        os.killpg(program.pid, signal.SIGKILL)
    for program in programs:
        eventually(partial(_has_ended, program))


def _has_ended(program: Program) -> bool:
    return not program.is_running()


def children_of(program: Program) -> list[int]:
    """Return the numbers of the processes that a program started: the web server's workers."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    pairs = (line.split() for line in listed.stdout.splitlines())
    return [int(pid) for pid, parent in pairs if int(parent) == program.pid]


@contextmanager
def frozen(program: Program) -> Iterator[None]:
    """Keep a program from doing anything: whoever asks it waits."""
    assert program.pid is not None
    os.killpg(program.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(program.pid, signal.SIGCONT)


def jobs(status: str) -> set[str]:
    """Return the names of the jobs that stand so: todo, doing, succeeded, failed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status::text = %s", [status])
        return {name for (name,) in cursor.fetchall()}


def forget_jobs() -> None:
    """Take away what earlier tests left to be done."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_events")
        cursor.execute("DELETE FROM procrastinate_periodic_defers")
        cursor.execute("DELETE FROM procrastinate_jobs")


def let_half_a_minute_pass() -> None:
    """Make the killed worker look as silent as it will be, and have the clock's job look at it now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 hour'")
    with suppress(AlreadyEnqueued):  # the clock was quicker
        enqueue("retry_stalled", timestamp=0)


def written_by(simulator: Path, question: str) -> list[tuple[Any, ...]]:
    """Ask the books of a simulator, which are its own."""
    with sqlite3.connect(f"file:{simulator}?mode=ro", uri=True) as books:
        return books.execute(question).fetchall()
