"""Loopback ports: which are free, which were used before, and who holds one that is not free."""

import json
import secrets
import socket
from contextlib import suppress
from pathlib import Path

import psutil

LOOPBACK = "127.0.0.1"
#: Linux begins at 32768, others later (RFC 6335: 49152)
_BELOW_OUTGOING = range(20_000, 32_768)
_TRIES = 50


def is_free(port: int) -> bool:
    """Test if a server could listen on this loopback port now."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def answers(port: int) -> bool:
    """Test if something accepts connections on this loopback port."""
    with socket.socket() as trial:
        trial.settimeout(1)
        return trial.connect_ex((LOOPBACK, port)) == 0


def free_port() -> int:
    """Return a port that nothing listens on at this moment.

    It is below those that systems give to outgoing connections, if one is free there: a server that is started again
    must not find its port taken by somebody's connection.
    """
    for _ in range(_TRIES):
        port = _BELOW_OUTGOING[secrets.randbelow(len(_BELOW_OUTGOING))]
        if is_free(port):
            return port
    with socket.socket() as trial:
        trial.bind((LOOPBACK, 0))
        return int(trial.getsockname()[1])


def remembered_ports(file: Path, names: tuple[str, ...]) -> dict[str, int]:
    """Return a port for each name: last time's while it is free, else a new one, written down for next time.

    Addresses thus stay the same over restarts, and links in mail and bookmarks keep working.
    """
    known: dict[str, int] = {}
    with suppress(OSError, ValueError, TypeError, AttributeError):
        known = {name: int(port) for name, port in json.loads(file.read_text()).items()}
    ports = {name: known[name] if name in known and is_free(known[name]) else free_port() for name in names}
    if ports != known:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(known | ports, indent=1))
    return ports


def holder_of(port: int) -> str:
    """Return the process that listens on a port in words, such as `python (process 4711)`, or nothing."""
    with suppress(psutil.Error, OSError):
        for process in psutil.process_iter(["name"]):
            with suppress(psutil.Error):
                if any(
                    found.status == psutil.CONN_LISTEN and found.laddr.port == port
                    for found in process.net_connections("tcp")
                ):
                    return f"{process.info['name']} (process {process.pid})"
    return ""
