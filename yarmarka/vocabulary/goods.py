"""Words for goods: GS1 numbers and texts in several languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

#: Languages that goods are described in, in the order of fallback.
LANGUAGES = ("ru", "en", "zh")


class TextOrigin(StrEnum):
    """Whose words a text is."""

    SELLER = "seller"
    TRANSLATOR = "translator"
    MACHINE = "machine"


@dataclass(frozen=True)
class Spoken:
    """A text as a reader sees it: in which language, and whose words it is. Nothing is told of no text."""

    text: str
    language: str
    origin: TextOrigin


def is_gtin(number: str) -> bool:
    """Test if a GTIN-8, -12, -13 or -14 has a right check digit (GS1 General Specifications 7.9).

    Zeros only, with which feeds fill the field, would have one; but they name nothing.
    """
    if len(number) not in {8, 12, 13, 14} or not (number.isascii() and number.isdigit()) or not int(number):
        return False
    digits = enumerate(reversed(number[:-1]))
    weighted = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in digits)
    return (10 - weighted % 10) % 10 == int(number[-1])


def gtin14(number: str) -> str:
    """Return a GTIN in its 14-digit form, by which different lengths of one number are equal."""
    return number.zfill(14)


def spoken_in(texts: Mapping[str, str], origins: Mapping[str, str], language: str) -> Spoken:
    """Return the text that `in_language` returns, with its language and its origin."""
    text = in_language(texts, language)
    order = (language, *LANGUAGES, *texts)
    found = next((wanted for wanted in order if texts.get(wanted)), "") if text else ""
    return Spoken(text, found, TextOrigin(origins.get(found, TextOrigin.SELLER)))


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, or else in the first of the fallbacks that has one."""
    for wanted in (language, *LANGUAGES):
        if text := texts.get(wanted):
            return text
    return next(filter(None, texts.values()), "")


def words_in(value: Any, language: str) -> str:
    """Return a word that is either the same in all languages or given in several; nothing for nothing."""
    if isinstance(value, Mapping):
        return in_language(value, language)
    return "" if value is None else str(value)


def shown_in(value: Any, language: str) -> str:
    """Return a word or a number as people read it: decimals stand behind a comma in Russian."""
    words = words_in(value, language)
    return words.replace(".", ",") if isinstance(value, float) and language == "ru" else words
