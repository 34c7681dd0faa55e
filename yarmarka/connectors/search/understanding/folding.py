"""Letters as search compares them, and where one word ends: the same for goods and for queries."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_SIGNS: Final = str.maketrans({"™": " ", "®": " ", "©": " ", "\x00": " ", "’": "", "'": "", "`": "", "ʼ": ""})
_YO: Final = str.maketrans("ё", "е")
#: a number with a decimal point, a run of Chinese characters, a run of other letters and digits
_WORD: Final = re.compile(
    r"\d+[.,]\d+(?![\d])|[\u3400-\u9fff\uf900-\ufaff]+|[^\W_\u3400-\u9fff\uf900-\ufaff]+"
)
#: what makers write as one number: letters and digits with signs between them
_CODE: Final = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)+")
_PART: Final = re.compile(r"\d+|[^\W\d_]+")
_LONGEST: Final = 40


def fold(text: str) -> str:
    """Return text in small letters and one width, ё as е, without trade marks and apostrophes."""
    if text.isascii():
        return text.translate(_SIGNS).lower()
    return unicodedata.normalize("NFKC", text.translate(_SIGNS)).lower().translate(_YO)


def words_of(folded: str) -> list[str]:
    """Return the words of folded text in their order; a run of Chinese characters is one."""
    return [word.replace(",", ".")[:_LONGEST] for word in _WORD.findall(folded)]


def joined_codes(folded: str) -> list[str]:
    """Return numbers like tn-2110 or HQ6900/33 as one word each: tn2110, hq690033."""
    found: list[str] = []
    if "-" not in folded and "." not in folded and "/" not in folded:
        return found
    for code in _CODE.findall(folded):
        joined = re.sub(r"[-/.]", "", code)
        if len(joined) <= _LONGEST and (any(map(str.isdigit, joined)) or "-" in code):
            found.append(joined)
    return found


@lru_cache(maxsize=1 << 16)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the letters and the digits of a word that mixes them (iphone11: iphone, 11); nothing for others."""
    if word.isalpha() or word.isdigit() or "." in word:
        return ()
    parts = tuple(_PART.findall(word))
    return parts if 2 <= len(parts) <= 4 else ()


def is_han(word: str) -> bool:
    """Test if a word is written in Chinese characters."""
    return bool(word) and "\u3400" <= word[0] <= "\u9fff"


def is_cyrillic(word: str) -> bool:
    """Test if a word is written in Russian letters."""
    return any("а" <= letter <= "я" for letter in word)


def is_latin(word: str) -> bool:
    """Test if a word is written in Latin letters."""
    return any("a" <= letter <= "z" for letter in word)


def bigrams(run: str) -> list[str]:
    """Return each two neighbours of a run of Chinese characters; one alone stays alone."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
