"""How alike two persons' names are.

What both have must fit, in any order; what only one has (a patronymic, a second given name, `bin` and `von`) takes
away little; what each has and the other hasn't speaks strongly against: brothers differ in one word.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from yarmarka.domain.screening.matching.letters import (
    chinese_ear,
    has_abjad,
    has_foreign_dot,
    has_han,
    latin,
    simple_han,
)
from yarmarka.domain.screening.matching.likeness import likeness
from yarmarka.domain.screening.matching.pairing import Pair, pair_up
from yarmarka.domain.screening.matching.palladius import pinyin_of
from yarmarka.domain.screening.matching.words import WORDS

_INITIAL: Final = 0.82
_PARTICLE_WEIGHT: Final = 0.2
_INITIAL_WEIGHT: Final = 0.6
#: A name of one word fits so many that it alone holds nobody who has more.
_ONE_WORD_OF_MANY: Final = 0.58
_OTHER_CHARACTERS: Final = 0.62
_HEARD_BY_CHINESE: Final = 0.8
_READ_IN_PINYIN: Final = 0.95
_DIGITS: Final = str.maketrans("013459", "oieasg")


@lru_cache(maxsize=50_000)
def person_words(name: str) -> tuple[str, ...]:
    """Return the words of a person's name, without titles, repetitions and digits for letters."""
    if name.count(",") == 1:
        family, given = name.split(",")
        name = f"{given} {family}"
    words = []
    for written in latin(name, person=True).split():
        mixed = any(map(str.isdigit, written)) and any(map(str.isalpha, written))
        word = written.translate(_DIGITS) if mixed else written
        if word not in words or len(word) == 1:
            words.append(word)
    for place in range(len(words) - 2, -1, -1):
        if words[place] == "abd" and words[place + 1] in WORDS.particles:
            words[place : place + 2] = ["abdul"]
    plain = [word for word in words if word not in WORDS.titles]
    while len(plain) > 2 and (plain[-1],) in WORDS.legal_forms and len(plain[-1]) in {2, 3}:
        plain.pop()
    return tuple(plain) if plain else tuple(words)


def _weigh(word: str) -> float:
    if word in WORDS.particles:
        return _PARTICLE_WEIGHT
    return _INITIAL_WEIGHT if len(word) == 1 else 1.0


def _alike(first: str, second: str) -> float:
    if len(first) == 1 or len(second) == 1:
        if first == second:
            return 0.9
        return _INITIAL if first[0] == second[0] else 0.0
    return likeness(first, second, given=True)


def _alike_in_abjad(first: str, second: str) -> float:
    if len(first) == 1 or len(second) == 1:
        return 0.0
    return likeness(first, second, given=True, abjad=True)


def _alike_in_pinyin(first: str, second: str) -> float:
    return 1.0 if first == second else 0.0


def _alike_to_chinese(first: str, second: str) -> float:
    ears = chinese_ear(first), chinese_ear(second)
    if ears[0] == ears[1] and len(ears[0]) > 1:
        return _HEARD_BY_CHINESE
    return _alike(first, second)


def _ways(first: str, second: str) -> Callable[[str, str], float]:
    han = has_han(first), has_han(second)
    if any(has_foreign_dot(name) for name in (first, second)):
        return _alike_to_chinese
    if han[0] != han[1]:
        return _alike_in_pinyin
    return _alike_in_abjad if has_abjad(first) or has_abjad(second) else _alike


def _unsplit(words: tuple[str, ...], against: tuple[str, ...]) -> tuple[str, ...]:
    """Take two letters that nobody is called by as initials: `JC Juncker`."""
    out: list[str] = []
    for word in words:
        initials = len(word) == 2 and not set(word) & set("aeiouy") and word not in against
        out += list(word) if initials else [word]
    return tuple(out)


def persons_alike(first: str, second: str) -> tuple[float, str]:
    """Return how alike two persons' names are, and what was laid against what."""
    if has_han(first) and has_han(second) and not (has_foreign_dot(first) or has_foreign_dot(second)):
        if simple_han(first) == simple_han(second):
            return 1.0, "same characters"
        score, why = _lay_together(first, second)
        return min(score, _OTHER_CHARACTERS), why
    score, why = max(
        _lay_together(one, other) for one in _with_pinyin(first) for other in _with_pinyin(second)
    )
    if has_han(first) != has_han(second):
        score *= _READ_IN_PINYIN
    return score, why


def _with_pinyin(name: str) -> tuple[str, ...]:
    """Return the name, and in pinyin if it can be a Chinese one in Russian letters: `Цзян Цзэминь`."""
    pinyin = pinyin_of(name)
    return (name, pinyin) if pinyin else (name,)


def _lay_together(first: str, second: str) -> tuple[float, str]:
    words, others = person_words(first), person_words(second)
    words, others = _unsplit(words, others), _unsplit(others, words)
    if not words or not others:
        return 0.0, ""
    pairs = pair_up(words, others, _ways(first, second), _weigh)
    why = ", ".join(
        f"{' '.join(words[place] for place in pair.first)}={' '.join(others[place] for place in pair.second)}"
        f" {pair.likeness:.2f}"
        for pair in pairs
    )
    return _score(words, others, pairs), why


def _score(words: tuple[str, ...], others: tuple[str, ...], pairs: list[Pair]) -> float:
    firm = [pair for pair in pairs if _weigh(words[pair.first[0]]) > _PARTICLE_WEIGHT or len(pair.first) > 1]
    full = [pair for pair in firm if len(words[pair.first[0]]) > 1 and len(others[pair.second[0]]) > 1]
    if not full:
        return 0.3 if firm else 0.0
    weight = sum(_weigh(words[pair.first[0]]) for pair in firm)
    mean = sum(pair.likeness * _weigh(words[pair.first[0]]) for pair in firm) / weight
    score = 0.55 * mean + 0.45 * min(pair.likeness for pair in firm)
    left = _left(words, {place for pair in pairs for place in pair.first})
    right = _left(others, {place for pair in pairs for place in pair.second})
    conflicts, extra = min(left, right), abs(left - right)
    if conflicts:
        score *= 0.78 if len(full) > 3 and conflicts == 1 else 0.6**conflicts
    joined = sum(max(len(pair.first), len(pair.second)) for pair in full)
    if extra and joined + len(firm) - len(full) < 2:
        return min(score, _ONE_WORD_OF_MANY)
    return score - min(0.15, 0.05 * extra)


def _left(words: tuple[str, ...], used: set[int]) -> int:
    return sum(place not in used and _weigh(word) > _PARTICLE_WEIGHT for place, word in enumerate(words))
