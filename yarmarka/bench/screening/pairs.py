"""Pairs of parties of which it is known whether they are one, from anybody's CSV file.

Columns: name_a, name_b, schema, is_match; if there are any, birth_date_a, birth_date_b, country_a, country_b, ids_a and
ids_b. Several names stand with `|` between them, several countries and numbers with `;`, `|` or `,`; a number may say
its kind: `inn:7707083893`. A pair of which one side has neither a name nor a number says nothing: it is left out.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from yarmarka.bench.files import Unreadable, table_of
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
    """Yield the pairs. Raises Unreadable."""
    table = table_of(path)
    missing = [name for name in _NEEDED if name not in table.names]
    if missing:
        reason = f"no column {', '.join(missing)}; the first row must name {', '.join(_NEEDED)}"
        raise Unreadable(reason, at=f"{path.name}, row {table.head}")
    for row in table.rows:
        if any(row.cells.values()):
            yield _pair(defaultdict(str, row.cells), where=f"{path.name}, row {row.number}")


def _pair(row: Mapping[str, str], *, where: str) -> KnownPair:
    answer = row["is_match"].casefold()
    if answer not in _TRUE | _FALSE:
        reason = f"{row['is_match']!r} is neither true nor false; write true or false, 1 or 0"
        raise Unreadable(reason, at=f"{where}, column is_match")
    return KnownPair(_party(row, "a"), _party(row, "b"), answer in _TRUE)


def _parts(written: str, signs: str) -> list[str]:
    return [part for raw in re.split(signs, written) if (part := raw.strip())]


def _party(row: Mapping[str, str], side: str) -> Party:
    return Party(
        names=tuple(_parts(row[f"name_{side}"], r"\|")),
        kind=kind_of(row["schema"]),
        birth_dates=tuple(_parts(row[f"birth_date_{side}"], r"[;|,]")),
        countries=frozenset(map(country_code, _parts(row[f"country_{side}"], r"[;|]|,(?! )"))),
        identifiers=tuple(map(_identifier, _parts(row[f"ids_{side}"], r"[;|,]"))),
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
