"""Which HS subheading a thing may fall under, guessed from its words; a person decides."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import log, sqrt
from typing import Final

from yarmarka.domain.customs.errors import HsCodeInvalid
from yarmarka.domain.customs.types import HsHeading, HsSuggestion

_WORDS: Final = re.compile(r"[a-z]{2,}|[а-я]{3,}|[\u4e00-\u9fff]+")
#: Endings change, beginnings don't: so many letters of a word tell what it is about.
_STEM: Final = 5
_SHELF: Final = 0.5
_RESERVED: Final = frozenset({"77", "98", "99"})


def check_hs_code(code: str) -> str:
    """Return six digits of the HS, or ten of a national nomenclature that begins with them. Raises HsCodeInvalid."""
    digits = re.sub(r"[ .]", "", code)
    if not re.fullmatch(r"[0-9]{6}|[0-9]{10}", digits) or digits[:2] == "00" or digits[:2] in _RESERVED:
        raise HsCodeInvalid(field="hs_code", hs_code=code[:20])
    return digits


def stems(text: str) -> set[str]:
    """Return what words are about: their beginnings, and pairs of Chinese characters."""
    found: set[str] = set()
    for word in _WORDS.findall(text.lower().replace("ё", "е")):
        if "\u4e00" <= word[0] <= "\u9fff":
            found |= {word[place : place + 2] for place in range(max(1, len(word) - 1))}
        else:
            found.add(word[:_STEM])
    return found


@dataclass(frozen=True)
class HsIndex:
    """Headings by the words that they are found by; rare words weigh more."""

    headings: Mapping[str, HsHeading]
    by_stem: Mapping[str, tuple[str, ...]]
    lengths: Mapping[str, int] = field(default_factory=dict)

    def suggest(
        self, *, titles: Iterable[str], shelves: Iterable[str] = (), most: int = 3
    ) -> Sequence[HsSuggestion]:
        """Return the likeliest headings of a thing, the best first; nothing where no word is known."""
        scores: dict[str, float] = {}
        hits: dict[str, list[str]] = {}
        wanted = {stem: _SHELF for text in shelves for stem in stems(text)}
        wanted |= {stem: 1.0 for text in titles for stem in stems(text)}
        for stem, weight in sorted(wanted.items()):
            codes = self.by_stem.get(stem, ())
            for code in codes:
                worth = weight * log(1 + len(self.headings) / len(codes))
                scores[code] = scores.get(code, 0.0) + worth / sqrt(self.lengths[code])
                hits.setdefault(code, []).append(stem)
        best = sorted(scores, key=lambda code: (-scores[code], code))[:most]
        return tuple(HsSuggestion(self.headings[code], tuple(hits[code])) for code in best)


def hs_index(headings: Iterable[HsHeading]) -> HsIndex:
    """Return an index of headings."""
    known = {heading.code: heading for heading in headings}
    by_stem: dict[str, list[str]] = {}
    lengths = {}
    for code, heading in known.items():
        words = stems(" ".join([*heading.names.values(), heading.words]))
        lengths[code] = max(4, len(words))
        for stem in words:
            by_stem.setdefault(stem, []).append(code)
    return HsIndex(known, {stem: tuple(codes) for stem, codes in by_stem.items()}, lengths)
