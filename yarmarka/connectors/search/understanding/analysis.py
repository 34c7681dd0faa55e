"""Text of goods as the index keeps it: stems, Chinese bigrams, numbers joined, measures in one form."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from yarmarka.connectors.search.understanding.folding import (
    bigrams,
    fold,
    is_han,
    joined_codes,
    parts_of,
    words_of,
)
from yarmarka.connectors.search.understanding.measures import measures_in, size_of
from yarmarka.connectors.search.understanding.stems import stem


@dataclass(frozen=True)
class Analysed:
    """Stems in their order (for ranking), what else a word can be found by, and the words as they stand."""

    stems: tuple[str, ...]
    others: tuple[str, ...]
    words: tuple[str, ...]


def analyse(text: str) -> Analysed:
    """Return a text taken apart, by the same rules as queries are."""
    folded = fold(text)
    stems: list[str] = []
    others: list[str] = []
    words: list[str] = []
    for word in words_of(folded):
        if is_han(word):
            stems += bigrams(word)
            others += word if len(word) > 1 else ""
            continue
        words.append(word)
        own, parts = _apart(word)
        stems.append(own)
        others += parts
    others += joined_codes(folded)
    others += [sign for _, sign in measures_in(folded)]
    return Analysed(tuple(stems), tuple(others), tuple(words))


@lru_cache(maxsize=1 << 16)
def _apart(word: str) -> tuple[str, tuple[str, ...]]:
    """Return a word's stem, and those of its letters and digits: goods say the same words over and over."""
    return stem(size_of(word)), tuple(map(stem, parts_of(word)))


def neighbours_joined(words: tuple[str, ...]) -> list[str]:
    """Return each two neighbours as one word, so that powerbank finds a power bank."""
    return [
        first + second
        for first, second in itertools.pairwise(words)
        if 4 <= len(first + second) <= 20 and "." not in first + second
    ]
