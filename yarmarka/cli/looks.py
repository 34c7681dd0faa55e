"""`yarmarka bench pages` and `bench pictures`: a demo is started for them, unless one runs already."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import click

from yarmarka.bench.looks.audit import JUDGES, NoJudges
from yarmarka.bench.looks.visitor import NoWay
from yarmarka.bench.looks.walk import Cast
from yarmarka.kernel.ports import free_port
from yarmarka.kernel.waiting import wait_until

_START_SECONDS: Final = 300.0
_BASE: Final = click.option(
    "--base", metavar="URL", help="A demo that runs already, for example http://127.0.0.1:8000."
)


@click.command("pages")
@_BASE
@click.option("--language", default="ru", show_default=True, help="Which language's pages.")
@click.option("--runs", default=3, show_default=True, type=click.IntRange(min=1), help="Lighthouse's runs.")
@click.option("--all", "all_pages", is_flag=True, help="Every page; without it those with a budget.")
@click.option("--skip", multiple=True, type=click.Choice(JUDGES), help="A judge to leave out.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def pages(
    *, base: str | None, language: str, runs: int, all_pages: bool, skip: tuple[str, ...], as_json: bool
) -> None:
    """Let Lighthouse, axe, pa11y and the Nu HTML checker judge the demo's pages.

    Ends with 1 when a page misses what we promise. `make judges` installs the judges.
    """
    from yarmarka.bench.looks.audit import audit

    say = partial(click.echo, err=as_json)
    with _plainly(), _demo(base) as address:
        found = audit(address, cast(), language=language, runs=runs, all_pages=all_pages, skip=skip, say=say)
    if as_json:
        click.echo(json.dumps(found))
    for miss in found["missed"]:
        say(f"MISSED {miss}")
    sys.exit(1 if found["missed"] else 0)


@click.command("pictures")
@_BASE
@click.option(
    "--to",
    default="build/pictures/pages",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to.",
)
@click.option("--language", "languages", multiple=True, default=("ru", "zh"), show_default=True)
@click.option(
    "--page", "only", multiple=True, metavar="NAME", help="Only this page; may be told more than once."
)
def pictures(*, base: str | None, to: Path, languages: tuple[str, ...], only: tuple[str, ...]) -> None:
    """Take pictures of the demo's pages: 360 and 1280 dots wide, light and dark."""
    from yarmarka.bench.looks.pictures import take_pictures

    with _plainly(), _demo(base) as address:
        taken = take_pictures(address, cast(), to=to, languages=languages, only=only, say=click.echo)
    click.echo(f"{taken} pictures in {to}")


def cast() -> Cast:
    """Return who walks through the demo."""
    from yarmarka.demo.people import OPERATOR, PASSWORD, firms, shoppers

    return Cast(
        shopper=shoppers()[0].email,
        buyer=shoppers()[1].email,
        seller=firms()[0].email,
        operator=OPERATOR,
        password=PASSWORD,
    )


@contextmanager
def _plainly() -> Iterator[None]:
    """Tell what is missing without a traceback."""
    try:
        yield
    except (NoJudges, NoWay) as told:
        raise click.ClickException(str(told)) from told


@contextmanager
def _demo(base: str | None) -> Iterator[str]:
    """Give the address of a demo: the one named, or a fresh one that ends with this."""
    if base:
        yield base.rstrip("/")
        return
    with tempfile.TemporaryDirectory(prefix="yarmarka-looks-") as folder:
        address = f"http://127.0.0.1:{(port := free_port())}"
        log = Path(folder) / "demo.log"
        with log.open("wb") as output:
            running = subprocess.Popen(
                [sys.executable, "-m", "yarmarka.cli", "demo", "--orders", "60"],
                env={**os.environ, "PORT": str(port), "DATA_DIR": folder, "SITE_URL": address},
                stdout=output,
                stderr=output,
            )
        try:
            if not wait_until(lambda: _is_ready(running, log), seconds=_START_SECONDS):
                raise click.ClickException(f"The demo did not start:\n{log.read_text()[-2000:]}")
            yield address
        finally:
            running.terminate()
            running.wait(60)


def _is_ready(running: "subprocess.Popen[bytes]", log: Path) -> bool:
    said = log.read_text()
    if running.poll() is not None:
        raise click.ClickException(f"The demo ended:\n{said[-2000:]}")
    return any(line.startswith("  past told") for line in said.splitlines())
