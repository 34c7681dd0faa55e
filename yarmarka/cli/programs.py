"""The processes of a running marketplace, each with its command and the sign that it is ready."""

import http.client
import os
import sys

from yarmarka.cli.installation import Installation
from yarmarka.kernel.ports import LOOPBACK, answers
from yarmarka.kernel.supervisor import Program

WEB_WORKERS = 2
#: connections that a worker takes at once: more than may wait in the row of orders, so that a full row says that it is
WEB_CONNECTIONS = 1024


def web(installation: Installation) -> Program:
    """The web server; ready when it says that its tables are in step."""
    return Program(
        name="web",
        command=[
            *_python("granian"),
            *("--interface", "rsgi", "--no-ws", "--http", "1"),
            *("--host", LOOPBACK, "--port", str(installation.port)),
            *("--workers", str(WEB_WORKERS)),
            *("--backlog", str(WEB_WORKERS * WEB_CONNECTIONS), "--backpressure", str(WEB_CONNECTIONS)),
            *("--respawn-failed-workers", "--workers-kill-timeout", "8"),
            "yarmarka.rsgi:application",
        ],
        log=installation.logs / "web.log",
        env=_environment(installation),
        is_ready=lambda: is_serving(installation.port),
        patience=90,
    )


def worker(installation: Installation) -> Program:
    """The process that does what was put off."""
    return Program(
        name="worker",
        command=[*_python("yarmarka.cli"), "worker"],
        log=installation.logs / "worker.log",
        env=_environment(installation),
        grace=30,
    )


def drawing(installation: Installation) -> Program:
    """What draws pictures for the demo's goods beside everything else, and ends when none is missing."""
    return Program(
        name="draw-goods",
        command=[*_python("yarmarka.cli"), "draw-goods", "--politely"],
        log=installation.logs / "draw-goods.log",
        env=_environment(installation),
    )


def simulator(name: str, installation: Installation, *, port: int) -> Program:
    """A stand-in for the outside world: `acquirer` or `carrier`, with its own state."""
    return Program(
        name=name,
        command=[
            *_python(f"yarmarka.simulators.{name}"),
            *("--port", str(port)),
            *("--data", str(installation.data_dir / name)),
            *("--shop-url", installation.url),
        ],
        log=installation.logs / f"{name}.log",
        env=_environment(installation),
        is_ready=lambda: answers(port),
    )


def is_serving(port: int) -> bool:
    """Test if the web server on this port takes requests and has its database."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _python(module: str) -> tuple[str, ...]:
    return (sys.executable, "-m", module)


def _environment(installation: Installation) -> dict[str, str]:
    return os.environ | {
        "LOG_FORMAT": os.environ.get("LOG_FORMAT") or "json",
        "LOG_LEVEL": installation.log_level,
        "PYTHONUNBUFFERED": "1",
    }
