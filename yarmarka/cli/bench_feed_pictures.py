"""`yarmarka bench feed-pictures`: how many pictures of price lists an hour come in."""

import json

import click


@click.command("feed-pictures")
@click.option(
    "--pictures",
    default=120,
    show_default=True,
    type=click.IntRange(min=6),
    help="How many, in each of the two ways.",
)
@click.option(
    "--hosts", default=6, show_default=True, type=click.IntRange(min=1), help="On how many hosts they lie."
)
@click.option(
    "--side",
    default=1_500,
    show_default=True,
    type=click.IntRange(min=300, max=8_000),
    help="How wide and high each is, in dots.",
)
@click.option(
    "--latency-ms",
    default=200,
    show_default=True,
    type=click.IntRange(min=0),
    help="How long a host waits before it answers.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def feed_pictures(*, pictures: int, hosts: int, side: int, latency_ms: int, as_json: bool) -> None:
    """Fetch, develop and hang pictures that two sellers' price lists name: one after another, and several at once.

    It starts a PostgreSQL and servers of its own and removes them.
    """
    from yarmarka.bench.feed_pictures.run import bench_feed_pictures

    figures = bench_feed_pictures(
        pictures=pictures,
        hosts=hosts,
        side=side,
        latency_ms=latency_ms,
        say=lambda text: click.echo(text, err=as_json),
    )
    if as_json:
        click.echo(json.dumps(figures))
        return
    for name, figure in figures.items():
        click.echo(f"{name:<22} {figure}")
