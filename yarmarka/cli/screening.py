"""`yarmarka load-list`, `screening-cases` and `screening-verdict`: who could be on a list of denied parties."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

import click

from yarmarka.cli.database import django_with_database
from yarmarka.cli.installation import Installation

if TYPE_CHECKING:
    from yarmarka.domain.screening.types import ListEntry

_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
_DAY: Final = click.DateTime(formats=["%Y-%m-%d"])


def _readers() -> "dict[str, Callable[[Path], Iterator[ListEntry]]]":
    from yarmarka.connectors.denied_parties.eu_xml import read_eu
    from yarmarka.connectors.denied_parties.generic_csv import read_csv
    from yarmarka.connectors.denied_parties.ofac_csv import read_ofac
    from yarmarka.connectors.denied_parties.ofac_xml import read_ofac_xml
    from yarmarka.connectors.denied_parties.uk_csv import read_uk
    from yarmarka.connectors.denied_parties.un_xml import read_un

    def either_ofac(path: Path) -> "Iterator[ListEntry]":
        return read_ofac_xml(path) if path.suffix.casefold() == ".xml" else read_ofac(path)

    return {"ofac": either_ofac, "un": read_un, "eu": read_eu, "uk": read_uk, "csv": read_csv}


def _hash_of(file: Path, format_: str) -> str:
    """Hash what a list is made of: OFAC's comes in three files."""
    whole = hashlib.sha256()
    beside = (
        [file.with_name(name) for name in ("alt.csv", "add.csv")]
        if format_ == "ofac" and file.suffix.casefold() == ".csv"
        else []
    )
    for path in (file, *beside):
        if path.exists():
            with path.open("rb") as opened:
                while block := opened.read(1 << 20):
                    whole.update(block)
    return whole.hexdigest()


@click.command("load-list")
@click.argument("format", type=click.Choice(["ofac", "un", "eu", "uk", "csv"]))
@click.argument("file", type=_FILE)
@click.option("--dated", type=_DAY, required=True, help="The day of which its keeper says the list is.")
@click.option("--code", default="", help="What the list is called here; by default, as its format.")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def load_list(*, format: str, file: Path, dated: datetime, code: str, as_json: bool) -> None:
    """Put a list of denied parties in force, and compare with it every seller and everybody with a parcel to come.

    ofac: sdn.xml, or sdn.csv with alt.csv and add.csv beside it. un: the consolidated XML. eu: the consolidated XML,
    version 1.1. uk: the sanctions list as CSV. csv: columns id and name, and if there
    are any kind, aliases, weak_aliases, birth_dates, countries, ids and programme. Lists are yours to get and to keep
    up to date; none comes with Yarmarka. The same file again changes nothing.
    """
    with django_with_database(Installation.from_environment()):
        from yarmarka.connectors.denied_parties.errors import ListUnreadable
        from yarmarka.domain.screening.types import NewList
        from yarmarka.flows.screen_sellers import load_denied_list
        from yarmarka.kernel.clock import now

        new = NewList(code=code or format, sha256=_hash_of(file, format), dated_on=dated.date())
        try:
            loaded, opened = load_denied_list(new, _readers()[format](file), now=now())
        except ListUnreadable as error:
            raise click.ClickException(f"{error}. The list stays as it was.") from error
    figures = {
        "list": new.code,
        "entries": loaded.entries,
        "added": len(loaded.added),
        "removed": len(loaded.removed),
        "changed": len(loaded.changed),
        "cases_opened": opened,
        "was_current": loaded.was_current,
    }
    click.echo(
        json.dumps(figures) if as_json else ", ".join(f"{name} {value}" for name, value in figures.items())
    )


@click.command("screening-cases")
@click.option("--json", "as_json", is_flag=True, help="Report as JSON.")
def screening_cases(*, as_json: bool) -> None:
    """Show who could be on a list and waits for two people: what we know beside what the list says."""
    with django_with_database(Installation.from_environment()):
        from yarmarka.domain.screening.queries import open_cases

        cases = open_cases()
    if as_json:
        rows = [
            {"id": str(case.id), "score": case.score, "list": case.list_code, "entry": case.entry}
            for case in cases
        ]
        click.echo(json.dumps(rows))
        return
    for case in cases:
        click.echo(
            f"{case.id}  {case.score:.2f}  {case.subject_kind} {case.subject_id}, {case.list_code} {case.entry}"
        )
        for feature in case.features:
            click.echo(f"    {feature.name:<12} {feature.asked}  |  {feature.listed}  {feature.effect:+.2f}")
    click.echo(f"{len(cases)} open")


@click.command("screening-verdict")
@click.argument("case", type=click.UUID)
@click.argument("verdict", type=click.Choice(["other", "same"]))
@click.option("--reason", required=True, help="What told them apart, or together.")
@click.option("--by", required=True, metavar="EMAIL", help="Who of the staff proposed it.")
@click.option("--approved-by", required=True, metavar="EMAIL", help="Who else of the staff agreed to it.")
def screening_verdict(*, case: UUID, verdict: str, reason: str, by: str, approved_by: str) -> None:
    """Close a case as two people found: another one than on the list, or the same.

    other lets the seller go on until what we know of it, or what the list says, changes. same keeps it held.
    """
    if by.casefold() == approved_by.casefold():
        raise click.UsageError("A verdict takes two people: --by one and --approved-by another one.")
    with django_with_database(Installation.from_environment()):
        from yarmarka.domain.accounts.queries import staff_by_email
        from yarmarka.domain.screening.types import Verdict
        from yarmarka.flows.close_cases import decide_case
        from yarmarka.kernel.clock import now

        decide_case(
            case,
            verdict=Verdict(verdict),
            reason=reason,
            proposed_by=staff_by_email(by).id,
            agreed_by=staff_by_email(approved_by).id,
            now=now(),
        )
    click.echo(f"{case}: {verdict}")
