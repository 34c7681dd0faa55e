"""How alike two cards are, in points that can be explained: each clue gives or takes its own, and says why.

The points stand in POINTS; docs/algorithms/matching.md tells what they were chosen by and measured on. The sum stays
within 0 … 100. What speaks against weighs more than what speaks for: goods joined wrongly send the wrong thing.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final

from yarmarka.domain.matching.rules.reading import Traits, plain
from yarmarka.domain.matching.types import Clue, Evidence, Likeness

POINTS: Final[Mapping[Clue, int]] = {
    Clue.GTIN_SAID: 60,
    Clue.PART_NUMBER: 50,
    #: where it is the part number of one of them; else it may be a standard's name, and gives half
    Clue.CODE: 30,
    Clue.PICTURE: 30,
    #: for titles that say the same; fewer by how much of them differs
    Clue.TITLES: 40,
    Clue.BRAND: 15,
    Clue.MEASURES: 5,
    Clue.COLOUR: 5,
    Clue.CATEGORY: 5,
    Clue.ATTRIBUTES: 15,
    Clue.SELLER_SAYS: 40,
    Clue.OTHER_GTIN: -45,
    Clue.OTHER_PACKAGING: -60,
    Clue.OTHER_PART_NUMBER: -40,
    Clue.OTHER_CODE: -30,
    Clue.OTHER_BRAND: -45,
    Clue.OTHER_MEASURE: -50,
    Clue.OTHER_COLOUR: -40,
    Clue.OTHER_SIZE: -40,
    Clue.OTHER_NUMBERS: -25,
    #: for each, three at most
    Clue.OTHER_ATTRIBUTES: -8,
    Clue.OTHER_PRICE: -10,
    Clue.SAME_SELLER: -60,
}
#: titles of which less than this is common say nothing
_LEAST_COMMON: Final = 0.35
#: two measures of one kind may differ by so much and mean the same
_TOLERANCE: Final = 0.02
_PRICE_APART: Final = 4
_SHORTEST_NUMBER: Final = 4
_LEAST_SHARED_FACTS: Final = 2


def likeness(one: Traits, other: Traits) -> Likeness:
    """Return how alike two cards are, and everything that says so, the weightiest first."""
    evidence = sorted(_evidence(one, other), key=lambda clue: -abs(clue.points))
    return Likeness(score_of(evidence), tuple(evidence))


def with_more(found: Likeness, *more: Evidence) -> Likeness:
    """Return a likeness with what else is known of the two."""
    evidence = (*more, *found.evidence)
    return Likeness(score_of(evidence), evidence)


def score_of(evidence: Iterable[Evidence]) -> int:
    """Return the sum of points, 0 to 100; what speaks for it counts to 100 at most, before what speaks against it."""
    points = [clue.points for clue in evidence]
    return max(0, min(100, sum(one for one in points if one > 0)) + sum(one for one in points if one < 0))


def _evidence(one: Traits, other: Traits) -> Iterator[Evidence]:
    yield from _numbers(one, other)
    yield from _brand(one, other)
    yield from _titles(one, other)
    yield from _measured(one, other)
    yield from _facts(one, other)
    card, beside = one.card, other.card
    if set(card.pictures) & set(beside.pictures):
        yield _clue(Clue.PICTURE)
    if card.category_id and card.category_id == beside.category_id:
        yield _clue(Clue.CATEGORY)
    if set(card.sellers) & set(beside.sellers):
        yield _clue(Clue.SAME_SELLER)
    cheap, dear = sorted((card.price_minor or 0, beside.price_minor or 0))
    if cheap and dear > cheap * _PRICE_APART:
        yield _clue(Clue.OTHER_PRICE, str(card.price_minor), str(beside.price_minor))


def _numbers(one: Traits, other: Traits) -> Iterator[Evidence]:
    said = one.gtins & other.said_gtins | other.gtins & one.said_gtins | one.said_gtins & other.said_gtins
    if said:
        yield _clue(Clue.GTIN_SAID, _listed(said), _listed(said))
    elif one.gtins and other.gtins and not one.gtins & other.gtins:
        cores = {gtin[1:13] for gtin in one.gtins} & {gtin[1:13] for gtin in other.gtins}
        yield _clue(
            Clue.OTHER_PACKAGING if cores else Clue.OTHER_GTIN, _listed(one.gtins), _listed(other.gtins)
        )
    if one.part and one.part == other.part and is_telling(one.part):
        yield _clue(Clue.PART_NUMBER, one.card.part_number, other.card.part_number)
        return
    shared = {code for code in one.codes & other.codes if len(code) >= 5 or code in {one.part, other.part}}
    if shared:
        points = POINTS[Clue.CODE] if shared & {one.part, other.part} else POINTS[Clue.CODE] // 2
        yield Evidence(Clue.CODE, points, _listed(shared), _listed(shared))
    elif one.part and other.part:
        if not (one.part.startswith(other.part) or other.part.startswith(one.part)):
            yield _clue(Clue.OTHER_PART_NUMBER, one.card.part_number, other.card.part_number)
    elif one.codes and other.codes:
        yield _clue(Clue.OTHER_CODE, _listed(one.codes), _listed(other.codes))


def is_telling(number: str) -> bool:
    """Test if a part number names one model: short ones and mere words stand on many."""
    return len(number) >= _SHORTEST_NUMBER and any(map(str.isdigit, number))


def _brand(one: Traits, other: Traits) -> Iterator[Evidence]:
    if one.brand and other.brand:
        same = (
            one.brand == other.brand or one.brand.startswith(other.brand) or other.brand.startswith(one.brand)
        )
        yield _clue(Clue.BRAND if same else Clue.OTHER_BRAND, one.card.brand, other.card.brand)
        return
    named, silent = (one, other) if one.brand else (other, one)
    if named.brand and any(named.brand in plain(text) for text in silent.card.titles.values()):
        yield _clue(Clue.BRAND, named.card.brand, named.card.brand)


def _titles(one: Traits, other: Traits) -> Iterator[Evidence]:
    languages = one.words.keys() & other.words.keys()
    # Titles in other languages share names and numbers at best; what they share counts the same.
    pairs = [(one.words[key], other.words[key]) for key in languages] or [(one.all_words, other.all_words)]
    common = max((_common(left, right) for left, right in pairs), default=0.0)
    if common >= _LEAST_COMMON:
        points = round(POINTS[Clue.TITLES] * (common - _LEAST_COMMON) / (1 - _LEAST_COMMON))
        if points:
            yield Evidence(Clue.TITLES, points, f"{common:.0%}", f"{common:.0%}")
    if one.numbers and other.numbers and not (one.numbers <= other.numbers or other.numbers <= one.numbers):
        yield _clue(
            Clue.OTHER_NUMBERS, _listed(one.numbers - other.numbers), _listed(other.numbers - one.numbers)
        )


def _measured(one: Traits, other: Traits) -> Iterator[Evidence]:
    same = []
    for kind in sorted(one.measures.keys() & other.measures.keys()):
        left, right = one.measures[kind], other.measures[kind]
        if any(_close(a, b) for a in left for b in right):
            same.append(kind)
        else:
            yield _clue(Clue.OTHER_MEASURE, f"{kind} {_amounts(left)}", f"{kind} {_amounts(right)}")
    if same:
        said = f"{same[0]} {_amounts(one.measures[same[0]])}"
        yield _clue(Clue.MEASURES, said, said)
    if one.colours and other.colours:
        differs = one.colours.isdisjoint(other.colours)
        yield _clue(
            Clue.OTHER_COLOUR if differs else Clue.COLOUR, _listed(one.colours), _listed(other.colours)
        )
    if one.sizes and other.sizes and one.sizes.isdisjoint(other.sizes):
        yield _clue(Clue.OTHER_SIZE, _listed(one.sizes), _listed(other.sizes))


def _facts(one: Traits, other: Traits) -> Iterator[Evidence]:
    shared = sorted(one.attributes.keys() & other.attributes.keys())
    agree = [name for name in shared if one.attributes[name] == other.attributes[name]]
    differ = [name for name in shared if one.attributes[name] != other.attributes[name]]
    if len(agree) >= _LEAST_SHARED_FACTS and len(agree) >= 3 * len(differ):
        points = round(POINTS[Clue.ATTRIBUTES] * min(1.0, len(agree) / 6))
        yield Evidence(Clue.ATTRIBUTES, points, f"{len(agree)}", f"{len(shared)}")
    if differ:
        points = POINTS[Clue.OTHER_ATTRIBUTES] * min(3, len(differ))
        said = [[f"{name}: {side.attributes[name]}" for name in differ[:3]] for side in (one, other)]
        yield Evidence(Clue.OTHER_ATTRIBUTES, points, "; ".join(said[0]), "; ".join(said[1]))


def _clue(clue: Clue, one: str = "", other: str = "") -> Evidence:
    return Evidence(clue, POINTS[clue], one[:200], other[:200])


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of two titles is common: the mean of what both share of all, and of the shorter one."""
    shared = len(one & other)
    if not shared:
        return 0.0
    return (shared / len(one | other) + shared / min(len(one), len(other))) / 2


def _close(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(one, other)


def _listed(words: Collection[str]) -> str:
    return ", ".join(sorted(words)[:4])


def _amounts(amounts: Collection[float]) -> str:
    return ", ".join(f"{amount:g}" for amount in sorted(amounts)[:4])
