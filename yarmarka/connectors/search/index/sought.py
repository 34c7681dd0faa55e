"""What is wanted, laid out so that the second look holds a find against all of it at once.

A find's fields have hundreds of stems and a query with its synonyms dozens; few meet. So each field is met with all
stems of the query first, and only what they share is weighed.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import mul
from typing import Final

from yarmarka.connectors.search.understanding import Wanted

#: stems that a field usually has; longer ones say each word less weightily (BM25 with b = 0.6)
_USUAL: Final = {"title": 9, "text": 20, "facts": 50, "kind": 2, "brand": 1}
_K1, _B = 1.2, 0.6


@dataclass(frozen=True)
class Sought:
    """A query's wishes with how rare each is.

    `by_first` tells, by its first stem, every choice: the place of its wish, its weight, its further stems.
    """

    wanted: Sequence[Wanted]
    rarities: Sequence[float]
    stems: frozenset[str]
    by_first: Mapping[str, Sequence[tuple[int, float, tuple[str, ...]]]]
    nothing: Sequence[float]
    whole: float

    @classmethod
    def of(cls, wanted: Sequence[Wanted], rarities: Sequence[float]) -> "Sought":
        """Lay out what is wanted."""
        by_first: defaultdict[str, list[tuple[int, float, tuple[str, ...]]]] = defaultdict(list)
        for place, one in enumerate(wanted):
            for choice in one.choices:
                by_first[choice.stems[0]].append((place, choice.weight, choice.stems[1:]))
        stems = frozenset(stem for one in wanted for choice in one.choices for stem in choice.stems)
        return cls(wanted, rarities, stems, dict(by_first), [0.0] * len(wanted), sum(rarities) or 1.0)

    def matches(self, stems: Sequence[str], field: str) -> Sequence[float]:
        """Return for each wish how much a field says it: its best choice, by how often and in how many words."""
        said = self.stems.intersection(stems)
        if not said:
            return self.nothing
        length = _K1 * (1 - _B + _B * len(stems) / _USUAL[field])
        found = list(self.nothing)
        for stem in said:
            for place, weight, further in self.by_first.get(stem, ()):
                times = min(map(stems.count, (stem, *further))) if further else stems.count(stem)
                if times:
                    found[place] = max(found[place], weight * times * (_K1 + 1) / (times + length) / 1.4)
        return found

    def share(self, matches: Sequence[float]) -> float:
        """Return how much of all that is wanted matches say, a rare wish counting more."""
        if matches is self.nothing:
            return 0.0
        return float(sum(map(mul, matches, self.rarities))) / self.whole

    def missing(self, fields: Sequence[Sequence[float]]) -> float:
        """Return how much of all that is wanted no field says."""
        lost = [rarity for rarity, *said in zip(self.rarities, *fields, strict=True) if not any(said)]
        return float(sum(lost)) / self.whole
