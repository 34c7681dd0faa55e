"""`yarmarka bench soak`: trade under fire, then count what must be true."""

import dataclasses
import json
import random
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Final

import click

from yarmarka.cli import programs
from yarmarka.cli.installation import Installation, tell_environment
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.supervisor import Program

_SECRET: Final = "only-for-this-soak-" + "k" * 40
#: the shop's threads, the worker's, our own; those of a killed process linger for a moment
_CONNECTIONS: Final = {"max_connections": "200"}
#: how long the bank's payments wait for a card, beyond the time that their orders do
_BANK_WAITS_S: Final = 30.0
_MOST_ROWS: Final = 20


@click.command()
@click.option("--seconds", default=600.0, show_default=True, help="How long shoppers trade under fire.")
@click.option(
    "--clients", default=200, show_default=True, type=click.IntRange(min=1), help="How many shoppers."
)
@click.option("--seed", default=1, show_default=True, help="Which stories and which mischief.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def soak(*, seconds: float, clients: int, seed: int, as_json: bool) -> None:
    """Trade under fire, then count what must be true.

    Shoppers buy, call off, pay late and ask again through a bad line, while web workers, the job worker and PostgreSQL
    are killed. It starts everything itself, PostgreSQL with durable commits, and removes it. Ends with 1 and the rows
    if anything is not as it must be; then what it leaves stays for a look.
    """
    folder = Path(tempfile.mkdtemp(prefix="yarmarka-soak-"))
    try:
        with ExitStack() as running:
            found = _run(folder, running, seconds=seconds, clients=clients, seed=seed)
    except (KeyboardInterrupt, SystemExit):  # somebody has seen enough
        shutil.rmtree(folder, ignore_errors=True)
        raise
    click.echo(json.dumps(found, ensure_ascii=False) if as_json else in_words(found))
    if not found["ok"]:
        _say(f"data and logs are in {folder}")
        sys.exit(1)
    shutil.rmtree(folder)


def in_words(found: Mapping[str, Any]) -> str:
    """Return what was counted and what the judge says, as tables."""
    lines = []
    for group in (
        "counts",
        "deeds",
        "answers",
        "mischief before the shop",
        "mischief before the bank",
        "fire",
    ):
        lines += [f"\n{group}", *(f"  {what:<44} {number:>9,}" for what, number in found[group].items())]
    lines.append("\nverdicts")
    for verdict in found["verdicts"]:
        word = "FAIL" if verdict["wrong"] else "ok  "
        lines.append(f"  {word} {verdict['check'].replace('_', ' '):<39} {verdict['looked_at']:>9,}")
        lines += [f"         {row}" for row in verdict["wrong"][:_MOST_ROWS]]
        if (more := len(verdict["wrong"]) - _MOST_ROWS) > 0:
            lines.append(f"         and {more} more")
    lines += [
        f"  FAIL still under way: {what}: {number}" for what, number in found["still under way"].items()
    ]
    return "\n".join(lines)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _run(folder: Path, running: ExitStack, *, seconds: float, clients: int, seed: int) -> dict[str, Any]:
    from yarmarka.bench.ground import stand_on
    from yarmarka.bench.soak.plan import BANK, FRONT, plan_for
    from yarmarka.bench.soak.proxy import FlakyProxy
    from yarmarka.kernel.postgres import EmbeddedPostgres

    plan = plan_for(seconds=seconds, clients=clients, seed=seed)
    port, bank_port = free_port(), free_port()
    front = FlakyProxy(port, chances=FRONT, seed=seed)
    bank = FlakyProxy(bank_port, chances=BANK, seed=seed + 1)
    for proxy in (front, bank):
        proxy.start()
        running.callback(proxy.stop)
    server = running.enter_context(EmbeddedPostgres(folder, settings=_CONNECTIONS))
    tell_environment(
        {
            "DATA_DIR": str(folder),
            "PORT": str(port),
            "SITE_URL": f"http://127.0.0.1:{port}",
            "UNPAID_ORDER_MINUTES": str(plan.hold_s / 60),
            "ACQUIRER_URL": f"http://127.0.0.1:{bank.port}",
            "ACQUIRER_SECRET": _SECRET,
        }
    )
    stand_on(server.url, secret=_SECRET)
    _compile_words()

    from yarmarka.bench.soak import run as bench
    from yarmarka.bench.soak.evidence import BankRecords
    from yarmarka.bench.soak.troupe import Troupe

    stage, counted = bench.set_stage(plan, port=port, say=_say)
    installation = Installation.from_environment(mode="demo")
    troupe = Troupe(
        postgres=server,
        web=programs.web(installation),
        worker=programs.worker(installation),
        acquirer=_with_options(
            programs.simulator("acquirer", installation, port=bank_port),
            **{"--shop-url": f"http://127.0.0.1:{front.port}", "--lifetime": plan.late_s + _BANK_WAITS_S},
        ),
        chance=random.Random(seed),  # noqa: S311 -- mischief, not secrets
        before_worker=bench.silence_dead_workers,
    )
    running.callback(troupe.stop)
    troupe.start()
    return bench.run_soak(
        bench.Soak(
            plan=plan,
            stage=stage,
            counted=counted,
            troupe=troupe,
            front=front,
            bank=bank,
            records=BankRecords(port=bank_port, secret=_SECRET),
            letters=folder / "mail",
            say=_say,
        )
    )


def _compile_words() -> None:
    from yarmarka.presentation.catalogs import compile_catalogs

    compile_catalogs()


def _with_options(program: Program, **options: object) -> Program:
    """Return the program with options that come after its own, and so count."""
    more = [word for name, value in options.items() for word in (name, str(value))]
    return dataclasses.replace(program, command=[*program.command, *more])
