"""What only the finds of one search together tell: which says best what was typed, is most like the rest, is cheap.

Synonyms find more, but whoever writes "earbuds" wants what is called so before what is called headphones: `typed` looks
at the words alone that were typed (put right where they were mistyped). And where a word has several senses, the best
finds agree on one: `alike` asks how much of their titles a title shares (feedback from the first look, Rocchio 1971).
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from math import sqrt
from statistics import median
from typing import Final

from yarmarka.connectors.search.index.schema import Streams
from yarmarka.connectors.search.understanding import Wanted

#: so many of the best finds say what a search is about
_BEST: Final = 40
_K1, _B = 1.2, 0.75
#: stems that title, brand and description usually have together
_USUAL: Final = 30

#: how rare a stem is
Rarity = Callable[[str], float]


def typed(told: Sequence[Streams], wanted: Sequence[Wanted], rarity: Rarity) -> list[float]:
    """Return for each find how well its title, brand and description say what was typed (BM25), the best one 1."""
    own = {stem: rarity(stem) for one in wanted if one.choices for stem in one.choices[0].stems}
    found = []
    for one in told:
        parts = (max(one.titles, key=len, default=()), one.brand, one.text)
        length = _K1 * (1 - _B + _B * sum(map(len, parts)) / _USUAL)
        found.append(
            sum(_bm25(sum(part.count(stem) for part in parts), length) * rare for stem, rare in own.items())
        )
    best = max(found, default=0.0) or 1.0
    return [figure / best for figure in found]


def _bm25(times: int, length: float) -> float:
    return times * (_K1 + 1) / (times + length)


def alike(
    told: Sequence[Streams], standing: Sequence[float], wanted: Sequence[Wanted], rarity: Rarity
) -> list[float]:
    """Return for each find how much its title and kind are those of the best (cosine); `standing` says which these are.

    What was asked for is left out, as all have it, and so is what has digits: models and sizes.
    """
    asked = {stem for one in wanted for choice in one.choices for stem in choice.stems}
    names = [_naming(one, asked) for one in told]
    rarities = {stem: rarity(stem) for stem in set().union(*names)}
    best = sorted(range(len(told)), key=lambda at: -standing[at])[:_BEST]
    usual: defaultdict[str, float] = defaultdict(float)
    for at in best:
        for stem in names[at]:
            usual[stem] += rarities[stem] / len(best)
    length = sqrt(sum(weight * weight for weight in usual.values())) or 1.0
    found = []
    for stems in names:
        own = sqrt(sum(rarities[stem] ** 2 for stem in stems)) or 1.0
        found.append(sum(usual[stem] * rarities[stem] for stem in stems if stem in usual) / own / length)
    return found


def cheap(prices: Sequence[int]) -> list[float]:
    """Return for each find how cheap it is beside the others: 0.5 at their median, 1 for nothing; unknown is 0.5."""
    told = [price for price in prices if price > 0]
    usual = median(told) if told else 0
    return [usual / (usual + price) if price > 0 else 0.5 for price in prices]


def _naming(told: Streams, asked: set[str]) -> set[str]:
    title = max(told.titles, key=len, default=())
    return {stem for stem in (*title, *told.kind) if stem not in asked and not _has_digits(stem)}


def _has_digits(stem: str) -> bool:
    return not stem.isalpha() and any(map(str.isdigit, stem))
