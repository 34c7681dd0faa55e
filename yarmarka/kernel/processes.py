"""Starting a process so that it ends with us and can be ended without touching anybody else's."""

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.waiting import wait_until


class CannotStart(YarmarkaError):
    """Something that should run can't: `problem` says what and `remedy` says what helps."""

    code, status = "cannot_start", 503

    def __init__(self, problem: str, *, remedy: str, field: str | None = None, **facts: Any) -> None:
        super().__init__(field=field, problem=problem, remedy=remedy, **facts)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem} {self.remedy}"


def start_process(
    command: Sequence[str],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    as_user: tuple[int, int] | None = None,
    if_orphaned: signal.Signals | None = signal.SIGTERM,
    cwd: Path | str = "/",
) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that Ctrl-C reaches only us, with its output in `log`.

    Where the system can do it (Linux), the process is sent `if_orphaned` should the *thread* that called this
    end, even by `kill -9`: call it from the main thread. `as_user` is a user and group id to change to. A
    command that changes its user by itself passes None and puts `tether()` after that.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    user, group = as_user or (None, None)
    with log.open("ab") as output:
        return subprocess.Popen(  # noqa: S603 -- callers pass programs of ours with arguments of ours
            [*(tether(if_orphaned) if if_orphaned else ()), *command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=None if env is None else dict(env),
            cwd=cwd,
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=[] if as_user else None,
        )


def has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Test if the process ended; if so, whatever it left running in its own session is ended too.

    The group is signalled before the leader is reaped: until then the system can't give its number away.
    """
    if process.returncode is not None:
        return True
    try:
        if os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return False
    except ChildProcessError:
        return process.poll() is not None
    _signal_group(process.pid, signal.SIGKILL)
    process.wait()
    return True


def end_process(process: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> None:
    """Ask the process to end with each signal in turn, waiting its seconds; then end its session for good."""
    for how, seconds in steps:
        if has_ended(process):
            return
        process.send_signal(how)
        wait_until(lambda: has_ended(process), seconds=seconds)
    if not has_ended(process):
        _signal_group(process.pid, signal.SIGKILL)
        process.wait()


def _signal_group(leader: int, how: signal.Signals) -> None:
    try:
        os.killpg(leader, how)
    except (ProcessLookupError, PermissionError):
        return


def tether(how: signal.Signals) -> tuple[str, ...]:
    """Return what to put before a command so that it is sent `how` when its starter ends; may be nothing.

    A change of user loosens it: put it after whatever changes the user.
    """
    tool = _setpriv()
    return (tool, "--pdeathsig", how.name.removeprefix("SIG"), "--") if tool else ()


@cache
def _setpriv() -> str | None:
    """Return the path of a setpriv that knows --pdeathsig, if there is one."""
    tool = shutil.which("setpriv")
    if tool is None:
        return None
    trial = subprocess.run([tool, "--pdeathsig", "TERM", "--", "true"], capture_output=True, check=False)  # noqa: S603 -- a fixed command
    return tool if trial.returncode == 0 else None
