"""`yarmarka import-feed`: take a seller's goods in from a YML feed."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation
from yarmarka.cli.measure import peak_memory_mb


@click.command("import-feed")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--seller", required=True, metavar="SLUG", help="Whose goods they are, e.g. shenzhen-sound.")
@click.option("--adopt-categories", is_flag=True, help="Make categories of the feed that the shop lacks.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def import_feed(*, file: Path, seller: str, adopt_categories: bool, as_json: bool) -> None:
    """Take a seller's goods in from a YML feed.

    Known offers are updated and new ones added; a refused row is named with its line and reason and leaves
    nothing behind.
    """
    with django_with_database(Installation.from_environment()):
        report = run_import(file, seller=seller, adopt_categories=adopt_categories, show_progress=not as_json)
    click.echo(json.dumps(report, ensure_ascii=False) if as_json else in_words(report))


def run_import(file: Path, *, seller: str, adopt_categories: bool, show_progress: bool) -> dict[str, Any]:
    """Import and return the report with its speed and the most memory held, ready for JSON."""
    from yarmarka.flows.import_feed import import_feed as take_in
    from yarmarka.kernel.clock import now

    report = take_in(
        file,
        seller_slug=seller,
        adopt_categories=adopt_categories,
        now=now(),
        on_progress=_progress if show_progress else None,
    )
    if show_progress:
        click.echo("\r", nl=False, err=True)
    rows = report.accepted + len(report.refused)
    return asdict(report) | {
        "rows": rows,
        "rows_per_second": round(rows / report.seconds, 1) if report.seconds else 0.0,
        "peak_memory_mb": peak_memory_mb(),
    }


def in_words(report: dict[str, Any]) -> str:
    """Return the report as lines to read: the refused rows first, the sums last."""
    lines = [
        f"line {row['line']}, offer {row['offer']}: {row['reason']} ({row['field']}, {row['code']})"
        for row in report["refused"]
    ]
    lines.append(
        f"{report['rows']} rows: {report['accepted']} taken ({report['created']} new, "
        f"{report['updated']} changed), {len(report['refused'])} refused"
    )
    lines.append(
        f"{report['seconds']:.1f} s, {report['rows_per_second']:.0f} rows/s, "
        f"at most {report['peak_memory_mb']:.0f} MB of memory"
    )
    return "\n".join(lines)


def _progress(rows: int) -> None:
    click.echo(f"\r{rows} rows", nl=False, err=True)
