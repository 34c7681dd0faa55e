"""What an unknown word may have been meant to be: other layout, other alphabet, joined, split, mistyped."""

import itertools
from math import sqrt
from typing import Final

from yarmarka.connectors.search.understanding.folding import fold, is_cyrillic, is_latin, words_of
from yarmarka.connectors.search.understanding.layouts import other_layout
from yarmarka.connectors.search.understanding.lexicon import Lexicon
from yarmarka.connectors.search.understanding.sounds import in_latin, in_russian, sound_of

#: a word, how much to believe it
Guess = tuple[str, float]
_MOST: Final = 4
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_BESIDE: Final = frozenset(
    pair
    for row in _ROWS
    for first, second in itertools.pairwise(row)
    for pair in ((first, second), (second, first))
)


def by_layout(chunk: str, lexicon: Lexicon) -> list[str]:
    """Return the words of what was typed on the other layout, if all of them are known there."""
    words = words_of(fold(other_layout(chunk)))
    return words if words and all(lexicon.knows(word) or word.isdigit() for word in words) else []


def by_sound(word: str, lexicon: Lexicon) -> list[Guess]:
    """Return known words that a word in the other alphabet spells."""
    guesses: list[Guess] = []
    if is_latin(word):
        guesses += [(other, 0.9) for other in in_russian(word) if lexicon.knows(other)]
    elif is_cyrillic(word) and lexicon.knows(in_latin(word)):
        guesses.append((in_latin(word), 0.9))
    other_alphabet = is_latin if is_cyrillic(word) else is_cyrillic
    sounds = {sound_of(word), *(sound_of(spelt) for spelt in _spellings(word))}
    for sound in sounds:
        guesses += [(other, 0.85) for other in lexicon.sounding_like(sound) if other_alphabet(other)]
    return _best(guesses)


def by_near_sound(word: str, lexicon: Lexicon) -> list[Guess]:
    """Return known words of the other alphabet whose sound differs by a letter."""
    other_alphabet = is_latin if is_cyrillic(word) else is_cyrillic
    return _best(
        [(other, 0.6) for other in lexicon.sounding_nearly_like(sound_of(word)) if other_alphabet(other)]
    )


def by_spelling(word: str, lexicon: Lexicon) -> list[Guess]:
    """Return known words within one slip, or two in a long word: near keys, swaps and frequent words first."""
    if len(word) < 3 or any(map(str.isdigit, word)):
        return []
    most = 1 if len(word) < 6 else 2
    found = lexicon.alike(word, distance=1) or (lexicon.alike(word, distance=2) if most == 2 else [])
    if most == 2 and found and len(word) >= 6 and all(lexicon.count(other) < 2 for other, _ in found):
        found = [*found, *lexicon.alike(word, distance=2)]
    scored = sorted(
        ((_likelihood(word, other, slips, lexicon), other, slips) for other, slips in found), reverse=True
    )
    if not scored:
        return []
    best = scored[0][0]
    return [
        (other, (0.85 if slips == 1 else 0.7) * max(0.3, likelihood / best))
        for likelihood, other, slips in scored[:_MOST]
    ]


def _likelihood(word: str, other: str, slips: int, lexicon: Lexicon) -> float:
    """Return how likely a word was mistyped so: by how frequent the other is, and which slip it takes."""
    base = sqrt(1 + lexicon.count(other))
    base *= 1.0 if slips == 1 else 0.15
    if word[0] != other[0]:
        base *= 0.5
    if sorted(word) == sorted(other):
        base *= 2.5  # two letters swapped
    elif len(word) == len(other):
        slipped = [(mine, theirs) for mine, theirs in zip(word, other, strict=True) if mine != theirs]
        base *= 1.6 if all(pair in _BESIDE or _is_vowels(pair) for pair in slipped) else 0.9
    elif _undoubled(word) == _undoubled(other):
        base *= 2.5
    else:
        base *= 1.3
    return base


def _is_vowels(pair: tuple[str, str]) -> bool:
    return all(letter in "аеиоуыэюяaeiouy" for letter in pair)


def _undoubled(word: str) -> str:
    return "".join(letter for at, letter in enumerate(word) if not at or letter != word[at - 1])


def split(word: str, lexicon: Lexicon) -> tuple[str, str] | None:
    """Return two known words that a word is, the more frequent pair where there are several."""
    pairs = [
        (word[:at], word[at:])
        for at in range(2, len(word) - 1)
        if len(word) >= 6
        and min(at, len(word) - at) >= 3
        and lexicon.counts.get(word[:at], 0) + (word[:at] in lexicon.dictionary.words) > 0
        and lexicon.knows(word[at:])
    ]
    return max(pairs, key=lambda pair: min(map(lexicon.count, pair)), default=None)


def _spellings(word: str) -> list[str]:
    """Return how else the same word may be written in its letters: x for х, j for ж, w for ш."""
    if not is_latin(word):
        return []
    swaps = (("x", "h"), ("j", "zh"), ("w", "sh"), ("c", "ts"), ("4", "ch"))
    return [word.replace(one, other) for one, other in swaps if one in word]


def _best(guesses: list[Guess]) -> list[Guess]:
    best: dict[str, float] = {}
    for other, weight in guesses:
        best[other] = max(weight, best.get(other, 0))
    return sorted(best.items(), key=lambda guess: -guess[1])[:_MOST]
