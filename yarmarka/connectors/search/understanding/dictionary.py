"""Words that mean the same, in three languages: the house's own list and what staff add."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from yarmarka.connectors.search.understanding.folding import fold, is_cyrillic, is_han, words_of
from yarmarka.connectors.search.understanding.stems import stem

_FILE: Final = Path(__file__).parent / "trade_words.txt"
#: how much a word of the same thing, and of a thing near it, says beside the word that was typed
SAME: Final = 0.9
NEAR: Final = 0.45
_LONGEST_HAN: Final = 8
_LONGEST_PHRASE: Final = 4

#: the stems of a phrase, or a run of Chinese characters alone
Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Dictionary:
    """For each phrase what else means it, with how much it says; which phrases serve another thing; all its words."""

    meanings: dict[Phrase, tuple[tuple[Phrase, float], ...]]
    accessories: frozenset[Phrase]
    brands: frozenset[Phrase]
    words: frozenset[str]

    def others(self, phrase: Phrase) -> tuple[tuple[Phrase, float], ...]:
        """Return what means the same or nearly."""
        return self.meanings.get(phrase, ())

    def longest_at(self, stems: list[str], at: int) -> int:
        """Return how many words from here on are a phrase of the dictionary, the most that are; 0 for none."""
        for length in range(min(_LONGEST_PHRASE, len(stems) - at), 0, -1):
            if tuple(stems[at : at + length]) in self.meanings:
                return length
        return 0

    def cut(self, run: str) -> list[str]:
        """Cut a run of Chinese characters into words, the longest first; what is unknown stays in one piece."""
        pieces: list[str] = []
        unknown = at = 0
        while at < len(run):
            length = next(
                (
                    n
                    for n in range(min(_LONGEST_HAN, len(run) - at), 1, -1)
                    if (run[at : at + n],) in self.meanings
                ),
                0,
            )
            if length:
                pieces += filter(None, (run[unknown:at], run[at : at + length]))
                at += length
                unknown = at
            else:
                at += 1
        return [*pieces, *filter(None, (run[unknown:],))]


def phrase_of(text: str) -> Phrase:
    """Return a phrase as the dictionary keeps it."""
    return tuple(word if is_han(word) else stem(word) for word in words_of(fold(text)))


@dataclass(frozen=True)
class Added:
    """What staff added: whoever types one of `typed` finds what `found` are in, too."""

    typed: tuple[str, ...]
    found: tuple[str, ...]


def house_dictionary() -> Dictionary:
    """Return the house's own list."""
    return dictionary_with(())


@lru_cache(maxsize=4)
def dictionary_with(added: tuple[Added, ...]) -> Dictionary:
    """Return the house's own list with what staff added; the same additions give the same object."""
    meanings: defaultdict[Phrase, dict[Phrase, float]] = defaultdict(dict)
    accessories: set[Phrase] = set()
    brands: set[Phrase] = set()
    words: set[str] = set()
    for section, said in _lines():
        phrases = [phrase for phrase in map(phrase_of, said) if phrase]
        words |= _words_of(said)
        if section == "accessories":
            accessories |= set(phrases)
        if section == "brands":
            brands |= set(phrases)
        _mean(meanings, phrases, phrases, weight=NEAR if section == "related" else SAME)
    for line in added:
        words |= _words_of((*line.typed, *line.found))
        _mean(meanings, map(phrase_of, line.typed), [phrase_of(text) for text in line.found], weight=SAME)
    found = {phrase: tuple(others.items()) for phrase, others in meanings.items()}
    return Dictionary(found, frozenset(accessories), frozenset(brands), frozenset(words))


def _mean(
    meanings: dict[Phrase, dict[Phrase, float]],
    typed: Iterable[Phrase],
    found: Sequence[Phrase],
    *,
    weight: float,
) -> None:
    for phrase in filter(None, typed):
        others = meanings[phrase]
        for other in filter(None, found):
            if other != phrase:
                others[other] = max(weight, others.get(other, 0))


def _words_of(said: Iterable[str]) -> set[str]:
    return {word for text in said for word in words_of(fold(text)) if not is_han(word)}


@lru_cache(maxsize=1)
def _lines() -> list[tuple[str, tuple[str, ...]]]:
    section, found = "things", []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip()
        if text.startswith("["):
            section = text.strip("[]")
        elif text:
            found.append(
                (section, tuple(part.strip() for part in text.replace("|", ",").split(",") if part.strip()))
            )
    return found


def is_foreign(first: str, second: str) -> bool:
    """Test if two words are written in different letters."""
    return (is_han(first), is_cyrillic(first)) != (is_han(second), is_cyrillic(second))
