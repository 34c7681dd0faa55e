"""`yarmarka load-pickup-points`: take a carrier's pick-up points in, from its interface or from a table."""

import json
from pathlib import Path

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation


@click.command("load-pickup-points")
@click.argument("carrier")
@click.option("--country", default="RU", help="Two letters; only points there are taken in.")
@click.option(
    "--file",
    "table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV table instead of the carrier's own interface.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def load_pickup_points(*, carrier: str, country: str, table: Path | None, as_json: bool) -> None:
    """Take all pick-up points of CARRIER in a country in; those that were there before and are not any more are gone.

    Without --file the carrier's own interface is asked (CDEK has one). Harmless to repeat.
    """
    with django_with_database(Installation.from_environment()):
        from yarmarka.connectors.carriers.pickup_table import pickup_places_in
        from yarmarka.flows.load_pickup_points import fetch_pickup_points, take_pickup_points
        from yarmarka.kernel.clock import now
        from yarmarka.kernel.errors import YarmarkaError

        try:
            if table is None:
                count, gone = fetch_pickup_points(carrier=carrier, country=country.upper(), now=now())
            else:
                with table.open(encoding="utf-8-sig", newline="") as lines:
                    places = list(pickup_places_in(lines, carrier=carrier))
                count, gone = take_pickup_points(
                    places, carrier=carrier, country=country.upper(), source=table.name[:200], now=now()
                )
        except YarmarkaError as error:
            told = {"field": error.field, **error.facts} if error.field else error.facts
            facts = ", ".join(f"{name}: {value}" for name, value in told.items())
            raise click.ClickException(f"{error.code} ({facts}); nothing was changed") from None
    report = {"carrier": carrier, "country": country.upper(), "points": count, "gone": gone}
    click.echo(json.dumps(report) if as_json else f"{count} pick-up points, {gone} are gone")
