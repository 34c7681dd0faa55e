"""What goods of a category are told by, and what a seller's words for it come to.

A definition holds for its category and all below it; of two with one code the nearer one counts. What a seller writes
is found by any of an attribute's names, read by its type, and brought to its one unit; what nobody has defined stays
as it was written. A book is made once for an import: then an attribute costs a look-up.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from yarmarka.domain.catalogue.rules.attribute_values import NUMBER, Fact, Read, folded, read_value
from yarmarka.domain.catalogue.types import AttributeDefinition, AttributeProblem
from yarmarka.vocabulary.units import UNITS, unit_named

#: for values of one category so much is remembered: a feed says the same few over and over
_REMEMBERED: Final = 20_000
#: a unit that stands behind an attribute's name: "Length, cm", "长度（厘米）"
_NAMED_UNIT: Final = re.compile(r"(.+?)\s*(?:,\s*([^,()]+)|[(（]([^()（）]+)[)）])")


class AttributeBook:
    """The definitions in force, arranged for reading many rows."""

    def __init__(self, definitions: Iterable[AttributeDefinition]) -> None:
        self._by_category: dict[UUID | None, list[AttributeDefinition]] = {}
        for one in definitions:
            self._by_category.setdefault(one.category_id, []).append(one)
        self._shelves: dict[UUID, _Shelf] = {}

    def of(self, path: Sequence[UUID]) -> tuple[AttributeDefinition, ...]:
        """Return what goods of a category are told by: its own attributes first, then those from above."""
        return self._shelf(path).definitions

    def read(
        self, path: Sequence[UUID], said: Iterable[tuple[str, str, str]]
    ) -> tuple[list[Fact], list[AttributeProblem]]:
        """Return what (name, value, unit) come to in a category, and what of it can't be read; that is left out."""
        shelf = self._shelf(path) if self._by_category else None
        if shelf is None or not shelf.definitions:
            return list(map(_as_written, said)), []
        facts: list[Fact] = []
        problems: list[AttributeProblem] = []
        for one in said:
            fact, problem = shelf.read(one)
            if fact is not None:
                facts.append(fact)
            if problem is not None:
                problems.append(problem)
        return facts, problems

    def knows(self, name: str) -> bool:
        """Test if goods of some category are told by this, in any language, a unit behind the name or not."""
        everywhere = _Shelf(tuple(one for those in self._by_category.values() for one in those))
        return everywhere.knows(name)

    def _shelf(self, path: Sequence[UUID]) -> "_Shelf":
        key = path[-1]
        shelf = self._shelves.get(key)
        if shelf is None:
            nearest: dict[str, AttributeDefinition] = {}
            for level in (*reversed(path), None):
                for one in self._by_category.get(level, ()):
                    nearest.setdefault(one.code, one)
            shelf = self._shelves[key] = _Shelf(tuple(nearest.values()))
        return shelf


class _Shelf:
    """The attributes of one category, by every name that they are called."""

    def __init__(self, definitions: tuple[AttributeDefinition, ...]) -> None:
        self.definitions = definitions
        self._named: dict[str, list[AttributeDefinition]] = {}
        for one in definitions:
            for name in dict.fromkeys(map(folded, (one.code, *one.names.values(), *one.spellings))):
                self._named.setdefault(name, []).append(one)
        self._remembered: dict[tuple[str, str, str], Read] = {}

    def read(self, said: tuple[str, str, str]) -> Read:
        found = self._remembered.get(said)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[said] = self._read(said)
        return found

    def knows(self, name: str) -> bool:
        """Test if an attribute is called so."""
        return self._called(name)[0] is not None

    def _called(self, name: str) -> tuple[list[AttributeDefinition] | None, str]:
        """Return the attributes that are called so, and the unit that stands behind the name."""
        candidates = self._named.get(folded(name))
        if candidates is None and (parted := _NAMED_UNIT.fullmatch(name.strip())):
            return self._named.get(folded(parted[1])), (parted[2] or parted[3]).strip()
        return candidates, ""

    def _read(self, said: tuple[str, str, str]) -> Read:
        name, value, unit = said
        candidates, behind = self._called(name)
        unit = unit or behind
        if candidates is None:
            return _as_written(said), None
        return read_value(_meant(candidates, unit or NUMBER.sub(r"\3", value)), value, unit, name)


def _meant(candidates: Sequence[AttributeDefinition], unit: str) -> AttributeDefinition:
    """Return which of several attributes of one name a unit is of: days on a charge, or hours."""
    if len(candidates) == 1 or not unit:
        return candidates[0]
    same = (
        one for one in candidates if one.unit and unit_named(unit, UNITS[one.unit].measure) == UNITS[one.unit]
    )
    return next(same, candidates[0])


def _as_written(said: tuple[str, str, str]) -> Fact:
    name, value, unit = said
    return {"name": name, "value": value, "unit": unit}
