"""The United Kingdom's sanctions list as CSV: a line with its date, a header, then a row for each name of a party."""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from yarmarka.connectors.denied_parties.dates import iso_dates
from yarmarka.connectors.denied_parties.errors import ListUnreadable
from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party

_KINDS: Final = {"individual": Kind.PERSON, "entity": Kind.FIRM, "ship": Kind.VESSEL}
_ID: Final = "unique id"
#: given names first: the list keeps the family name in the sixth
_NAMES: Final = ("name 1", "name 2", "name 3", "name 4", "name 5", "name 6")
_COUNTRIES: Final = ("nationality(/ies)", "address country", "current believed flag of ship")
_NUMBERS: Final = {
    "passport number": "passport",
    "imo number": "imo",
    "national identifier number": "",
    "business registration number (s)": "",
}

Row = dict[str, str]


def read_uk(path: Path) -> Iterator[ListEntry]:
    """Yield the entries; the rows of one stand together. Raises ListUnreadable, naming the row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for key, rows in groupby(_rows(file, path), key=lambda row: row[_ID]):
                yield _entry(key, list(rows))
    except UnicodeDecodeError as error:
        raise ListUnreadable(file=path.name, row=0, why=f"not UTF-8: {error}") from error


def _rows(file: Iterator[str], path: Path) -> Iterator[Row]:
    reader = csv.reader(file)
    header: list[str] = []
    for number, row in enumerate(reader, start=1):
        plain = [cell.strip() for cell in row]
        if not header:
            # The first line says of which day the list is.
            header = [name.casefold() for name in plain] if _ID in map(str.casefold, plain) else []
            if not header and number > 1:
                break
            continue
        if not any(plain):
            continue
        if len(plain) != len(header):
            why = f"{len(plain)} fields, {len(header)} expected"
            raise ListUnreadable(file=path.name, row=number, why=why)
        found = dict(zip(header, plain, strict=True))
        if not found[_ID]:
            raise ListUnreadable(file=path.name, row=number, why="no Unique ID")
        yield found
    if not header:
        raise ListUnreadable(file=path.name, row=1, why="no header with a column Unique ID in its first rows")


def _entry(key: str, rows: list[Row]) -> ListEntry:
    first = rows[0]
    names = [_name(row) for row in rows]
    native = [row.get("name non-latin script", "") for row in rows]
    kind = first.get("individual, entity, ship", "").casefold()
    weak = {name for row, name in zip(rows, names, strict=True) if _is_weak(row)}
    return ListEntry(
        id=key,
        programme=first.get("regime name", ""),
        party=Party(
            names=tuple(dict.fromkeys(name for name in names if name and name not in weak))
            + tuple(dict.fromkeys(filter(None, native))),
            weak_names=tuple(sorted(filter(None, weak))),
            kind=_KINDS.get(kind, Kind.UNKNOWN),
            birth_dates=_unique(date for one in _all(rows, "d.o.b") for date in iso_dates(one)),
            countries=frozenset(
                country_code(part.strip())
                for column in _COUNTRIES
                for one in _all(rows, column)
                for part in one.split("|")
                if part.strip()
            ),
            identifiers=tuple(
                Identifier(value=value, kind=what)
                for column, what in _NUMBERS.items()
                for value in _unique(part.strip() for one in _all(rows, column) for part in one.split("|"))
                if value
            ),
        ),
    )


def _name(row: Row) -> str:
    return " ".join(filter(None, (row.get(name, "") for name in _NAMES)))


def _is_weak(row: Row) -> bool:
    return "low" in row.get("alias strength", "").casefold()


def _all(rows: list[Row], column: str) -> Iterator[str]:
    return (value for row in rows if (value := row.get(column, "")))


def _unique(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
