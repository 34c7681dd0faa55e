"""What a reader types, as full-text search takes it."""

import re
from typing import Final

from yarmarka.domain.catalogue.types import SearchWords

#: Longer queries are cut: nobody types them, and each word costs time.
MAX_LENGTH: Final = 200
_SPACE: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"[^\W_]+")
#: Chinese is looked for by pairs of neighbouring characters, as it is indexed
_HAN: Final = re.compile(r"[\u3400-\u9fff]+")
#: What `websearch_to_tsquery` reads as more than words: a phrase, a word left out, an alternative.
_OPERATORS: Final = re.compile(r'"|(?:^|\s)-|\s(?:or|OR)\s')


def search_words(text: str) -> SearchWords | None:
    """Return the words to search for, ё as е; nothing when there are none.

    The last word may be unfinished: where the reader uses no operators, what begins like it is found as well.
    """
    cleaned = _cleaned(text)
    if not _WORD.search(cleaned):
        return None
    head, _, last = cleaned.rpartition(" ")
    beginning = _WORD.fullmatch(last) if len(last) > 1 and not _OPERATORS.search(cleaned) else None
    return SearchWords(all=cleaned, head=head, beginning=f"'{beginning[0].lower()}':*" if beginning else "")


def any_of_words(text: str) -> SearchWords | None:
    """Return an alternative of all words, for when nothing has all of them.

    Nothing for a single word, nor where the reader says with operators what they mean.
    """
    cleaned = _cleaned(text)
    words = [] if _OPERATORS.search(cleaned) else _WORD.findall(cleaned)
    return SearchWords(all=" or ".join(words), head="", beginning="") if len(words) > 1 else None


def _cleaned(text: str) -> str:
    plain = text.replace("\x00", " ").translate(str.maketrans("ёЁ", "еЕ"))
    return _SPACE.sub(" ", _HAN.sub(_pairs, plain.strip()[:MAX_LENGTH])).strip()


def _pairs(run: re.Match[str]) -> str:
    text = run[0]
    return f" {' '.join(text[at : at + 2] for at in range(max(1, len(text) - 1)))} "
