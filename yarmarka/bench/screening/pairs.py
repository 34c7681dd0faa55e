"""Pairs of parties of which it is known whether they are one, from anybody's CSV file.

Columns: name_a, name_b, schema, is_match; if there are any, birth_date_a, birth_date_b, country_a, country_b, ids_a and
ids_b. Several names stand with `|` between them, several countries and numbers with `;`, `|` or `,`; a number may say
its kind: `inn:7707083893`. A pair of which one side has neither a name nor a number says nothing: it is left out.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yarmarka.domain.screening.matching.places import country_code
from yarmarka.domain.screening.types import Identifier, Kind, Party

_NEEDED: Final = ("name_a", "name_b", "schema", "is_match")
_KINDS: Final = {
    "person": Kind.PERSON,
    "individual": Kind.PERSON,
    "company": Kind.FIRM,
    "organization": Kind.FIRM,
    "organisation": Kind.FIRM,
    "entity": Kind.FIRM,
    "publicbody": Kind.FIRM,
    "vessel": Kind.VESSEL,
    "ship": Kind.VESSEL,
    "airplane": Kind.VESSEL,
    "aircraft": Kind.VESSEL,
    "address": Kind.ADDRESS,
}
_TRUE: Final = frozenset({"1", "1.0", "true", "t", "yes", "y", "match", "positive"})
_FALSE: Final = frozenset(
    {"0", "0.0", "false", "f", "no", "n", "no match", "nomatch", "negative", "different"}
)


class PairsUnreadable(Exception):
    """The file can't be read; the message names row, column, reason and remedy."""


@dataclass(frozen=True)
class KnownPair:
    """Two parties, and whether they are one."""

    first: Party
    second: Party
    is_match: bool

    @property
    def says_something(self) -> bool:
        """Whether both have something to be known by."""
        return all(one.names or one.identifiers for one in (self.first, self.second))


def kind_of(schema: str) -> Kind:
    """Return what a schema's name means; what may be a person or a firm is unknown."""
    return _KINDS.get(schema.strip().casefold(), Kind.UNKNOWN)


def read_pairs(path: Path) -> Iterator[KnownPair]:
    """Yield the pairs. Raises PairsUnreadable."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            file.seek(0)
            delimiter = max(",;\t", key=first.count)
            rows = csv.DictReader(file, delimiter=delimiter)
            rows.fieldnames = [name.strip().casefold() for name in rows.fieldnames or ()]
            missing = [name for name in _NEEDED if name not in rows.fieldnames]
            if missing:
                raise PairsUnreadable(
                    f"{path.name}, row 1: no column {', '.join(missing)}; "
                    f"the first row must name {', '.join(_NEEDED)}"
                )
            for row in rows:
                if any((value or "") for key, value in row.items() if key):
                    yield _pair(row, file=path.name, number=rows.line_num)
    except csv.Error as error:
        raise PairsUnreadable(f"{path.name}, row {rows.line_num + 1}: {error}; close its quotes") from error
    except UnicodeDecodeError as error:
        raise PairsUnreadable(f"{path.name}: not UTF-8 ({error}); save it as UTF-8") from error


def _pair(row: dict[str, str], *, file: str, number: int) -> KnownPair:
    answer = (row["is_match"] or "").strip().casefold()
    if answer not in _TRUE | _FALSE:
        raise PairsUnreadable(
            f"{file}, row {number}, column is_match: {row['is_match'] or ''!r} is neither true nor false; "
            "write true or false, 1 or 0"
        )
    return KnownPair(_party(row, "a"), _party(row, "b"), answer in _TRUE)


def _parts(written: str | None, signs: str) -> list[str]:
    return [part for raw in re.split(signs, written or "") if (part := raw.strip())]


def _party(row: dict[str, str], side: str) -> Party:
    return Party(
        names=tuple(_parts(row[f"name_{side}"], r"\|")),
        kind=kind_of(row["schema"] or ""),
        birth_dates=tuple(_parts(row.get(f"birth_date_{side}"), r"[;|,]")),
        countries=frozenset(map(country_code, _parts(row.get(f"country_{side}"), r"[;|]|,(?! )"))),
        identifiers=tuple(map(_identifier, _parts(row.get(f"ids_{side}"), r"[;|,]"))),
    )


def _identifier(written: str) -> Identifier:
    """Read `inn:7707083893`, `INN=7707083893`, `INN 7707083893` or the bare number."""
    found = re.fullmatch(r"([A-Za-zА-Яа-я][\w .-]*?)\s*[:= ]\s*(\S.*)", written)
    if not found:
        return Identifier(value=written)
    kind = (
        found.group(1).casefold().replace("инн", "inn").replace("огрн", "ogrn").replace("паспорт", "passport")
    )
    return Identifier(value=found.group(2), kind=kind.split()[0])
