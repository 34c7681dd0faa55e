"""The second look: of the finds that weigh most, which fits best? docs/algorithms/search.md tells the formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import log1p
from typing import Final

from yarmarka.connectors.search.index.schema import Streams
from yarmarka.connectors.search.index.sought import Sought
from yarmarka.connectors.search.understanding import Wanted


@dataclass(frozen=True)
class Weights:
    """What each sign of fitting counts; found by `yarmarka bench search-quality`."""

    words: float = 1.5
    typed: float = 1.3
    alike: float = 0.25
    title: float = 0.1
    text: float = 0.0
    facts: float = 0.15
    kind: float = 0.3
    brand: float = 0.1
    best_field: float = 0.3
    phrase: float = 0.05
    early: float = 0.05
    missing: float = -0.4
    serves: float = -0.3
    short: float = 0.2
    sales: float = 0.1
    rating: float = 0.1
    promise: float = 0.1
    price: float = 0.1

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return what is weighed."""
        return tuple(one.name for one in fields(cls))


@dataclass(frozen=True)
class Found:
    """A find with what the index says of it."""

    id: str
    score: float
    told: Streams
    sales: int = 0
    rating: float = 0.1
    #: 0 for unknown
    days: int = 0


#: words after which a title says what a thing is for
_FOR: Final = frozenset({"for", "f", "для", "к", "适用", "to", "compat", "replac"})
#: what comes in so many days is promised half as well as what is there at once
_SOON: Final = 7


def signs(found: Found, sought: Sought, *, best: float, accessories: frozenset[str]) -> dict[str, float]:
    """Return every sign of fitting that a find has by itself, each between 0 and about 1."""
    told = found.told
    title, by_title = _best_title(told.titles, sought)
    by_field = {
        "title": by_title,
        "text": sought.matches(told.text, "text"),
        "facts": sought.matches(told.facts, "facts"),
        "kind": sought.matches(told.kind, "kind"),
        "brand": sought.matches(told.brand, "brand"),
    }
    shares = {name: sought.share(each) for name, each in by_field.items()}
    return {
        **shares,
        **_place_signs(title, told, sought, accessories),
        "words": found.score / best if best else 0.0,
        "best_field": max(shares.values()),
        "missing": sought.missing(list(by_field.values())),
        "sales": min(1.0, log1p(found.sales) / 8),
        "rating": found.rating / 5,
        "promise": 1 / (1 + found.days / _SOON) if found.days else 0.0,
    }


def fitness(signs_of_it: Mapping[str, float], weights: Weights) -> float:
    """Return the sum by which finds are ordered."""
    counts = vars(weights)
    return float(sum(counts[name] * value for name, value in signs_of_it.items()))


def _best_title(titles: Sequence[Sequence[str]], sought: Sought) -> tuple[Sequence[str], Sequence[float]]:
    """Return the title, of those in all languages, that says most of what is wanted, and what it says."""
    told = [(title, sought.matches(title, "title")) for title in titles]
    return told[0] if len(told) == 1 else max(told, key=lambda one: sum(one[1]))


def _place_signs(
    title: Sequence[str], told: Streams, sought: Sought, accessories: frozenset[str]
) -> dict[str, float]:
    """Return what the places of the words in a title tell: side by side, early, or naming what the thing serves."""
    short = 1 / (1 + len(title) / 8)
    said = sought.stems.intersection(title)
    if not said:
        return {"phrase": 0.0, "early": 0.0, "serves": 0.0, "short": short}
    wanted = sought.wanted
    firsts, ends = zip(*(_place(title, one, said) for one in wanted), strict=True)
    found = [at for at in firsts if at >= 0]
    if not found:
        return {"phrase": 0.0, "early": 0.0, "serves": 0.0, "short": short}
    pairs = [
        1.0 if 0 < firsts[at + 1] - ends[at] <= 1 else 0.5 if 0 < firsts[at + 1] - ends[at] <= 3 else 0.0
        for at in range(len(wanted) - 1)
        if firsts[at] >= 0 and firsts[at + 1] >= 0
    ]
    stop = len(title)
    if not _FOR.isdisjoint(title[1:]):
        stop = next(at for at, stem in enumerate(title) if at and stem in _FOR)
    behind = title[max(ends) + 1 : min(max(ends) + 4, stop)]
    serves = min(found) > stop or any(
        stem in accessories and stem not in sought.stems for stem in (*behind, *told.kind)
    )
    is_asked = any(one.is_accessory for one in wanted)
    return {
        "phrase": sum(pairs) / (len(wanted) - 1) if len(wanted) > 1 else 1.0,
        "early": 1 / (1 + min(found) / 3),
        "serves": float(serves and not is_asked),
        "short": short,
    }


def _place(title: Sequence[str], one: Wanted, said: frozenset[str]) -> tuple[int, int]:
    for choice in one.choices:
        if said.issuperset(choice.stems):
            at = [title.index(stem) for stem in choice.stems]
            return min(at), max(at)
    return -1, -1
