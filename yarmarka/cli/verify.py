"""`yarmarka verify`: prove that the books add up."""

import json
from dataclasses import asdict

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
        from yarmarka.kernel.clock import now
        from yarmarka.reads.verify import verify_books

        findings = verify_books(now=now())
    if as_json:
        click.echo(json.dumps({"ok": not findings, "findings": [asdict(f) for f in findings]}))
    else:
        for finding in findings:
            click.echo(f"FAIL {finding.check}: {finding.subject}: {finding.detail}")
        click.echo(f"{len(findings)} findings" if findings else "ok   all books add up")
    if findings:
        raise SystemExit(1)
