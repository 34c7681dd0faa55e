"""The embedded PostgreSQL after violence: killed servers, killed starters, notes of processes long gone."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from yarmarka.kernel.postgres import EmbeddedPostgres
from yarmarka.kernel.waiting import wait_until

HOLDER = """
import sys
from pathlib import Path
from yarmarka.kernel.postgres import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1]), durable=False)
server.start()
print(server.pid, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "data", durable=False)
    yield server
    server.stop()


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds a running server of the same folder."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "data")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.kill()


def pid_said_by(holder: subprocess.Popen[str]) -> int:
    assert holder.stdout is not None
    return int(holder.stdout.readline())


def is_gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


def test_a_killed_server_is_noticed_and_starts_again_with_what_was_committed(tmp_path: Path) -> None:
    server = EmbeddedPostgres(tmp_path / "durable")
    server.start()
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    assert wait_until(lambda: not server.is_running(), seconds=5)
    server.start()
    with psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT answer FROM kept").fetchone() == (42,)
    server.stop()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_the_server_ends_when_its_starter_is_killed(
    holder: subprocess.Popen[str], server: EmbeddedPostgres
) -> None:
    pid = pid_said_by(holder)
    holder.kill()
    assert wait_until(lambda: is_gone(pid), seconds=10)
    server.start()
    assert server.is_running()


def test_a_server_that_outlived_its_starter_is_ended_before_the_next(
    holder: subprocess.Popen[str], server: EmbeddedPostgres
) -> None:
    pid = pid_said_by(holder)
    # A stopped process takes no notice of its starter's death: the orphan that a kill -9 may leave.
    os.kill(pid, signal.SIGSTOP)
    holder.kill()
    holder.wait()
    assert not is_gone(pid)
    os.kill(pid, signal.SIGCONT)
    server.start()
    assert is_gone(pid)
    assert server.is_running()


def test_a_note_that_names_a_living_stranger_does_not_stop_the_start(server: EmbeddedPostgres) -> None:
    server.start()
    note = server.folder / "postmaster.pid"
    lines = note.read_text().splitlines()
    assert server.pid is not None
    os.kill(server.pid, signal.SIGKILL)
    assert wait_until(lambda: not server.is_running(), seconds=5)
    with subprocess.Popen(["sleep", "60"]) as stranger:
        note.write_text("\n".join([str(stranger.pid), *lines[1:]]))
        server.start()
        assert server.is_running()
        assert stranger.poll() is None, "a stranger was ended"
        stranger.kill()


def test_a_stopped_server_leaves_no_process(server: EmbeddedPostgres) -> None:
    server.start()
    assert server.pid is not None
    family = [psutil.Process(server.pid), *psutil.Process(server.pid).children(recursive=True)]
    assert len(family) > 3
    server.stop()
    assert [process.pid for process in family if not is_gone(process.pid)] == []
