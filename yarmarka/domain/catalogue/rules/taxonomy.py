"""Google's product taxonomy as far as we have shelves for it: its numbers, with names of our own in three languages.

Numbers and English names are those of google.com/basepages/producttype/taxonomy-with-ids.en-US.txt; which of its levels
are worth a shelf, and how a shelf is called, is ours (`taxonomy.csv`).
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

_TABLE: Final = Path(__file__).parent.parent / "taxonomy.csv"
_LANGUAGES: Final = ("ru", "en", "zh")


@dataclass(frozen=True)
class Taxon:
    """A category of the taxonomy that we have a shelf for; `path` is Google's, in English."""

    google_id: int
    above: int | None
    names: Mapping[str, str]
    path: tuple[str, ...]


@cache
def taxa() -> Mapping[int, Taxon]:
    """Return all of them by number, those above before those below."""
    found: dict[int, Taxon] = {}
    with _TABLE.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            above = found[int(row["above"])] if row["above"] else None
            one = Taxon(
                google_id=int(row["google_id"]),
                above=above.google_id if above else None,
                names=MappingProxyType({language: row[language] for language in _LANGUAGES}),
                path=(*(above.path if above else ()), *row["google"].split(" > ")),
            )
            found[one.google_id] = one
    return MappingProxyType(found)


def chain_of(google_id: int) -> tuple[Taxon, ...]:
    """Return a category of the taxonomy with those above it, the widest first."""
    one = taxa()[google_id]
    return (*(chain_of(one.above) if one.above else ()), one)


def taxon_said(path: Sequence[str]) -> tuple[Taxon | None, tuple[str, ...]]:
    """Return the narrowest category of the taxonomy that a seller's path begins with, and the names that are left.

    A path is Google's own, in English, or one number. A number that we have no shelf for means nothing to us.
    """
    if len(path) == 1 and path[0].isascii() and path[0].isdigit():
        return taxa().get(int(path[0])), ()
    folded = tuple(" ".join(name.casefold().split()) for name in path)
    known = _by_path()
    length = next((end for end in range(len(folded), 0, -1) if folded[:end] in known), 0)
    return known.get(folded[:length]), tuple(path[length:])


@cache
def _by_path() -> Mapping[tuple[str, ...], Taxon]:
    return {tuple(name.casefold() for name in one.path): one for one in taxa().values()}
