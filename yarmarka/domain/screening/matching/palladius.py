"""Chinese names as Russians write them (Palladius' system), in pinyin: Цзян Цзэминь is Jiang Zemin."""

import re
from functools import lru_cache
from typing import Final

_INITIALS: Final = {
    "б": "b", "п": "p", "м": "m", "ф": "f", "д": "d", "т": "t", "н": "n", "л": "l", "г": "g", "к": "k",
    "х": "h", "цз": "z", "ц": "c", "с": "s", "чж": "zh", "ч": "ch", "ш": "sh", "ж": "r",
}  # fmt: skip
#: Before these vowels the initials differ in pinyin.
_SOFT: Final = {"цз": "j", "ц": "q", "с": "x"}
_FINALS: Final = {
    "а": "a", "о": "o", "э": "e", "ы": "i", "и": "i", "у": "u", "юй": "u", "ай": "ai", "эй": "ei",
    "ао": "ao", "оу": "ou", "ань": "an", "энь": "en", "ан": "ang", "эн": "eng", "ун": "ong", "я": "ia",
    "е": "ie", "яо": "iao", "ю": "iu", "янь": "ian", "инь": "in", "ян": "iang", "ин": "ing", "юн": "iong",
    "уа": "ua", "уо": "uo", "уай": "uai", "уй": "ui", "уэй": "ui", "уань": "uan", "унь": "un", "уан": "uang",
    "юэ": "ue", "юань": "uan", "юнь": "un",
}  # fmt: skip
_WHOLE: Final = {
    "а": "a", "э": "e", "ай": "ai", "ао": "ao", "оу": "ou", "ань": "an", "энь": "en", "эр": "er", "я": "ya",
    "е": "ye", "яо": "yao", "ю": "you", "янь": "yan", "инь": "yin", "и": "yi", "ян": "yang", "ин": "ying",
    "юй": "yu", "юн": "yong", "юань": "yuan", "юнь": "yun", "юэ": "yue", "у": "wu", "ва": "wa", "во": "wo",
    "вай": "wai", "вэй": "wei", "вань": "wan", "вэнь": "wen", "ван": "wang", "вэн": "weng",
}  # fmt: skip


def _syllables() -> dict[str, str]:
    table = dict(_WHOLE)
    for initial, latin in _INITIALS.items():
        for final, ending in _FINALS.items():
            soft = initial in _SOFT and final[0] in "ияюе"
            table[initial + final] = (_SOFT[initial] if soft else latin) + ending
    return table


_SYLLABLES: Final = _syllables()
_SYLLABLE: Final = "|".join(sorted(_SYLLABLES, key=len, reverse=True))
_WORD: Final = re.compile(f"(?:{_SYLLABLE}){{1,3}}")
_PINYIN: Final = re.compile(f"(?:{'|'.join(sorted(set(_SYLLABLES.values()), key=len, reverse=True))}){{1,3}}")
_MOST_WORDS: Final = 3


def is_pinyin(word: str) -> bool:
    """Test if a Latin word can be read as one to three Chinese syllables."""
    return bool(_PINYIN.fullmatch(word))


@lru_cache(maxsize=20_000)
def pinyin_of(name: str) -> str:
    """Return a Russian spelling of a Chinese name in pinyin, or nothing if it can't be one."""
    words = name.casefold().replace("-", " ").split()
    if not 2 <= len(words) <= _MOST_WORDS or not all(_WORD.fullmatch(word) for word in words):
        return ""
    return " ".join(_split(word) for word in words)


def _split(word: str) -> str:
    """Read the longest syllables first, stepping back where the rest could not be read."""
    if not word:
        return ""
    for length in range(min(6, len(word)), 0, -1):
        if word[:length] in _SYLLABLES and (length == len(word) or _WORD.fullmatch(word[length:])):
            return _SYLLABLES[word[:length]] + _split(word[length:])
    return ""
