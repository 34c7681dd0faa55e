"""Does what somebody began to type name this shelf, or this brand?"""

from collections.abc import Iterable
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
    return bool(wanted) and any(_is_in(wanted, words_of(fold(name))) for name in names)


def also_called(typed: str) -> tuple[str, ...]:
    """Return what the dictionary knows to mean the same as all that was typed, in whichever language."""
    phrase = tuple(stem(word) for word in words_of(fold(typed)))
    others = house_dictionary().others(phrase) if phrase else ()
    return tuple(" ".join(other) for other, weight in others if weight >= _SAME)


def _is_in(wanted: list[str], name: list[str]) -> bool:
    stems = {stem(word) for word in name}
    whole = "".join(name)
    *done, last = wanted
    return all(_has(word, stems, whole) for word in done) and (
        _has(last, stems, whole) or (len(last) > 1 and any(word.startswith(last) for word in name))
    )


def _has(word: str, stems: set[str], whole: str) -> bool:
    return word in whole if is_han(word) else stem(word) in stems
