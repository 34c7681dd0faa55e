"""Real servers for tests: the programs that the command starts, on the test database and free ports."""

import os
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from yarmarka.cli import programs
from yarmarka.cli.installation import Installation
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.supervisor import Program


def free_addresses() -> dict[str, str]:
    """Return the environment that tells every process of a test session where the others are."""
    web = free_port()
    return {
        "PORT": str(web),
        "SITE_URL": f"http://127.0.0.1:{web}",
        "ACQUIRER_URL": f"http://127.0.0.1:{free_port()}",
        "CARRIER_URL": f"http://127.0.0.1:{free_port()}",
    }


@dataclass
class LiveStack:
    """The running servers. A test may stop and start a program, and must leave it running."""

    url: str
    acquirer_url: str
    carrier_url: str
    database_url: str = field(repr=False)
    web: Program
    acquirer: Program
    carrier: Program
    worker: Program

    def start_worker(self) -> None:
        """Start the worker, unless it runs already."""
        if not self.worker.is_running():
            self.worker.start()

    def stop_worker(self) -> None:
        """Stop the worker, if it was started."""
        self.worker.stop()


def start_live_stack(scratch: Path, running: ExitStack) -> LiveStack:
    """Start the web server and the simulators on Django's test database; `running` stops them."""
    database_url = database_of_tests()
    installation = Installation(
        data_dir=scratch,
        port=int(os.environ["PORT"]),
        mode="test",
        given_database=database_url,
        log_level="INFO",
        draws=False,
    )
    os.environ["DATABASE_URL"] = database_url
    simulators = {
        name: programs.simulator(name, installation, port=_port_of(os.environ[f"{name.upper()}_URL"]))
        for name in ("acquirer", "carrier")
    }
    stack = LiveStack(
        url=installation.url,
        acquirer_url=os.environ["ACQUIRER_URL"],
        carrier_url=os.environ["CARRIER_URL"],
        database_url=database_url,
        web=programs.web(installation),
        worker=programs.worker(installation),
        **simulators,
    )
    for program in (stack.acquirer, stack.carrier, stack.web):
        program.start()
        running.callback(program.stop)
    return stack


def database_of_tests() -> str:
    """Return the libpq connection string of the test database that Django made."""
    from django.db import connection
    from psycopg.conninfo import make_conninfo

    facts = connection.settings_dict
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return make_conninfo(**{key: facts[setting] for setting, key in named.items() if facts.get(setting)})


def _port_of(url: str) -> int:
    return int(url.rpartition(":")[2])
