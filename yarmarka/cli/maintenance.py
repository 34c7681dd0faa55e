"""`yarmarka maintenance`: close the marketplace for a while, and open it again."""

from datetime import UTC, datetime, timedelta

import click

from yarmarka.cli.installation import Installation


@click.command()
@click.argument("switch", type=click.Choice(["on", "off"]))
@click.option("--minutes", type=click.IntRange(1, 24 * 60), help="When you mean to open again.")
def maintenance(*, switch: str, minutes: int | None) -> None:
    """Close the marketplace (on) or open it again (off).

    While it is closed every page and API call answers 503 with Retry-After, in the reader's language; carriers and
    acquirers try their news again later. Nothing is restarted. The worker goes on.
    """
    file = Installation.from_environment().data_dir / "maintenance"
    if switch == "off":
        file.unlink(missing_ok=True)
        click.echo("open")
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    until = datetime.now(UTC) + timedelta(minutes=minutes) if minutes else None
    file.write_text(until.isoformat() if until else "")
    click.echo(f"closed until about {until:%H:%M} UTC" if until else "closed")
