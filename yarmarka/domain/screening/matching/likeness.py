"""How alike two words of names are, from 0 to 1.

An edit costs the more, the more it changes who is meant: a vowel less than a consonant, a doubled letter hardly
anything, the first letter more. In short words (`Kim`, `Pong`, `Ali`) one letter is a different name.
"""

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA, Levenshtein

from yarmarka.domain.screening.matching.letters import consonants, sound
from yarmarka.domain.screening.matching.palladius import is_pinyin
from yarmarka.domain.screening.matching.words import WORDS

#: Two words less alike than this are different words.
SAME_WORD: Final = 0.70
_SAME_SOUND: Final = 0.95
_SAME_NAME: Final = 0.88
_OTHER_NAME: Final = 0.4
_SHORT: Final = 5
_VOWELS: Final = frozenset("aeiouy")
_NEAR: Final = frozenset(
    map(frozenset, ("bp", "dt", "gk", "gh", "vf", "zs", "cs", "kc", "mn", "kh", "td", "ck", "jz", "ct"))
)
_NEAR_VOWELS: Final = frozenset(map(frozenset, ("ei", "iy", "ou")))


def _edit_cost(first: str, second: str) -> tuple[float, int]:
    """Return what turning one into the other costs, and in how many edits."""
    if OSA.distance(first, second) == 1 and len(first) == len(second):
        differ = [place for place in range(len(first)) if first[place] != second[place]]
        if len(differ) == 2:
            return (0.5 if differ[0] else 0.8), 1
    cost, edits = 0.0, 0
    for step in Levenshtein.editops(first, second):
        edits += 1
        a = first[step.src_pos] if step.tag != "insert" else ""
        b = second[step.dest_pos] if step.tag != "delete" else ""
        one, near = 1.0, False
        if step.tag == "replace":
            if a in _VOWELS and b in _VOWELS:
                one = 0.4 if frozenset((a, b)) in _NEAR_VOWELS else 0.6
            elif frozenset((a, b)) in _NEAR:
                one, near = (0.5 if {a, b} == {"z", "s"} else 0.65), True
        elif (a or b) in _VOWELS:
            one = 0.55
        elif _doubles(first, step.src_pos, a) or _doubles(second, step.dest_pos, b):
            one = 0.3
        if step.src_pos == 0 and step.dest_pos == 0 and not near:
            one *= 1.6
        cost += one
    return cost, edits


def _doubles(word: str, place: int, letter: str) -> bool:
    return bool(letter) and letter in (word[place - 1 : place], word[place + 1 : place + 2])


def _spelt(first: str, second: str) -> float:
    longest = max(len(first), len(second), 1)
    if OSA.distance(first, second, score_cutoff=3) > 3:
        return 0.0
    cost, edits = _edit_cost(first, second)
    weight = 1.7 if longest > _SHORT else 2.8
    return max(0.0, 1 - weight * cost / longest - 0.11 * (edits - 1))


def _are_other_syllables(first: str, second: str) -> bool:
    if len(first) != len(second) or not (is_pinyin(first) and is_pinyin(second)):
        return False
    differ = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(differ) == 1 and not set(differ[0]) & _VOWELS


@lru_cache(maxsize=200_000)
def likeness(first: str, second: str, *, given: bool = False, abjad: bool = False) -> float:
    """Return how alike two Latin words are.

    `given` also takes nicknames and a name's other forms as the same; `abjad` compares consonants alone.
    """
    if first == second:
        return 1.0
    if first.isdigit() or second.isdigit():
        return 0.0
    sounds = sound(first), sound(second)
    if sounds[0] == sounds[1] and len(sounds[0]) > 1:
        return _SAME_SOUND
    best = max(_spelt(first, second), _spelt(*sounds) - 0.02)
    bones = consonants(first), consonants(second)
    if bones[0] == bones[1] and len(bones[0]) >= (2 if abjad else 4):
        best = max(best, 0.88 if abjad and len(bones[0]) > 2 else 0.75)
    return _as_given_names(first, second, best) if given else best


def _as_given_names(first: str, second: str, best: float) -> float:
    known = WORDS.given_names.get(first), WORDS.given_names.get(second)
    if known[0] and known[0] == known[1]:
        return max(best, _SAME_NAME)
    # Two given names that both are well known are not slips of the pen of one another,
    # nor are two Chinese ones which a whole consonant sets apart: Xiaolong, Xiaohong.
    if (known[0] and known[1]) or _are_other_syllables(first, second):
        return min(best, _OTHER_NAME)
    return best
