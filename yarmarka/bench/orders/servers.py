"""Web servers for the bench, set as in production, and what they and PostgreSQL used."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from yarmarka.kernel.ports import answers
from yarmarka.kernel.supervisor import Program

WORKERS: Final = 2
THREADS: Final = 64
#: tokens are bound to it, so whoever issues them and the servers must share it
SECRET: Final = "only-for-this-bench-" + "k" * 40
_TICKS: Final = os.sysconf("SC_CLK_TCK")
_PAGE_MB: Final = os.sysconf("SC_PAGE_SIZE") / 1e6


def web_server(
    name: str,
    *,
    port: int,
    folder: Path,
    database_url: str,
    gathers: bool,
    more: Mapping[str, str] = MappingProxyType({}),
) -> Program:
    """A web server with production settings and `more`; with `gathers` off it places each order by itself."""
    return Program(
        name=name,
        command=[
            *(sys.executable, "-m", "granian", "--interface", "rsgi", "--no-ws", "--http", "1"),
            *("--host", "127.0.0.1", "--port", str(port)),
            *("--workers", str(WORKERS), "--backlog", "2048", "--backpressure", "1024"),
            "yarmarka.rsgi:application",
        ],
        log=folder / f"{name}.log",
        env=os.environ
        | {
            "YARMARKA_MODE": "production",
            "SECRET_KEY": SECRET,
            "ALLOWED_HOSTS": "127.0.0.1",
            "DATABASE_URL": database_url,
            "WEB_THREADS": str(THREADS),
            "GATHER_ORDERS": "1" if gathers else "0",
            "ACQUIRER_SECRET": "none",
            "CARRIER_SECRET": "none",
            "LOG_LEVEL": "WARNING",
        }
        | dict(more),
        is_ready=lambda: answers(port),
        patience=60,
    )


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            parent = _stat(int(entry.name))
            if parent:
                children.setdefault(int(parent[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        here = waiting.pop()
        found.append(here)
        waiting += children.get(here, [])
    return found


def cpu_seconds(pids: list[int]) -> float:
    """Return the processor time that processes, and their children that have ended, used so far."""
    stats = [stat for pid in pids if (stat := _stat(pid))]
    return sum(sum(int(ticks) for ticks in stat[11:15]) for stat in stats) / _TICKS


def memory_mb(pids: list[int]) -> float:
    """Return the resident memory of processes together; what they share is counted more than once."""
    stats = [stat for pid in pids if (stat := _stat(pid))]
    return sum(int(stat[21]) * _PAGE_MB for stat in stats)


def _stat(pid: int) -> list[str]:
    """Return the fields of /proc/PID/stat behind the name: state, parent, …; nothing for one that has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
