"""`yarmarka bench search-quality`: how good search is, by judged queries."""

import json
import os
from pathlib import Path
from typing import Any

import click

from yarmarka.cli.shared_data import shared_data

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("search-quality")
@click.option(
    "--catalogue",
    type=_FILE,
    help="A catalogue of your own: NDJSON with id, title, description, brand, attributes.",
)
@click.option(
    "--judgements", type=_FILE, help="Judgements of your own: CSV with query, id and gain from 0 to 1."
)
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    help="Where the judged English set lies (icecat_chorus); by default, beside the checkout.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def search_quality(
    *, catalogue: Path | None, judgements: Path | None, data: Path | None, as_json: bool
) -> None:
    """Judge the ranking of search, through the real index and query path.

    Without files: the judged English set (weights found on four fifths of its queries, judged on the rest) and our own
    sets for each rule of understanding. Needs no database.
    """
    if (catalogue is None) != (judgements is None):
        raise click.UsageError("--catalogue and --judgements go together: give both or neither.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yarmarka.settings")
    import django

    django.setup()
    from yarmarka.bench.search_quality.run import bench_files, bench_quality

    def say(text: str) -> None:
        click.echo(text, err=as_json)

    if catalogue and judgements:
        figures = bench_files(catalogue=catalogue, judgements=judgements, say=say)
    else:
        figures = bench_quality(data=data or shared_data(), say=say)
    if as_json:
        click.echo(json.dumps(figures, ensure_ascii=False))
    else:
        _show(figures)


def _show(figures: dict[str, Any]) -> None:
    for name, figure in figures.items():
        if isinstance(figure, dict):
            for trick, told in figure.items():
                click.echo(f"{name} {trick:<18} {told['with']:.3f} (without: {told['without']:.3f})")
        else:
            click.echo(f"{name:<26} {'not measured' if figure is None else figure}")
