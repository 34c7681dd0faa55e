"""The second look: of the finds that weigh most, which fits best? docs/algorithms/search.md tells the formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from math import log1p
from typing import Final

from yarmarka.connectors.search.index.schema import Streams
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
#: stems that a field usually has; longer ones say each word less weightily (BM25 with b = 0.6)
_USUAL: Final = {"title": 9, "text": 20, "facts": 50, "kind": 2, "brand": 1}
_K1, _B = 1.2, 0.6
#: what comes in so many days is promised half as well as what is there at once
_SOON: Final = 7


def signs(
    found: Found,
    wanted: Sequence[Wanted],
    *,
    best: float,
    rarities: Sequence[float],
    accessories: frozenset[str],
) -> dict[str, float]:
    """Return every sign of fitting that a find has by itself, each between 0 and about 1."""
    told = found.told
    whole = sum(rarities) or 1.0
    title = max(told.titles, key=lambda one: sum(_matches(one, wanted, "title")))
    by_field = {
        "title": _matches(title, wanted, "title"),
        "text": _matches(told.text, wanted, "text"),
        "facts": _matches(told.facts, wanted, "facts"),
        "kind": _matches(told.kind, wanted, "kind"),
        "brand": _matches(told.brand, wanted, "brand"),
    }
    shares = {name: sum(map(_times, each, rarities)) / whole for name, each in by_field.items()}
    anywhere = [max(each) for each in zip(*by_field.values(), strict=True)]
    return {
        **shares,
        **_place_signs(title, told, wanted, accessories),
        "words": found.score / best if best else 0.0,
        "best_field": max(shares.values()),
        "missing": sum(rarity for rarity, there in zip(rarities, anywhere, strict=True) if not there) / whole,
        "sales": min(1.0, log1p(found.sales) / 8),
        "rating": found.rating / 5,
        "promise": 1 / (1 + found.days / _SOON) if found.days else 0.0,
    }


def fitness(signs_of_it: Mapping[str, float], weights: Weights) -> float:
    """Return the sum by which finds are ordered."""
    return float(sum(getattr(weights, name) * value for name, value in signs_of_it.items()))


def _matches(stems: Sequence[str], wanted: Sequence[Wanted], field: str) -> list[float]:
    """Return for each thing wanted how much a field says it: its best choice, by how often and in how many words."""
    if not stems:
        return [0.0] * len(wanted)
    length = 1 - _B + _B * len(stems) / _USUAL[field]
    found = []
    for one in wanted:
        best = 0.0
        for choice in one.choices:
            if choice.weight <= best * 0.4:
                continue
            times = min(map(stems.count, choice.stems))
            if times:
                best = max(best, choice.weight * times * (_K1 + 1) / (times + _K1 * length) / 1.4)
        found.append(best)
    return found


def _place_signs(
    title: Sequence[str], told: Streams, wanted: Sequence[Wanted], accessories: frozenset[str]
) -> dict[str, float]:
    """Return what the places of the words in a title tell: side by side, early, or naming what the thing serves."""
    firsts, ends = zip(*(_place(title, one) for one in wanted), strict=True)
    found = [at for at in firsts if at >= 0]
    if not found:
        return {"phrase": 0.0, "early": 0.0, "serves": 0.0, "short": 1 / (1 + len(title) / 8)}
    pairs = [
        1.0 if 0 < firsts[at + 1] - ends[at] <= 1 else 0.5 if 0 < firsts[at + 1] - ends[at] <= 3 else 0.0
        for at in range(len(wanted) - 1)
        if firsts[at] >= 0 and firsts[at + 1] >= 0
    ]
    stop = next((at for at, stem in enumerate(title) if at and stem in _FOR), len(title))
    asked = {stem for one in wanted for choice in one.choices for stem in choice.stems}
    behind = title[max(ends) + 1 : min(max(ends) + 4, stop)]
    serves = min(found) > stop or any(
        stem in accessories and stem not in asked for stem in (*behind, *told.kind)
    )
    is_asked = any(one.is_accessory for one in wanted)
    return {
        "phrase": sum(pairs) / (len(wanted) - 1) if len(wanted) > 1 else 1.0,
        "early": 1 / (1 + min(found) / 3),
        "serves": float(serves and not is_asked),
        "short": 1 / (1 + len(title) / 8),
    }


def _place(title: Sequence[str], one: Wanted) -> tuple[int, int]:
    for choice in one.choices:
        if all(stem in title for stem in choice.stems):
            at = [title.index(stem) for stem in choice.stems]
            return min(at), max(at)
    return -1, -1


def _times(first: float, second: float) -> float:
    return first * second
