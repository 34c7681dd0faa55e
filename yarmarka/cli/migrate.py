"""`yarmarka migrate`: bring the database in step with the code."""

import json
from dataclasses import asdict
from functools import partial

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def migrate(*, as_json: bool) -> None:
    """Bring the database in step with the code.

    Applies migrations, makes the coming months' partitions and compiles translations. An embedded PostgreSQL
    that does not run is started for it and stopped again. Harmless to repeat.
    """
    from yarmarka.kernel.clock import now

    with django_with_database(Installation.from_environment()):
        from yarmarka.cli.tables import bring_in_step

        done = bring_in_step(now=now(), say=partial(click.echo, err=True))
    if as_json:
        click.echo(json.dumps(asdict(done)))
        return
    for name in done.applied:
        click.echo(f"applied {name}")
    click.echo(
        f"{len(done.applied)} migrations applied, {done.partitions} partitions made, "
        f"{done.catalogs} catalogs compiled"
    )
