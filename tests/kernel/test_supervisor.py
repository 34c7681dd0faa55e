"""The supervisor: crashed programs come back, stopped ones stay away, and nothing is left behind."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from yarmarka.kernel.ports import answers, free_port
from yarmarka.kernel.processes import CannotStart
from yarmarka.kernel.supervisor import Program, Supervisor
from yarmarka.kernel.waiting import wait_until

SERVER = (
    "import http.server, sys; http.server.ThreadingHTTPServer(('127.0.0.1', {port}), None).serve_forever()"
)
STUBBORN = (
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print('deaf', flush=True); time.sleep(60)"
)
WITH_CHILD = (
    "import subprocess, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"
)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def server(tmp_path: Path, name: str = "web") -> Program:
    port = free_port()
    return Program(
        name=name,
        command=python(SERVER.format(port=port)),
        log=tmp_path / f"{name}.log",
        is_ready=lambda: answers(port),
    )


def is_gone(pid: int) -> bool:
    return not psutil.pid_exists(pid) or psutil.Process(pid).status() == psutil.STATUS_ZOMBIE


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def supervisor(said: list[str]) -> Iterator[Supervisor]:
    supervisor = Supervisor(say=said.append)
    yield supervisor
    supervisor.stop()


def test_a_program_is_ready_when_it_answers(tmp_path: Path, supervisor: Supervisor) -> None:
    web = server(tmp_path)
    supervisor.start(web)
    assert web.is_ready is not None
    assert web.is_ready()


def test_a_crashed_program_is_started_again_and_said_so(
    tmp_path: Path, supervisor: Supervisor, said: list[str]
) -> None:
    web = server(tmp_path)
    supervisor.start(web)
    first = web.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)
    supervisor.watch(until=lambda: "web was started again" in said)
    assert web.pid not in {None, first}
    assert web.is_ready is not None
    assert wait_until(web.is_ready, seconds=10)
    assert said == ["web ended unexpectedly; starting it again in 0.5 s", "web was started again"]


def test_one_that_waits_for_another_does_not_keep_that_one_from_starting(
    tmp_path: Path, supervisor: Supervisor, said: list[str]
) -> None:
    database = server(tmp_path, "database")
    needs_it = Program(
        name="web", command=["sleep", "60"], log=tmp_path / "web.log", is_ready=database.is_ready
    )
    supervisor.start(database)
    supervisor.start(needs_it)
    for program in (needs_it, database):
        assert program.pid is not None
        os.kill(program.pid, signal.SIGKILL)
    supervisor.watch(until=lambda: len(said) == 4)
    assert database.is_ready is not None
    assert wait_until(database.is_ready, seconds=10)
    assert needs_it.is_running()


def test_each_pause_before_another_try_is_longer(
    tmp_path: Path, supervisor: Supervisor, said: list[str]
) -> None:
    supervisor.start(Program(name="worker", command=["true"], log=tmp_path / "worker.log"))
    supervisor.watch(until=lambda: len(said) >= 5)
    assert [line.rpartition(" in ")[2] for line in said if "unexpectedly" in line][:3] == [
        "0.5 s",
        "1 s",
        "2 s",
    ]


def test_programs_stop_in_reverse_order(tmp_path: Path, supervisor: Supervisor) -> None:
    stopped: list[str] = []

    class Told(Program):
        def stop(self) -> None:
            stopped.append(self.name)
            super().stop()

    for name in ("postgres", "worker", "web"):
        supervisor.start(Told(name=name, command=["sleep", "60"], log=tmp_path / "log"))
    supervisor.stop()
    assert stopped == ["web", "worker", "postgres"]


def test_a_program_that_will_not_stop_is_ended(tmp_path: Path) -> None:
    log = tmp_path / "log"
    deaf = Program(
        name="deaf",
        command=python(STUBBORN),
        log=log,
        grace=0.3,
        is_ready=lambda: "deaf" in log.read_text(),
    )
    deaf.start()
    pid = deaf.pid
    assert pid is not None
    deaf.stop()
    assert is_gone(pid)


def test_what_a_crashed_program_left_running_is_ended_too(tmp_path: Path) -> None:
    log = tmp_path / "log"
    parent = Program(
        name="parent", command=python(WITH_CHILD), log=log, is_ready=lambda: log.read_text().endswith("\n")
    )
    parent.start()
    child = int(log.read_text())
    assert parent.pid is not None
    os.kill(parent.pid, signal.SIGKILL)
    assert wait_until(lambda: not parent.is_running(), seconds=5)
    assert wait_until(lambda: is_gone(child), seconds=5)


def test_a_program_that_ends_at_once_shows_what_it_said(tmp_path: Path, supervisor: Supervisor) -> None:
    broken = Program(
        name="web",
        command=python("raise SystemExit('no such template')"),
        log=tmp_path / "web.log",
        is_ready=lambda: False,
    )
    with pytest.raises(CannotStart, match=r"web ended at once\. It said: no such template"):
        supervisor.start(broken)


def test_a_program_that_never_answers_is_given_up_and_ended(tmp_path: Path) -> None:
    silent = Program(
        name="web", command=["sleep", "60"], log=tmp_path / "web.log", is_ready=lambda: False, patience=0.3
    )
    with pytest.raises(CannotStart, match="web does not answer"):
        silent.start()
    assert silent.pid is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_programs_end_when_their_supervisor_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "outer.log"
    inner = (
        "import sys, time; from pathlib import Path; from yarmarka.kernel.supervisor import Program;"
        f"p = Program(name='inner', command=['sleep', '60'], log=Path({str(tmp_path / 'inner.log')!r}));"
        "p.start(); print(p.pid, flush=True); time.sleep(60)"
    )
    outer = Program(
        name="outer", command=python(inner), log=log, is_ready=lambda: log.read_text().endswith("\n")
    )
    outer.start()
    child = int(log.read_text())
    assert outer.pid is not None
    os.kill(outer.pid, signal.SIGKILL)
    assert wait_until(lambda: is_gone(child), seconds=5)
    outer.stop()
