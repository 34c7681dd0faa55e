"""`yarmarka doctor`: what runs, in which version, and what is wrong."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict

import click

from yarmarka.cli.health import Finding, fail, warn
from yarmarka.cli.installation import Installation

_COLOURS = {"ok": "green", "warn": "yellow", "fail": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def doctor(*, as_json: bool) -> None:
    """Say what runs, in which version, and what is wrong.

    An embedded PostgreSQL that does not run is started for the look and stopped again; nothing is changed.
    Ends with 1 when something has to be mended.
    """
    findings = list(examine(Installation.from_environment()))
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{click.style(finding.level.ljust(4), fg=_COLOURS[finding.level])} {finding.what}")
            if finding.remedy:
                click.echo(f"     → {finding.remedy}")
    if any(finding.level == "fail" for finding in findings):
        raise SystemExit(1)


def examine(installation: Installation) -> Iterator[Finding]:
    """Yield everything worth knowing, the ground first."""
    from yarmarka.cli import health_database, health_ground

    yield from health_ground.look(installation)
    with ExitStack() as while_looking:
        yield from _open_database(installation, while_looking)
        yield from health_database.look(installation)


def _open_database(installation: Installation, while_looking: ExitStack) -> Iterator[Finding]:
    from yarmarka.cli.database import django_with_database
    from yarmarka.kernel.errors import YarmarkaError

    embedded = installation.given_database is None
    if embedded and not (installation.data_dir / "postgres" / "PG_VERSION").exists():
        yield warn("there is no database yet", remedy="`yarmarka migrate` makes it; so do `demo` and `up`.")
        return
    try:
        while_looking.enter_context(django_with_database(installation))
    except YarmarkaError as trouble:
        yield fail(getattr(trouble, "problem", str(trouble)), remedy=getattr(trouble, "remedy", ""))
