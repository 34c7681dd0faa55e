"""Any script in plain Latin letters, so that names written in different ones can be laid side by side.

Cyrillic has a table of its own (the one of Russian passports, more or less); Chinese is read in pinyin, with the
readings that surnames have; the rest goes by a general table. What two ways of writing in Latin letters still set
apart (`Sergej`, `Sergey`, `Sergei`), `sound` takes away.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from anyascii import anyascii
from opencc import OpenCC

from yarmarka.domain.screening.matching.words import WORDS

_CYRILLIC: Final = {
    ord(letter): latin
    for letter, latin in zip(
        "абвгґдеёєжзиійїклмнопрстуўфхцчшщъыьэюяһқғәіңұүөӣҷҳ",
        "a b v g g d e e ie zh z i i i i k l m n o p r s t u u f kh ts ch sh shch _ y _ e iu ia "
        "h k g a i n u u o i j h".replace("_", "\0").split(" "),
        strict=False,
    )
} | {ord("ъ"): "", ord("ь"): "", ord("’"): "", ord("'"): "", ord("`"): "", ord("ʼ"): "", ord("‘"): ""}
_HAN: Final = re.compile(r"[㐀-鿿]+")
_DOTS: Final = re.compile(r"[·・‧•]")
_WORD: Final = re.compile(r"[a-z0-9]+")
_ABJAD: Final = re.compile(r"[֐-ࣿ]")
#: In longer words the softness of a consonant is written or not: Lyudmila, Ludmila; but Pyong is not Pong.
_SOFTNESS: Final = re.compile(r"(?<=[bcdfghklmnpqrstvz])[yij](?=[aeou])")
_SHORT: Final = 5
#: Between these the ways of writing in Latin letters waver; in this order.
_SOUNDS: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"shch|schtsch", "s"),
        (r"^ch(?=[rl])", "h"),
        (r"tsch", "ch"),
        (r"sch|sh", "s"),
        (r"dzh|dj", "j"),
        (r"zh", "z"),
        (r"ck|q", "k"),
        # A sign of its own from here on.
        (r"tch|tc|ch", "q"),
        (r"^x", "s"),
        (r"x", "ks"),
        (r"ts|tz", "s"),
        (r"kh|gh(?=[aeiouy])", "h"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"c(?=[aour]|l|k|$)", "k"),
        (r"w", "v"),
        (r"(?<=[oe])ff?$", "v"),
        (r"(?<=[aeiou])h(?=$|[bcdfgklmnprstvz])", ""),
        (r"^[yij](?=[aeou])", ""),
        (r"i[yj](?=a)", "i"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"ae", "ai"),
        (r"ue", "u"),
        (r"oe", "o"),
        (r"[yj]", "i"),
        (r"([a-z])\1+", r"\1"),
    )
)


def _read_aloud(characters: str) -> str:
    """Return Chinese characters in pinyin, as one word.

    The readings are 55 MB and a third of a second, and a web process that screens nobody never asks for them.
    """
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(characters))


@cache
def _simplified() -> Callable[[str], str]:
    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def has_han(text: str) -> bool:
    """Test if there are Chinese characters in it."""
    return bool(_HAN.search(text))


def has_abjad(text: str) -> bool:
    """Test if it is written in a script which leaves out most vowels: Arabic, Hebrew."""
    return bool(_ABJAD.search(text))


def has_foreign_dot(text: str) -> bool:
    """Test if a dot parts its words, as in a Western name written in Chinese or Japanese."""
    return bool(_DOTS.search(text)) and has_han(text)


@lru_cache(maxsize=20_000)
def simple_han(text: str) -> str:
    """Return only the Chinese characters in it, the old forms as the new."""
    return _simplified()("".join(_HAN.findall(text)))


def _person_in_pinyin(match: re.Match[str]) -> str:
    characters = _simplified()(match.group())
    length = 2 if characters[:2] in WORDS.compound_surnames else 1
    surname, given = characters[:length], characters[length:]
    read = WORDS.surname_readings.get(surname) or _read_aloud(surname)
    return f" {read} {_read_aloud(given)} "


def _firm_in_pinyin(match: re.Match[str]) -> str:
    characters, words, run = _simplified()(match.group()), [], ""
    while characters:
        known = next((word for word in WORDS.chinese if characters.startswith(word)), None)
        if known is None:
            run, characters = run + characters[0], characters[1:]
            continue
        words += [_read_aloud(run), WORDS.chinese[known]]
        run, characters = "", characters[len(known) :]
    return f" {' '.join((*words, _read_aloud(run)))} "


@lru_cache(maxsize=50_000)
def latin(text: str, *, person: bool) -> str:
    """Return it in small Latin letters, digits, and spaces between words."""
    text = unicodedata.normalize("NFKC", text).casefold()
    foreign = has_foreign_dot(text)
    text = _DOTS.sub(" ", text)
    if has_han(text):
        if person and not foreign and len(_HAN.findall(text)) == 1:
            text = _HAN.sub(_person_in_pinyin, text)
        elif person:
            text = _HAN.sub(lambda match: _read_aloud(match.group()), text)
        else:
            text = _HAN.sub(_firm_in_pinyin, text)
    # Joined again, since й decomposes into и and a breve.
    text = unicodedata.normalize("NFC", text).translate(_CYRILLIC)
    text = re.sub(r"(?<=\b[a-z])\.(?=[a-z]\b)", "" if not person else " ", text)
    return " ".join(_WORD.findall(anyascii(text).lower().replace("'", "").replace("&", " and ")))


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return what is left of a Latin word when the ways of writing its sounds are made one."""
    if len(word) > _SHORT:
        word = _SOFTNESS.sub("", word)
    for pattern, into in _SOUNDS:
        word = pattern.sub(into, word)
    return word


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """Return the consonants of a word's sound: all that Arabic and Hebrew write down."""
    return re.sub(r"[aeiouyw]|(?<!^)[vh]", "", sound(word))


#: What Chinese syllables can't tell apart in foreign names.
_CHINESE_EARS: Final = str.maketrans(
    {letter: sounds[0] for sounds in ("bpfv", "dtjzcsqx", "gkh", "rl", "nm") for letter in sounds}
)


@lru_cache(maxsize=100_000)
def chinese_ear(word: str) -> str:
    """Return a word's consonants as coarse as they become when a foreign name is written in Chinese."""
    heard = re.sub(r"zh|ch|sh|ts", "s", word).replace("ng", "n").replace("ph", "f")
    heard = re.sub(r"ck|c(?=[aoulr]|$)", "k", heard)
    heard = re.sub(r"[aeiouyw]|(?<!^)h", "", heard).translate(_CHINESE_EARS)
    return re.sub(r"(.)\1+", r"\1", heard)
