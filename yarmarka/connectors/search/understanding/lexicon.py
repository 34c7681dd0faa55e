"""Which words there are to be found, how often each, and which of them look or sound like another."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from yarmarka.connectors.search.understanding.dictionary import Dictionary, house_dictionary
from yarmarka.connectors.search.understanding.folding import is_cyrillic, is_han
from yarmarka.connectors.search.understanding.sounds import sound_of
from yarmarka.connectors.search.understanding.stems import stem

_MOST_FOUND: Final = 12


class Lexicon:
    """The words of all goods with in how many each is; with those of the dictionary, which count as one."""

    def __init__(self, counts: Mapping[str, int], dictionary: Dictionary | None = None) -> None:
        self.dictionary = dictionary or house_dictionary()
        self.counts = dict(counts)
        self._dictionary_words = self.dictionary.words
        self._memory: dict[tuple[str, int], list[tuple[str, int]]] = {}

    def sort(self) -> None:
        """Put words in order for every question at once, so that nobody's first question has to."""
        self._stems, self._by_length, self._sounds_by_length, self._dictionary_stems  # noqa: B018 -- asked for to be kept

    def count(self, word: str) -> int:
        """Return in how many goods a word is, in any inflection; at least 1 for a word of the dictionary."""
        stemmed = stem(word)
        found = max(self.counts.get(word, 0), self._stems.get(stemmed, 0))
        return found or (1 if stemmed in self._dictionary_stems else 0)

    def knows(self, word: str) -> bool:
        """Test if a word, or a form of it, is found in goods or in the dictionary."""
        return self.count(word) > 0

    def alike(self, word: str, *, distance: int) -> list[tuple[str, int]]:
        """Return words of the same alphabet within so many slips of the finger, with how many, nearest first."""
        key = (word, distance)
        if key not in self._memory:
            if len(self._memory) > 10_000:
                self._memory.clear()
            self._memory[key] = self._alike(word, distance)
        return self._memory[key]

    def forget(self) -> None:
        """Forget what was found out about mistyped words."""
        self._memory.clear()

    def sounding_like(self, sound: str) -> list[str]:
        """Return words in either alphabet with a sound, the most frequent first."""
        return sorted(self._sounds.get(sound, ()), key=self.count, reverse=True)[:_MOST_FOUND]

    def sounding_nearly_like(self, sound: str) -> list[str]:
        """Return words whose sound differs by one letter."""
        if len(sound) < 5:
            return []
        near = [
            key
            for length in range(len(sound) - 1, len(sound) + 2)
            for key in self._sounds_by_length.get(length, ())
        ]
        hits = extract(sound, near, scorer=OSA.distance, score_cutoff=1, limit=_MOST_FOUND, processor=None)
        words = [word for key, _, _ in hits for word in self._sounds[key]]
        return sorted(words, key=self.count, reverse=True)[:_MOST_FOUND]

    def _alike(self, word: str, distance: int) -> list[tuple[str, int]]:
        russian = is_cyrillic(word)
        near = [
            other
            for length in range(max(2, len(word) - distance), len(word) + distance + 1)
            for other in self._by_length.get((russian, length), ())
        ]
        hits = extract(word, near, scorer=OSA.distance, score_cutoff=distance, limit=200, processor=None)
        found = [(other, int(slips)) for other, slips, _ in hits if other != word]
        return sorted(found, key=lambda hit: (hit[1], -self.count(hit[0])))[:_MOST_FOUND]

    @cached_property
    def _stems(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for word, count in self.counts.items():
            key = stem(word)
            found[key] = max(count, found.get(key, 0))
        return found

    @cached_property
    def _dictionary_stems(self) -> frozenset[str]:
        return frozenset(map(stem, self._dictionary_words))

    @cached_property
    def _all_words(self) -> list[str]:
        words = {word for word in self.counts if word.isalpha() and not is_han(word) and len(word) < 25}
        return sorted(words | {word for word in self._dictionary_words if word.isalpha()})

    @cached_property
    def _by_length(self) -> dict[tuple[bool, int], list[str]]:
        found = defaultdict(list)
        for word in self._all_words:
            found[is_cyrillic(word), len(word)].append(word)
        return dict(found)

    @cached_property
    def _sounds(self) -> dict[str, list[str]]:
        found = defaultdict(list)
        for word in self._all_words:
            if len(word) > 2:
                found[sound_of(word)].append(word)
        return dict(found)

    @cached_property
    def _sounds_by_length(self) -> dict[int, list[str]]:
        found = defaultdict(list)
        for sound in self._sounds:
            found[len(sound)].append(sound)
        return dict(found)
