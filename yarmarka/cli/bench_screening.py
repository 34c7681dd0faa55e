"""`yarmarka bench screening`: how well screening tells parties apart."""

import json
from pathlib import Path
from typing import Final

import click

from yarmarka.cli.shared_data import shared_data

_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER: Final = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("screening")
@click.option("--pairs", type=_FILE, help="A CSV file with name_a, name_b, schema, is_match.")
@click.option("--data", type=_FOLDER, help="The folder with the data sets; by default, beside the checkout.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def screening(*, pairs: Path | None, data: Path | None, as_json: bool) -> None:
    """Compare names of which the answer is known, at the threshold from which we hold.

    With --pairs it reads any file of pairs; births, countries and numbers may stand in birth_date_a, birth_date_b,
    country_a, country_b, ids_a and ids_b. It needs no database.
    """
    from yarmarka.bench.screening.run import DataMissing, bench_pairs, bench_screening

    try:
        figures = bench_pairs(pairs) if pairs else bench_screening(data or shared_data())
    except DataMissing as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(json.dumps(figures))
        return
    sets = figures.pop("sets", {})
    for title, of_set in (("together" if sets else "pairs", figures), *sets.items()):
        click.echo(f"{title:<11} " + "  ".join(f"{name} {value:g}" for name, value in of_set.items()))
