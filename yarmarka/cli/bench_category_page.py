"""`yarmarka bench category-page`: how soon a shelf of many thousand products answers."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from yarmarka.cli.shared_data import shared_data


@click.command("category-page")
@click.option(
    "--feed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Goods of your own, as YML; without it the 19,406 products of Icecat beside the checkout.",
)
@click.option(
    "--requests",
    default=200,
    show_default=True,
    type=click.IntRange(min=10),
    help="How often each page is asked for.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def category_page(*, feed: Path | None, requests: int, as_json: bool) -> None:
    """Time the first byte of a warm category page over a whole catalogue, and count its statements.

    It starts a PostgreSQL and a web server of its own, with production settings, and removes them.
    """
    from yarmarka.bench.category_page.run import NoPage, bench_category_page

    with _goods(feed) as file:
        try:
            figures = bench_category_page(
                file, requests=requests, say=lambda text: click.echo(text, err=as_json)
            )
        except NoPage as wrong:
            raise click.ClickException(str(wrong)) from wrong
    if as_json:
        click.echo(json.dumps(figures))


@contextmanager
def _goods(feed: Path | None) -> Iterator[Path]:
    """Give the feed that was named, or the Icecat products as one."""
    if feed:
        yield feed
        return
    from yarmarka.bench.category_page.icecat import convert

    products = shared_data() / "icecat_chorus" / "products.ndjson.gz"
    if not products.exists():
        raise click.ClickException(
            f"No products in {products}: name a feed of your own with --feed, or set YARMARKA_SHARED_DATA."
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "icecat.yml"
        convert(products, file)
        yield file
