"""Any list as a CSV file with a header: `id` and `name`, and what else there is.

Columns: id, name, kind (person, firm, vessel), aliases, weak_aliases, birth_dates, countries, ids, programme; several
values of a cell stand with `|` between them, a number may say its kind: `inn:7707083893`.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yarmarka.connectors.denied_parties.dates import iso_dates
from yarmarka.connectors.denied_parties.errors import ListUnreadable
from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party

_KINDS: Final = {"": Kind.UNKNOWN, **{kind.value: kind for kind in Kind}}


def read_csv(path: Path) -> Iterator[ListEntry]:
    """Yield the entries. Raises ListUnreadable, naming the row."""
    seen: set[str] = set()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            rows = csv.DictReader(file, delimiter=max(",;\t", key=first.count))
            rows.fieldnames = [name.strip().casefold() for name in rows.fieldnames or ()]
            if not {"id", "name"} <= set(rows.fieldnames):
                raise ListUnreadable(
                    file=path.name, row=1, why="the header must name the columns id and name"
                )
            for row in rows:
                yield _entry(
                    {key: value or "" for key, value in row.items() if key}, path, rows.line_num, seen
                )
    except UnicodeDecodeError as error:
        raise ListUnreadable(file=path.name, row=0, why=f"not UTF-8: {error}") from error


def _entry(row: dict[str, str], path: Path, number: int, seen: set[str]) -> ListEntry:
    entry, name, kind = row["id"].strip(), row["name"].strip(), row.get("kind", "").strip().casefold()
    if not entry or not name:
        raise ListUnreadable(file=path.name, row=number, why="id and name must not be empty")
    if entry in seen:
        raise ListUnreadable(file=path.name, row=number, why=f"id {entry} stands twice")
    if kind not in _KINDS:
        raise ListUnreadable(file=path.name, row=number, why=f"kind {kind!r} is none of {', '.join(Kind)}")
    seen.add(entry)
    return ListEntry(
        id=entry,
        programme=row.get("programme", "").strip(),
        party=Party(
            names=(name, *_parts(row, "aliases")),
            weak_names=_parts(row, "weak_aliases"),
            kind=_KINDS[kind],
            birth_dates=tuple(date for written in _parts(row, "birth_dates") for date in iso_dates(written)),
            countries=frozenset(map(country_code, _parts(row, "countries"))),
            identifiers=tuple(map(_identifier, _parts(row, "ids"))),
        ),
    )


def _parts(row: dict[str, str], column: str) -> tuple[str, ...]:
    return tuple(part for raw in row.get(column, "").split("|") if (part := raw.strip()))


def _identifier(written: str) -> Identifier:
    kind, colon, value = written.partition(":")
    return (
        Identifier(value=value.strip(), kind=kind.strip().casefold()) if colon else Identifier(value=written)
    )
