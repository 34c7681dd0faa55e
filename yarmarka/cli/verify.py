"""`yarmarka verify`: prove that the books add up."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def verify(*, as_json: bool) -> None:
    """Prove that money, stock and shares add up.

    Every check is named, with the rows that break it if there are any. Ends with 1 when there are.
    """
    with django_with_database(Installation.from_environment()):
        found = _look()
    sound = not any(found.values())
    if as_json:
        checks = [{"check": check, "ok": not rows, "rows": rows} for check, rows in found.items()]
        click.echo(json.dumps({"ok": sound, "checks": checks}, ensure_ascii=False))
    else:
        click.echo(_in_words(found))
    if not sound:
        raise SystemExit(1)


def _look() -> dict[str, list[dict[str, Any]]]:
    from yarmarka.kernel.clock import now
    from yarmarka.reads.verify import CHECKS, verify_books

    findings = verify_books(now=now())
    return {
        check: [{"subject": f.subject, "detail": f.detail} for f in findings if f.check == check]
        for check in CHECKS
    }


def _in_words(found: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    lines = []
    for check, rows in found.items():
        name = check.replace("_", " ")
        lines.append(f"{'FAIL' if rows else 'ok  '} {name}")
        lines += [f"     {row['subject']}: {row['detail']}" for row in rows]
    return "\n".join(lines)
