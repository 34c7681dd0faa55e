"""Which word of one name is which of the other's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from yarmarka.domain.screening.matching.likeness import SAME_WORD

#: Words written as one on the other side match a little less surely than word for word.
_JOINED = 0.97
_MOST_WORDS = 14
_LEAST_LETTERS = 4


@dataclass(frozen=True)
class Pair:
    """Words that are one another's: their places on both sides, and how alike they are."""

    first: tuple[int, ...]
    second: tuple[int, ...]
    likeness: float


def pair_up(
    first: Sequence[str],
    second: Sequence[str],
    alike: Callable[[str, str], float],
    weigh: Callable[[str], float],
) -> list[Pair]:
    """Return the pairs of words, the surest and weightiest taken first; order doesn't matter.

    Two or three neighbouring words may be one on the other side (`Mohammad Hasni`, `Mohammadhasni`).
    """
    first, second = first[:_MOST_WORDS], second[:_MOST_WORDS]
    found = [
        Pair((place,), (other,), score)
        for place, word in enumerate(first)
        for other, against in enumerate(second)
        if (score := alike(word, against)) >= SAME_WORD
    ]
    sure = [pair for pair in found if pair.likeness == 1]
    if len(sure) < min(len(first), len(second)):
        mine = {place for pair in sure for place in pair.first}
        theirs = {place for pair in sure for place in pair.second}
        found += [
            Pair(places, (other,), s) for places, other, s in _joined(first, second, mine, theirs, alike)
        ]
        found += [
            Pair((other,), places, s) for places, other, s in _joined(second, first, theirs, mine, alike)
        ]
    found.sort(key=lambda pair: -pair.likeness * max(weigh(first[place]) for place in pair.first))
    taken: list[Pair] = []
    used_first: set[int] = set()
    used_second: set[int] = set()
    for pair in found:
        if used_first.isdisjoint(pair.first) and used_second.isdisjoint(pair.second):
            taken.append(pair)
            used_first.update(pair.first)
            used_second.update(pair.second)
    return taken


def _joined(
    parts: Sequence[str],
    wholes: Sequence[str],
    used: set[int],
    used_wholes: set[int],
    alike: Callable[[str, str], float],
) -> list[tuple[tuple[int, ...], int, float]]:
    found = []
    for size in (2, 3):
        for start in range(len(parts) - size + 1):
            places = tuple(range(start, start + size))
            if not used.isdisjoint(places):
                continue
            pieces = [parts[place] for place in places]
            length = sum(map(len, pieces))
            for other, whole in enumerate(wholes):
                if abs(length - len(whole)) > 1 or length < _LEAST_LETTERS or other in used_wholes:
                    continue
                score = max(alike("".join(pieces), whole), alike("".join(reversed(pieces)), whole))
                if score > 0.85:
                    found.append((places, other, score * _JOINED))
    return found
