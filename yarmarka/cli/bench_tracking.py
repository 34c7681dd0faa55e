"""`yarmarka bench tracking`: how many of carriers' words a second are taken in."""

import json

import click


@click.command("tracking")
@click.option(
    "--past",
    default=10_000_000,
    show_default=True,
    type=click.IntRange(min=1_000),
    help="How many events there are already; ten million take some minutes to make.",
)
@click.option(
    "--rows",
    default=20_000,
    show_default=True,
    type=click.IntRange(min=100),
    help="New events of each measurement.",
)
@click.option("--rounds", default=5, show_default=True, type=click.IntRange(min=1), help="How many rounds.")
@click.option("--seconds", default=4.0, show_default=True, help="How long webhooks come in each round.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def tracking(*, past: int, rows: int, rounds: int, seconds: float, as_json: bool) -> None:
    """Take carriers' words in by batch and by webhook, beside COPY of such rows into the same table.

    It starts a PostgreSQL and a web server of its own, with production settings, and removes them.
    """
    from yarmarka.bench.tracking.run import bench_tracking

    figures = bench_tracking(
        past=past, rows=rows, rounds=rounds, seconds=seconds, say=lambda text: click.echo(text, err=as_json)
    )
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, figure in figures.items():
        click.echo(f"{name:<22} {figure}")
