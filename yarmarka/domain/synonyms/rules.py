"""What a line of synonyms may be."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from yarmarka.domain.synonyms.errors import SynonymsInvalid, SynonymTaken
from yarmarka.domain.synonyms.types import Meaning, Words

MOST: Final = 12
LONGEST: Final = 60
_BETWEEN: Final = re.compile(r"[,;|，；、\n]")
_LETTER: Final = re.compile(r"[^\W_]")


def words_in(text: str) -> tuple[str, ...]:
    """Return words as somebody typed them, with commas, bars or Chinese commas between them; each once."""
    told = [" ".join(word.split()) for word in _BETWEEN.split(text.replace("\x00", ""))]
    found: dict[str, str] = {}
    for word in filter(None, told):
        found.setdefault(spelling(word), word)
    return tuple(found.values())


def check_line(words: Words, typed: tuple[str, ...]) -> None:
    """Refuse what can't be a line. Raises SynonymsInvalid, whose field is a language, `typed`, or `words` for all."""
    every = [word for said in words.values() for word in said]
    if not every or (not typed and len({spelling(word) for word in every}) < 2):
        raise SynonymsInvalid(field="words", reason="too_few")
    for field, said in (("words", every), ("typed", typed)):
        if len(said) > MOST:
            raise SynonymsInvalid(field=field, reason="too_many", most=MOST)
    for field, some in (*words.items(), ("typed", typed)):
        for word in some:
            if len(word) > LONGEST or not _LETTER.search(word):
                raise SynonymsInvalid(field=field, reason="not_a_word", word=word[:LONGEST])


def check_free(meaning: Meaning, others: Iterable[Meaning]) -> None:
    """Refuse a word that another line is found by. Raises SynonymTaken."""
    taken = {spelling(word) for other in others for word in other.typed}
    for word in meaning.typed:
        if spelling(word) in taken:
            raise SynonymTaken(field="words", word=word)


def in_order(words: Mapping[str, Iterable[str]], languages: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the words of each language that has any."""
    return {code: said for code in languages if (said := tuple(words.get(code, ())))}


def spelling(word: str) -> str:
    """Return a word as words are compared: in small letters, with ё as е."""
    return word.casefold().replace("ё", "е")
