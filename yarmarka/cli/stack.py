"""The whole marketplace as running processes: brought up in order, looked after, taken down in reverse."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Thread
from traceback import format_exception

import click

from yarmarka.cli import programs
from yarmarka.cli.database import hang_up, require_database, start_django
from yarmarka.cli.installation import Installation, tell_environment
from yarmarka.cli.screen import Screen
from yarmarka.cli.stopping import until_stopped
from yarmarka.cli.welcome import welcome
from yarmarka.kernel.clock import now as this_instant
from yarmarka.kernel.locks import HeldElsewhere, held_file
from yarmarka.kernel.ports import free_port, holder_of, is_free, remembered_ports
from yarmarka.kernel.postgres import EmbeddedPostgres, version_of
from yarmarka.kernel.processes import CannotStart
from yarmarka.kernel.supervisor import Supervisor

SIMULATORS = ("acquirer", "carrier")


def run_stack(installation: Installation, *, simulators: bool, orders: int | None = None) -> None:
    """Run everything until told to stop; with `simulators` the outside world and the demo world as well.

    Raises CannotStart when the port is taken, the folder is in use, or a part does not come up.
    """
    screen = Screen()
    supervisor = Supervisor(say=screen.say)
    drawing = programs.drawing(installation)
    with _the_only_one(installation):
        _require_port(installation)
        try:
            with until_stopped():
                now = this_instant()
                _bring_up(installation, supervisor, screen, simulators=simulators, now=now)
                if simulators and installation.draws:
                    # Goods are shown as plain drawings until their pictures are there; nobody waits for those.
                    drawing.start_again()
                if simulators:
                    _let_the_past_come(supervisor, screen, orders=orders, now=now)
                    supervisor.start(programs.worker(installation))
                supervisor.watch(until=lambda: False)
        finally:
            click.echo("\n  stopping …")
            drawing.stop()
            supervisor.stop()
            running_file(installation.data_dir).unlink(missing_ok=True)
    click.echo("  stopped")


def _bring_up(
    installation: Installation,
    supervisor: Supervisor,
    screen: Screen,
    *,
    simulators: bool,
    now: datetime,
) -> None:
    ports = remembered_ports(installation.data_dir / "ports.json", SIMULATORS) if simulators else {}
    database_url = _start_database(installation, supervisor, screen)
    _tell_addresses(installation, ports)
    with screen.step("tables, translations and static files in step"):
        start_django(installation, database_url)
        _bring_in_step(installation, screen, now=now)
    for name, port in ports.items():
        with screen.step(f"{name} on http://127.0.0.1:{port}/"):
            supervisor.start(programs.simulator(name, installation, port=port))
    world = _open_world(screen, now=now) if simulators else None
    hang_up()
    if not simulators:
        supervisor.start(programs.worker(installation))
    with screen.step(f"web server on {installation.url}/"):
        supervisor.start(programs.web(installation))
    _write_running(installation, ports)
    click.echo(welcome(installation, world=world, ports=ports, seconds=screen.seconds))


def _start_database(installation: Installation, supervisor: Supervisor, screen: Screen) -> str:
    if installation.given_database:
        with screen.step("PostgreSQL of DATABASE_URL"):
            require_database(installation.given_database)
        return installation.given_database
    server = EmbeddedPostgres(installation.data_dir)
    with screen.step(f"PostgreSQL {version_of(server.bin_dir)}, embedded"):
        supervisor.start(server)
    return server.url


def _tell_addresses(installation: Installation, ports: dict[str, int]) -> None:
    facts = {
        "PORT": str(installation.port),
        "SITE_URL": os.environ.get("SITE_URL") or installation.url,
        "STATIC_ROOT": os.environ.get("STATIC_ROOT") or str(installation.data_dir / "static"),
    }
    facts |= {f"{name.upper()}_URL": f"http://127.0.0.1:{port}" for name, port in ports.items()}
    tell_environment(facts)


def _bring_in_step(installation: Installation, screen: Screen, *, now: datetime) -> None:
    from yarmarka.cli.tables import bring_in_step, collect_static_files

    bring_in_step(now=now, say=screen.say)
    collect_static_files(installation.data_dir / "static.digest")


def _open_world(screen: Screen, *, now: datetime) -> object:
    from yarmarka.connectors.search import index_store
    from yarmarka.demo.world import open_world
    from yarmarka.flows.index_goods import rebuild_index

    with screen.step("demo world"):
        opened = open_world(now=now, progress=screen.say)
        # The worker, which follows the goods, starts when the past is told; nobody waits for search so long.
        if not index_store().exists:
            rebuild_index(index_store(), now=now)
        return opened


def _let_the_past_come(supervisor: Supervisor, screen: Screen, *, orders: int | None, now: datetime) -> None:
    """Let the demo world's past happen beside the shop, which is open already; return when it has.

    The worker waits for that: what the past puts off, letters above all, is not to be done as if it were new.
    """
    screen.say("meanwhile the past of this world is told; letters go out when it is")
    trouble: list[Exception] = []
    past = Thread(target=_live_its_past, args=(screen, orders, now, trouble), name="past", daemon=True)
    past.start()
    supervisor.watch(until=lambda: not past.is_alive())
    if trouble:
        screen.say("the past broke off; the next start takes it up. What happened:")
        click.echo("".join(format_exception(trouble[0])))


def _live_its_past(screen: Screen, orders: int | None, now: datetime, trouble: list[Exception]) -> None:
    from yarmarka.demo.world import live_its_past

    try:
        with screen.step("past told, worker begins"):
            live_its_past(orders=orders, now=now, progress=screen.say)
    except Exception as error:
        trouble.append(error)
    finally:
        hang_up()


@contextmanager
def _the_only_one(installation: Installation) -> Iterator[None]:
    try:
        with held_file(installation.data_dir / "yarmarka.lock"):
            yield
    except HeldElsewhere as held:
        raise CannotStart(
            f"A marketplace runs on {installation.data_dir} already (process {held.holder}).",
            remedy="Use it, stop it with Ctrl-C, or choose another DATA_DIR.",
            field="DATA_DIR",
        ) from None


def _require_port(installation: Installation) -> None:
    if is_free(installation.port):
        return
    holder = holder_of(installation.port)
    raise CannotStart(
        f"Port {installation.port} is taken{f' by {holder}' if holder else ''}.",
        remedy=f"Stop that one, or choose another port: PORT={free_port()}.",
        field="PORT",
    )


def running_file(data_dir: Path) -> Path:
    """Return the file that says where the parts of a running marketplace are."""
    return data_dir / "running.json"


def _write_running(installation: Installation, ports: dict[str, int]) -> None:
    facts = {"process": os.getpid(), "mode": installation.mode, "web": installation.port, **ports}
    with suppress(OSError):
        running_file(installation.data_dir).write_text(json.dumps(facts))
