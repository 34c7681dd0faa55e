"""`yarmarka import-feed`: take a seller's goods in from a YML feed."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation
from yarmarka.cli.measure import peak_memory_mb
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.processes import CannotStart

if TYPE_CHECKING:
    from yarmarka.flows.feed_report import ReportedRow


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
    """Import and return the report in words, with its speed and the most memory held, ready for JSON."""
    from yarmarka.flows.import_feed import import_feed as take_in
    from yarmarka.kernel.clock import now

    try:
        report = take_in(
            file,
            seller_slug=seller,
            adopt_categories=adopt_categories,
            now=now(),
            on_progress=_progress if show_progress else None,
        )
    except Missing as missing:
        raise _unknown(str(missing.facts.get("what")), seller=seller) from missing
    if show_progress:
        click.echo("\r", nl=False, err=True)
    rows = report.accepted + len(report.refused)
    return {
        "rows": rows,
        "accepted": report.accepted,
        "created": report.created,
        "updated": report.updated,
        "refused": [_row_in_words(row) for row in report.refused],
        "notes": [_row_in_words(row) for row in report.notes],
        "note_counts": report.note_counts,
        "is_whole": report.is_whole,
        "seconds": round(report.seconds, 3),
        "rows_per_second": round(rows / report.seconds, 1) if report.seconds else 0.0,
        "peak_memory_mb": peak_memory_mb(),
    }


def _unknown(what: str, *, seller: str) -> CannotStart:
    if what == "warehouse":
        return CannotStart(
            f"The seller {seller} has no warehouse yet.",
            remedy="Add one in the seller's console: goods have to lie somewhere.",
            field="seller",
        )
    from yarmarka.reads.staff_sellers import listed_sellers

    known = ", ".join(sorted(listed.slug for listed in listed_sellers(limit=30))) or "none yet"
    return CannotStart(f"There is no seller {seller}.", remedy=f"There are: {known}.", field="seller")


def in_words(report: dict[str, Any]) -> str:
    """Return the report as lines to read: the refused rows first, the sums last."""
    lines = [
        f"line {row['line']}, offer {row['offer'] or '?'}, {row['field']}: {row['reason']} {row['remedy']}"
        for row in report["refused"]
    ]
    lines += [
        f"taken, but {count} × {code.replace('_', ' ')}" for code, count in report["note_counts"].items()
    ]
    lines.append(
        f"{report['rows']} rows: {report['accepted']} taken ({report['created']} new, "
        f"{report['updated']} changed), {len(report['refused'])} refused"
        + ("" if report["is_whole"] else "; the file broke off")
    )
    lines.append(
        f"{report['seconds']:.1f} s, {report['rows_per_second']:.0f} rows/s, "
        f"at most {report['peak_memory_mb']:.0f} MB of memory"
    )
    return "\n".join(lines)


def _row_in_words(row: "ReportedRow") -> dict[str, Any]:
    from django.utils.translation import override

    from yarmarka.presentation.feed_words import words_for

    # The terminal speaks English, like the rest of the command.
    with override("en"):
        words = words_for(row.code, field=row.field, facts=row.facts)
    return {
        "line": row.line,
        "offer": row.offer,
        "field": row.field,
        "code": str(row.code),
        "reason": str(words.title),
        "remedy": str(words.remedy),
    }


def _progress(rows: int, percent: int | None) -> None:
    click.echo(f"\r{rows} rows" + ("" if percent is None else f", {percent} %"), nl=False, err=True)
