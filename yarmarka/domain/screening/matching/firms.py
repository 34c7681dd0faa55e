"""How alike two firms', vessels' or addresses' names are.

Legal forms are compared apart; a firm's own word weighs more than those of its trade (`trading`, `завод`, `科技`),
which are the same in every language; numbers must agree.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from yarmarka.domain.screening.matching.letters import has_abjad, has_foreign_dot, has_han, latin
from yarmarka.domain.screening.matching.likeness import likeness
from yarmarka.domain.screening.matching.pairing import Pair, pair_up
from yarmarka.domain.screening.matching.words import WORDS

_OTHER_FORM: Final = 0.68
_OTHER_WORDS: Final = 0.66
_OTHER_NUMBER: Final = 0.62
_NOTHING_OWN: Final = 0.5
_TWO_FULL_NAMES: Final = 0.93
_LETTERS_OF_WORDS: Final = 0.76
_SHORT: Final = 6
_SAME_SOUND: Final = 0.93
_SLIP: Final = 0.84
_TENS: Final = frozenset(map(str, range(20, 100, 10)))
#: Legal forms that are written without a space before them.
_GLUED: Final = ("ag", "gmbh", "llc", "ltd", "ooo", "inc", "plc", "jsc")
_ADJECTIVE: Final = re.compile(r"(?<=[a-z]{4})sk(?:ii|aia|oe|oi|ie|ogo|y)$|(?<=[a-z]{4})(?:ovskii|ovskaia)$")


@dataclass(frozen=True)
class FirmName:
    """A firm's name taken apart: its words, and the classes of its legal forms."""

    words: tuple[str, ...]
    forms: frozenset[str]


@lru_cache(maxsize=50_000)
def take_apart(name: str, *, vessel: bool = False) -> FirmName:
    """Return a name's words in our vocabulary, without legal forms, titles of ships and fillers."""
    words = latin(re.sub(r"\b([ms])/([vt])\b", r"\1\2", name.casefold()), person=False).split()
    forms: frozenset[str] = frozenset()
    if vessel:
        words = [word for word in words if word not in WORDS.ships] or words
    else:
        words, forms = _without_forms(words)
    # A single letter at the end is a number or a name, not an "and".
    plain = [word for word in words[:-1] if word not in WORDS.fillers] + words[-1:]
    meant = [WORDS.meanings.get(word) or WORDS.numbers.get(word) or _stem(word) for word in plain]
    return FirmName(tuple(_counted(meant)), forms)


def _counted(words: list[str]) -> list[str]:
    """Put tens and ones together: forty four, forty 4."""
    out: list[str] = []
    for word in words:
        if out and out[-1] in _TENS and len(word) == 1 and word.isdigit():
            out[-1] = str(int(out[-1]) + int(word))
        else:
            out.append(word)
    return out


def _without_forms(words: list[str]) -> tuple[list[str], frozenset[str]]:
    left: list[str] = []
    found: set[str] = set()
    place = 0
    while place < len(words):
        for size in range(min(WORDS.longest_form, len(words) - place), 0, -1):
            form = tuple(words[place : place + size])
            meaning = WORDS.legal_forms.get(form) or (_form_with_a_slip(form[0]) if size == 1 else None)
            at_an_end = place == 0 or place + size == len(words) or not left
            if meaning and (at_an_end or len("".join(form)) > 2 or _only_forms(words[place + size :])):
                found.add(meaning)
                place += size
                break
        else:
            left.append(words[place])
            place += 1
    return (left, frozenset(found)) if left else (words, frozenset())


@lru_cache(maxsize=20_000)
def _form_with_a_slip(word: str) -> str | None:
    if len(word) < 9:
        return None
    forms = (form for form in WORDS.legal_forms if len(form) == 1 and len(form[0]) > 8)
    return next((WORDS.legal_forms[form] for form in forms if OSA.distance(word, form[0]) == 1), None)


def _only_forms(words: list[str]) -> bool:
    return all((word,) in WORDS.legal_forms for word in words)


def _stem(word: str) -> str:
    if word.isdigit():
        return word.lstrip("0") or "0"
    stem = _ADJECTIVE.sub("", word)
    return WORDS.meanings.get(stem, stem)


def _weigh(word: str) -> float:
    if word in WORDS.particles:
        return 0.2
    if word in WORDS.common:
        return 0.45
    if word in WORDS.places:
        return 0.35
    return 0.5 if len(word) == 1 else min(1.0, 0.7 + 0.05 * len(word))


def _weigh_alone(word: str) -> float:
    """Return what a word weighs that only one side has: a trade more than it does as a common word."""
    if word in {"group", "holding"}:
        return 0.3
    return 0.9 if word in WORDS.common else _weigh(word) * (1.3 if word not in WORDS.places else 1)


def _alike(first: str, second: str) -> float:
    if first in WORDS.common or second in WORDS.common:
        if first == second:
            return 1.0
        slip = min(len(first), len(second)) >= _SHORT and likeness(first, second) > _SLIP
        return 0.9 if slip else 0.0
    short, long = sorted((first, second), key=len)
    if len(short) > 3 and long.startswith(short) and long.removeprefix(short) in _GLUED:
        return 0.95
    if len(short) < 2:
        return float(first == second)
    alike = likeness(first, second)
    # A firm's short word is a word of its own more often than a slip: Vector, Victor.
    return alike - 0.2 if len(long) <= _SHORT and alike < _SAME_SOUND else alike


def _alike_in_abjad(first: str, second: str) -> float:
    return max(_alike(first, second), likeness(first, second, abjad=True))


def firms_alike(first: str, second: str, *, vessel: bool = False) -> tuple[float, str]:
    """Return how alike two names are, and what was laid against what. A slash parts a name from another."""
    ways = [
        _lay_together(one, other, vessel=vessel)
        for one in _alternatives(first)
        for other in _alternatives(second)
    ]
    return max(ways)


def _alternatives(name: str) -> list[str]:
    return [name, *(part for part in name.split("/") if len(part.strip()) > 5)] if "/" in name else [name]


def _lay_together(first: str, second: str, *, vessel: bool) -> tuple[float, str]:
    one, other = take_apart(first, vessel=vessel), take_apart(second, vessel=vessel)
    if not one.words or not other.words:
        return 0.0, ""
    abjad = has_abjad(first) or has_abjad(second)
    pairs = pair_up(one.words, other.words, _alike_in_abjad if abjad else _alike, _weigh)
    score = _score(one.words, other.words, pairs)
    why = ", ".join(
        f"{' '.join(one.words[place] for place in pair.first)}="
        f"{' '.join(other.words[place] for place in pair.second)} {pair.likeness:.2f}"
        for pair in pairs
    )
    if score < _LETTERS_OF_WORDS and (
        _are_letters(one.words, other.words) or _are_letters(other.words, one.words)
    ):
        score, why = _LETTERS_OF_WORDS, "first letters"
    definite = one.forms - {"general"}, other.forms - {"general"}
    if all(definite) and definite[0].isdisjoint(definite[1]):
        both = definite[0] | definite[1]
        chinese = has_han(first) or has_han(second)
        if not (chinese and both == {"limited", "stock"}) and not has_foreign_dot(first):
            score *= _OTHER_FORM
            why += f"; {'/'.join(sorted(definite[0]))} is not {'/'.join(sorted(definite[1]))}"
    elif all(definite) and len(pairs) < max(len(one.words), len(other.words)):
        score *= _TWO_FULL_NAMES
    return score, why


def _are_letters(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(short[0]) > 2 and short[0] == "".join(word[0] for word in long)


def _score(words: tuple[str, ...], others: tuple[str, ...], pairs: list[Pair]) -> float:
    used = {place for pair in pairs for place in pair.first}
    used_others = {place for pair in pairs for place in pair.second}
    left = [word for place, word in enumerate(words) if place not in used]
    right = [word for place, word in enumerate(others) if place not in used_others]
    common = sum(sum(_weigh(words[place]) for place in pair.first) * pair.likeness for pair in pairs)
    whole = sum(sum(_weigh(words[place]) for place in pair.first) for pair in pairs)
    alone = sum(map(_weigh_alone, left)) + sum(map(_weigh_alone, right))
    if not whole:
        return 0.0
    weakest = min(pair.likeness for pair in pairs)
    score = (0.7 * common / whole + 0.3 * weakest) * whole / (whole + alone / 2)
    if left and right:
        score *= _OTHER_WORDS
    if any(word.isdigit() or len(word) == 1 for word in (*left, *right)):
        score = min(score * 0.8, _OTHER_NUMBER)
    own = any(words[place] not in WORDS.common | WORDS.places for place in used)
    if not own and (left or right):
        score = min(score, _NOTHING_OWN)
    return score
