"""`yarmarka bench promise`: are delivery dates kept as often as they say?"""

import json
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

import click

from yarmarka.cli.shared_data import shared_data

_SET: Final = "scms_delivery"


@click.command("promise")
@click.option(
    "--history",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV of ordered_at, delivered_at, promised_at, lane, origin, destination, service.",
)
@click.option(
    "--split",
    type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%z"]),
    help="Learn from what was known on this day, promise what was ordered from it on; else half of the orders.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def promise(*, history: Path | None, split: datetime | None, as_json: bool) -> None:
    """Promise dates for past orders from what was known before each, and count how many were kept.

    Without --history it takes the scms_delivery set that lies in ../shared/data beside the checkout
    (or in $YARMARKA_SHARED_DATA).
    """
    from yarmarka.bench.promise.run import bench_promise
    from yarmarka.bench.promise.scms import read_scms
    from yarmarka.bench.promise.table import read_deliveries

    say = partial(click.echo, err=as_json)
    deliveries = read_deliveries(history) if history else read_scms(shared_data() / _SET)
    figures = bench_promise(deliveries, split=split.date() if split else None, say=say)
    if as_json:
        click.echo(json.dumps(figures))
