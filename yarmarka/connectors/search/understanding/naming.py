"""Does what somebody began to type name this shelf, or this brand?"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from yarmarka.connectors.search.understanding.dictionary import house_dictionary
from yarmarka.connectors.search.understanding.folding import fold, is_han, words_of
from yarmarka.connectors.search.understanding.stems import stem

#: what weighs less in the dictionary is near, and not the same
_SAME: Final = 0.9


def begins_name(typed: str, names: Iterable[str]) -> bool:
    """Test if each word that was typed is in one of the names, in any inflection, the last one perhaps unfinished.

    Chinese, which knows no spaces, may stand anywhere in a name.
    """
    wanted = words_of(fold(typed))
    return bool(wanted) and any(_is_in(wanted, _taken_apart(name)) for name in names)


def also_called(typed: str) -> tuple[str, ...]:
    """Return what the dictionary knows to mean the same as all that was typed, in whichever language."""
    phrase = tuple(stem(word) for word in words_of(fold(typed)))
    others = house_dictionary().others(phrase) if phrase else ()
    return tuple(" ".join(other) for other, weight in others if weight >= _SAME)


@dataclass(frozen=True)
class _Name:
    words: tuple[str, ...]
    stems: frozenset[str]
    whole: str


@lru_cache(maxsize=1 << 15)
def _taken_apart(name: str) -> _Name:
    """Return a name's words; the same few thousand names are held against every beginning."""
    words = tuple(words_of(fold(name)))
    return _Name(words, frozenset(map(stem, words)), "".join(words))


def _is_in(wanted: list[str], name: _Name) -> bool:
    *done, last = wanted
    return all(_has(word, name.stems, name.whole) for word in done) and (
        _has(last, name.stems, name.whole)
        or (len(last) > 1 and any(word.startswith(last) for word in name.words))
    )


def _has(word: str, stems: frozenset[str], whole: str) -> bool:
    return word in whole if is_han(word) else stem(word) in stems
