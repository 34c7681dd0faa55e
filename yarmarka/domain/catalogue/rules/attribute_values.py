"""What a seller's words for one attribute come to: a number in its one unit, a word of its list, yes or no, a text."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from yarmarka.domain.catalogue.types import (
    AttributeDefinition,
    AttributeFault,
    AttributeKind,
    AttributeProblem,
)
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.units import UNITS, Unit, converted, unit_named

LONGEST_WORDS: Final = 500
_LARGEST: Final = Decimal(10) ** 12
NUMBER: Final = re.compile(r"([+−–-]?)\s*(\d[\d\s.,]*)\s*(.*)", re.DOTALL)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
_YES: Final = frozenset(["yes", "да", "есть", "имеется", "true", "1", "y", "+", "✓", "有", "是", "支持"])
_NO: Final = frozenset(
    ["no", "нет", "отсутствует", "false", "0", "n", "-", "–", "−", "无", "否", "没有", "不支持"]
)
YES_NO: Final[Mapping[bool, Mapping[str, str]]] = {
    True: {"ru": "есть", "en": "yes", "zh": "有"},
    False: {"ru": "нет", "en": "no", "zh": "无"},
}

#: an attribute as it is stored: code, name by language, value, unit by language
Fact = dict[str, Any]
Read = tuple[Fact | None, AttributeProblem | None]


def read_value(one: AttributeDefinition, value: str, unit: str = "", name: str = "") -> Read:
    """Return what a value comes to, or what is wrong; nothing for nothing. `name` is the seller's word for it."""
    text = " ".join(value.split())
    if not text:
        return None, None
    try:
        read = _READERS[one.kind](one, text, unit)
    except _Unreadable as fault:
        return None, AttributeProblem(fault.code, name or one.code, one, text[:60], unit[:20])
    worded: Any = ""
    if one.kind == AttributeKind.NUMBER and one.unit:
        worded = dict(UNITS[one.unit].names)
    return {"code": one.code, "name": dict(one.names), "value": read, "unit": worded}, None


def folded(text: str) -> str:
    """Return a name or a choice as it is compared."""
    return " ".join(text.casefold().replace("ё", "е").split())


def choice_words(choice: Sequence[str]) -> str | dict[str, str]:
    """Return a choice as it is stored: by language, or once where it is the same in all."""
    words = choice[: len(LANGUAGES)]
    return words[0] if len(set(words)) == 1 else dict(zip(LANGUAGES, words, strict=True))


class _Unreadable(ValueError):
    def __init__(self, code: AttributeFault) -> None:
        super().__init__(code)
        self.code = code


def _number(one: AttributeDefinition, text: str, unit: str) -> Any:
    """Return a number in the attribute's unit; a unit that stands behind the number counts before the one beside it."""
    found = NUMBER.fullmatch(text)
    if found is None:
        raise _Unreadable(AttributeFault.NOT_A_NUMBER)
    number = _decimal(found[2])
    if written := found[3].strip() or unit.strip():
        number = _in_own_unit(number, written, UNITS.get(one.unit))
    if found[1] and found[1] != "+":
        number = -number
    return int(number) if number == number.to_integral_value() else float(number)


def _decimal(digits: str) -> Decimal:
    text = re.sub(r"\s", "", digits).rstrip(".,")
    if _THOUSANDS.fullmatch(text):
        # Five thousand in London, five in Moscow: nobody is served by a guess.
        raise _Unreadable(AttributeFault.COMMA_UNCLEAR)
    if "," in text and "." in text:
        thousands = "," if text.rfind(".") > text.rfind(",") else "."
        text = text.replace(thousands, "")
    elif text.count(",") > 1:
        text = text.replace(",", "")
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        raise _Unreadable(AttributeFault.NOT_A_NUMBER) from None
    if number > _LARGEST:
        raise _Unreadable(AttributeFault.TOO_LARGE)
    return number


def _in_own_unit(number: Decimal, written: str, own: Unit | None) -> Decimal:
    measure = own.measure if own else "count"
    given = unit_named(written, measure)
    if given is None:
        is_range = any(letter.isdigit() for letter in written)
        raise _Unreadable(AttributeFault.NOT_A_NUMBER if is_range else AttributeFault.UNIT_UNKNOWN)
    if given.measure != measure:
        raise _Unreadable(AttributeFault.UNIT_OF_ANOTHER_MEASURE)
    return converted(number, given, own) if own else number


def _choice(one: AttributeDefinition, text: str, unit: str) -> Any:
    if (known := _known_words(one, text)) is None:
        raise _Unreadable(AttributeFault.NOT_A_CHOICE)
    return known


def _known_words(one: AttributeDefinition, text: str) -> str | dict[str, str] | None:
    wanted = folded(text)
    return next((choice_words(choice) for choice in one.choices if wanted in map(folded, choice)), None)


def _yes_no(one: AttributeDefinition, text: str, unit: str) -> Any:
    wanted = folded(text)
    if wanted not in _YES and wanted not in _NO:
        raise _Unreadable(AttributeFault.NOT_YES_OR_NO)
    return dict(YES_NO[wanted in _YES])


def _text(one: AttributeDefinition, text: str, unit: str) -> Any:
    if len(text) > LONGEST_WORDS:
        raise _Unreadable(AttributeFault.TOO_LONG)
    return _known_words(one, text) or f"{text} {unit}".strip()


_READERS: Final = {
    AttributeKind.NUMBER: _number,
    AttributeKind.CHOICE: _choice,
    AttributeKind.YES_NO: _yes_no,
    AttributeKind.TEXT: _text,
}
