"""`yarmarka bench`: measure, on this machine and on this installation's data."""

import json
from pathlib import Path

import click

from yarmarka.cli.bench_category_page import category_page
from yarmarka.cli.bench_feed_pictures import feed_pictures
from yarmarka.cli.bench_matching import matching
from yarmarka.cli.bench_promise import promise
from yarmarka.cli.bench_screening import screening
from yarmarka.cli.bench_search import search
from yarmarka.cli.bench_tracking import tracking
from yarmarka.cli.database import django_with_database
from yarmarka.cli.import_feed import run_import
from yarmarka.cli.installation import Installation
from yarmarka.cli.looks import pages, pictures
from yarmarka.cli.search_quality import search_quality
from yarmarka.cli.soak import soak


@click.group()
def bench() -> None:
    """Measure how fast it is here, and what it stands."""


bench.add_command(soak)
bench.add_command(search)
bench.add_command(search_quality)
bench.add_command(feed_pictures)
bench.add_command(matching)
bench.add_command(screening)
bench.add_command(pages)
bench.add_command(pictures)
bench.add_command(promise)
bench.add_command(category_page)
bench.add_command(tracking)


@bench.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seller", required=True, metavar="SLUG", help="Whose goods they are.")
@click.option("--rounds", default=2, show_default=True, type=click.IntRange(min=1), help="How many times.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def bench_import(*, file: Path, seller: str, rounds: int, as_json: bool) -> None:
    """Time the import of a feed; from the second round on, every row is known already.

    It writes to this installation: take a DATA_DIR for practice.
    """
    results = []
    with django_with_database(Installation.from_environment()):
        for number in range(1, rounds + 1):
            report = run_import(file, seller=seller, adopt_categories=True, show_progress=False)
            figures = {"round": number, **report, "refused": len(report["refused"])}
            del figures["notes"]
            results.append(figures)
            if not as_json:
                click.echo(
                    f"round {number}: {figures['rows']} rows in {figures['seconds']:.1f} s, "
                    f"{figures['rows_per_second']:.0f} rows/s, {figures['refused']} refused, "
                    f"at most {figures['peak_memory_mb']:.0f} MB"
                )
    if as_json:
        click.echo(json.dumps(results))


@bench.command("orders")
@click.option("--seconds", default=6.0, show_default=True, help="How long each measurement lasts.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(min=1), help="How many rounds.")
@click.option("--offers", default=100_000, show_default=True, help="How many offers orders are spread over.")
@click.option(
    "--full", is_flag=True, help="Also crowds, long orders and long order books; takes half an hour."
)
@click.option("--long-book", default=2_000_000, show_default=True, help="Past orders of the longest book.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def bench_orders(
    *, seconds: float, rounds: int, offers: int, full: bool, long_book: int, as_json: bool
) -> None:
    """Place orders through HTTP, beside what PostgreSQL alone does.

    It starts a PostgreSQL and web servers of its own, with production settings, and removes them.
    """
    from yarmarka.bench.orders.run import bench_orders as run

    figures = run(
        seconds=seconds,
        rounds=rounds,
        offers=offers,
        long_book=long_book if full else None,
        say=lambda text: click.echo(text, err=as_json),
    )
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, figure in figures.items():
        if isinstance(figure, int | float):
            click.echo(f"{name:<22} {figure}")


@bench.command("journey")
@click.option("--seconds", default=6.0, show_default=True, help="How long each measurement lasts.")
@click.option("--rounds", default=3, show_default=True, type=click.IntRange(min=1), help="How many rounds.")
@click.option("--products", default=10_000, show_default=True, help="How many products there are to find.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def bench_journey(*, seconds: float, rounds: int, products: int, as_json: bool) -> None:
    """Buy, from the empty basket to the paid order, and look around, through HTTP.

    Beside it stands what PostgreSQL alone does. It starts servers of its own, with production settings, and
    removes them.
    """
    from yarmarka.bench.journey.run import bench_journey as run

    figures = run(
        seconds=seconds,
        rounds=rounds,
        products=products,
        say=lambda text: click.echo(text, err=as_json),
    )
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, figure in figures.items():
        if not isinstance(figure, dict | list):
            click.echo(f"{name:<22} {figure}")
