"""A word without its inflection: Russian and English in one chain, each word by its own letters."""

from functools import lru_cache
from typing import Final

import Stemmer

from yarmarka.connectors.search.understanding.folding import is_cyrillic

_RUSSIAN: Final = Stemmer.Stemmer("russian", 0)
_ENGLISH: Final = Stemmer.Stemmer("english", 0)
_VOWELS: Final = frozenset("аеиоуыэюяй")
#: plurals that no rule makes
_IRREGULAR: Final = {
    "mice": "mouse",
    "men": "man",
    "mens": "man",
    "women": "woman",
    "womens": "woman",
    "children": "child",
    "feet": "foot",
    "knives": "knife",
    "shelves": "shelf",
    "люди": "человек",
    "дети": "детский",
    "детей": "детский",
}


@lru_cache(maxsize=1 << 18)
def stem(word: str) -> str:
    """Return the stem of a folded word; words with digits, and of other letters, stay as they are."""
    word = _IRREGULAR.get(word, word)
    if not word.isalpha():
        return word
    if is_cyrillic(word):
        return _without_fleeting_vowel(_RUSSIAN.stemWord(word))
    return _ENGLISH.stemWord(word) if word.isascii() else word


def _without_fleeting_vowel(stemmed: str) -> str:
    """Return кроссовк for кроссовок and сумк for сумок: the vowel is there only where nothing follows."""
    if len(stemmed) > 3 and stemmed[-1] == "к" and stemmed[-2] in "ое" and stemmed[-3] not in _VOWELS:
        return stemmed[:-2] + "к"
    return stemmed
