"""OFAC's list as three flat files: `sdn.csv`, and beside it `alt.csv` (aliases) and `add.csv` (addresses).

They have no header, and `-0-` for nothing. Births and numbers stand in the remarks, as prose.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yarmarka.connectors.denied_parties.dates import iso_dates
from yarmarka.connectors.denied_parties.errors import ListUnreadable
from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Identifier, Kind, ListEntry, Party

_KINDS: Final = {"individual": Kind.PERSON, "vessel": Kind.VESSEL, "": Kind.FIRM}
_FIELDS: Final = 12
_BIRTH: Final = re.compile(r"(?:alt\. )?DOB ([^;.]+)")
_NATIONALITY: Final = re.compile(r"(?:nationality|citizen) ([^;.]+)")
_WEAK: Final = re.compile(r"\bweak\b", re.IGNORECASE)
_NUMBERS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("passport", r"Passport (?:No\. )?([A-Z0-9-]{5,})"),
        ("imo", r"Vessel Registration Identification IMO (\d{7})"),
        ("inn", r"(?:Tax ID|INN)[^;]*?(?:No\. )?(\d{10,12})"),
        ("ogrn", r"Registration (?:Number|ID) (\d{13})"),
        ("lei", r"LEI ([0-9A-Z]{20})"),
        ("", r"(?:National ID No\.|Identification Number|Cedula No\.|SSN) ([A-Z0-9-]{5,})"),
    )
)


def read_ofac(path: Path) -> Iterator[ListEntry]:
    """Yield the entries of `sdn.csv`, with what its neighbours say of them. Raises ListUnreadable, naming the row."""
    aliases: defaultdict[str, list[tuple[str, bool]]] = defaultdict(list)
    for row in _rows(path.with_name("alt.csv"), 4):
        aliases[row[0]].append((row[3], bool(_WEAK.search(" ".join(row[4:])))))
    countries: defaultdict[str, set[str]] = defaultdict(set)
    for row in _rows(path.with_name("add.csv"), 5):
        if row[4]:
            countries[row[0]].add(country_code(row[4]))
    for row in _rows(path, _FIELDS):
        yield _entry(row, aliases[row[0]], countries[row[0]])


def _rows(path: Path, fields: int) -> Iterator[list[str]]:
    if not path.exists():
        return
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        for number, row in enumerate(csv.reader(file), start=1):
            if len(row) < 2:  # The file ends with a sign of its own.
                continue
            if len(row) < fields:
                raise ListUnreadable(file=path.name, row=number, why=f"{len(row)} fields, {fields} expected")
            yield [field.strip().removesuffix("-0-").strip() for field in row]


def _entry(row: list[str], aliases: list[tuple[str, bool]], countries: set[str]) -> ListEntry:
    number, name, kind, programme, remarks = row[0], row[1], row[2], row[3], row[11]
    nations = {country_code(nation) for nation in _NATIONALITY.findall(remarks)}
    identifiers = tuple(
        Identifier(value=value, kind=what) for what, pattern in _NUMBERS for value in pattern.findall(remarks)
    )
    return ListEntry(
        id=number,
        programme=programme,
        party=Party(
            names=(name, *(alias for alias, weak in aliases if not weak)),
            weak_names=tuple(alias for alias, weak in aliases if weak),
            kind=_KINDS.get(kind.casefold(), Kind.FIRM),
            birth_dates=tuple(date for written in _BIRTH.findall(remarks) for date in iso_dates(written)),
            countries=frozenset(countries | nations),
            identifiers=identifiers,
        ),
    )
