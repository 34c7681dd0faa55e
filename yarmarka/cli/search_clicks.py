"""`yarmarka search-clicks`: what became of searches, by query; and the same as judgements for the bench."""

import csv
import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation
from yarmarka.domain.discovery.rules import AT_LEAST_VISITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yarmarka.domain.discovery.types import ChosenFind, QueryTally


@click.command("search-clicks")
@click.option("--days", type=click.IntRange(1, 90), default=28, show_default=True, help="So many days back.")
@click.option(
    "--at-least",
    type=click.IntRange(AT_LEAST_VISITS),
    default=AT_LEAST_VISITS,
    show_default=True,
    help="Only queries of so many visits: readers were promised that what fewer typed is shown to nobody.",
)
@click.option(
    "--judgements",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="Write query, id and gain here, as `bench search-quality --judgements` takes them.",
)
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def search_clicks(*, days: int, at_least: int, judgements: Path | None, as_json: bool) -> None:
    """Say what became of searches: visits, without a find, with a chosen one, at which place it stood.

    Only visits are noted whose readers agreed, under a sign of one day. A find that stands first is looked at more
    often than one that stands tenth, so gains from clicks say less of ranking than a person's judgement.
    """
    with django_with_database(Installation.from_environment()):
        from yarmarka.domain.discovery.queries import chosen_finds, query_tally
        from yarmarka.kernel.clock import now

        since: date = now().date() - timedelta(days=days - 1)
        tally = query_tally(since=since, at_least=at_least)
        chosen = chosen_finds(since=since, at_least=at_least) if judgements else ()
    if judgements:
        _write(judgements, chosen)
    if as_json:
        told = {
            "since": since.isoformat(),
            "queries": [_facts(one) for one in tally],
            "judgements": len(chosen),
        }
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for line in _table(tally):
        click.echo(line)
    if judgements:
        click.echo(f"{len(chosen)} judgements in {judgements}")


def _facts(one: "QueryTally") -> dict[str, Any]:
    return {
        "query": one.query,
        "language": one.language,
        "visits": one.visits,
        "without_finds": one.without_finds,
        "click_through": round(one.click_through, 3),
        "mean_place": round(one.mean_place, 1) if one.mean_place is not None else None,
    }


def _table(tally: "Iterable[QueryTally]") -> list[str]:
    lines = [f"{'visits':>7} {'no find':>8} {'chosen':>7} {'place':>6}  query"]
    for one in tally:
        place = f"{one.mean_place:.1f}" if one.mean_place is not None else "–"
        share = f"{one.click_through:.0%}"
        lines.append(
            f"{one.visits:>7} {one.without_finds:>8} {share:>7} {place:>6}  {one.query} ({one.language})"
        )
    return lines if len(lines) > 1 else ["No query has so many visits yet."]


def _write(path: Path, chosen: "Iterable[ChosenFind]") -> None:
    """Write each find with the share of its query's visits that chose it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["query", "id", "gain"])
        for one in chosen:
            writer.writerow([one.query, one.product_id, f"{one.chosen / one.visits:.4f}"])
