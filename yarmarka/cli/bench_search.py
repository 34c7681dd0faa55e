"""`yarmarka bench search`: how fast search is over many offers."""

import json
from pathlib import Path

import click

from yarmarka.cli.shared_data import shared_data


@click.command("search")
@click.option(
    "--offers",
    default=1_000_000,
    show_default=True,
    type=click.IntRange(min=300),
    help="How many offers the large market has; a million take half an hour.",
)
@click.option(
    "--small",
    default=20_000,
    show_default=True,
    type=click.IntRange(min=300),
    help="How many offers the small market has.",
)
@click.option("--seconds", default=20.0, show_default=True, help="How long each measurement lasts.")
@click.option(
    "--catalogue",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Real things of your own to make offers of: NDJSON with title, brand, description, attributes.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def search(*, offers: int, small: int, seconds: float, catalogue: Path | None, as_json: bool) -> None:
    """Search a market of few offers and one of many, in process and through HTTP, beside PostgreSQL alone.

    The offers are made of the Icecat products that lie in ../shared/data beside the checkout (or in
    $YARMARKA_SHARED_DATA), of the house's own goods without them. It starts a PostgreSQL and a web server of its own,
    with production settings, and removes them.
    """
    from yarmarka.bench.search.run import bench_search

    icecat = shared_data() / "icecat_chorus" / "products.ndjson.gz"
    figures = bench_search(
        offers=offers,
        small=min(small, offers),
        seconds=seconds,
        things=catalogue or (icecat if icecat.is_file() else None),
        say=lambda text: click.echo(text, err=as_json),
    )
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, figure in figures.items():
        if not isinstance(figure, dict | list):
            click.echo(f"{name:<18} {'not measured' if figure is None else figure}")
