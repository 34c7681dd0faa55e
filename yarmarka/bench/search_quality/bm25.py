"""What our ranking is held against: plain BM25 (k1 1.2, b 0.75) over the stems of title, description and brand."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log
from typing import Final

from yarmarka.connectors.search.index import IndexedGoods
from yarmarka.connectors.search.understanding.folding import fold
from yarmarka.connectors.search.understanding.stems import stem

_WORD: Final = re.compile(r"\w+")
_K1, _B = 1.2, 0.75


class Bm25:
    """An index of stems."""

    def __init__(self, goods: Iterable[IndexedGoods]) -> None:
        self._postings: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        self._lengths: dict[str, int] = {}
        for one in goods:
            words = _words(" ".join((*one.titles.values(), *one.descriptions.values(), one.brand)))
            self._lengths[one.id] = len(words)
            for word, times in Counter(words).items():
                self._postings[word].append((one.id, times))
        self._mean = sum(self._lengths.values()) / max(1, len(self._lengths))

    def search(self, query: str, *, limit: int = 10) -> list[str]:
        """Return the best, first in the file first among equals."""
        scores: defaultdict[str, float] = defaultdict(float)
        for word in _words(query):
            postings = self._postings.get(word, [])
            rarity = log(1 + (len(self._lengths) - len(postings) + 0.5) / (len(postings) + 0.5))
            for key, times in postings:
                length = 1 - _B + _B * self._lengths[key] / self._mean
                scores[key] += rarity * times * (_K1 + 1) / (times + _K1 * length)
        return sorted(scores, key=lambda key: -scores[key])[:limit]


def _words(text: str) -> list[str]:
    return [stem(word) for word in _WORD.findall(fold(text))]
