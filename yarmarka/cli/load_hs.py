"""`yarmarka load-hs`: take a whole table of HS codes in, for suggestions beyond our own short one."""

import json
from pathlib import Path

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation


@click.command("load-hs")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--language", default="en", type=click.Choice(["ru", "en", "zh"]), help="Of its descriptions.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def load_hs(*, file: Path, language: str, as_json: bool) -> None:
    """Take in a CSV table of HS codes with the columns `hscode` and `description`.

    Our own names stay where there are any. Harmless to repeat.
    """
    with django_with_database(Installation.from_environment()):
        from yarmarka.connectors.feeds.hs_table import read_hs_table
        from yarmarka.domain.customs.actions import store_headings

        with file.open(encoding="utf-8-sig", newline="") as table:
            headings = list(read_hs_table(table, language=language))
        count = store_headings(headings, source=file.name[:120])
    click.echo(json.dumps({"subheadings": count}) if as_json else f"{count} subheadings loaded")
