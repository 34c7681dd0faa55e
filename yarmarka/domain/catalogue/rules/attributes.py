"""What goods of a category are told by, and what a seller's words for it come to.

A definition holds for its category and all below it; of two with one code the nearer one counts. What a seller writes
is found by any of an attribute's names, read by its type, and brought to its one unit; what nobody has defined stays
as it was written. A book is made once for an import: then an attribute costs a look-up.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.catalogue.errors import AttributeInvalid
from yarmarka.domain.catalogue.types import (
    AttributeDefinition,
    AttributeFault,
    AttributeKind,
    AttributeProblem,
    NewAttribute,
)
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.units import UNITS, Unit, converted, unit_named

LONGEST_WORDS: Final = 500
MOST_CHOICES: Final = 200
#: names become what a rule for cards asks for, which parts them by this sign
_BAR: Final = "|"
#: for values of one category so much is remembered: a feed says the same few over and over
_REMEMBERED: Final = 20_000
_LARGEST: Final = Decimal(10) ** 12
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_NUMBER: Final = re.compile(r"([+−–-]?)\s*(\d[\d\s.,]*)\s*(.*)", re.DOTALL)
_THOUSANDS: Final = re.compile(r"[1-9]\d{0,2},\d{3}")
#: a unit that stands behind an attribute's name: "Length, cm", "长度（厘米）"
_NAMED_UNIT: Final = re.compile(r"(.+?)\s*(?:,\s*([^,()]+)|[(（]([^()（）]+)[)）])")
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
_Read = tuple[Fact | None, AttributeProblem | None]


class AttributeBook:
    """The definitions in force, arranged for reading many rows."""

    def __init__(self, definitions: Iterable[AttributeDefinition]) -> None:
        self._by_category: dict[UUID | None, list[AttributeDefinition]] = {}
        for one in definitions:
            self._by_category.setdefault(one.category_id, []).append(one)
        self._shelves: dict[UUID, _Shelf] = {}

    def of(self, path: Sequence[UUID]) -> tuple[AttributeDefinition, ...]:
        """Return what goods of a category are told by: its own attributes first, then those from above."""
        return self._shelf(path).definitions

    def read(
        self, path: Sequence[UUID], said: Iterable[tuple[str, str, str]]
    ) -> tuple[list[Fact], list[AttributeProblem]]:
        """Return what (name, value, unit) come to in a category, and what of it can't be read; that is left out."""
        shelf = self._shelf(path) if self._by_category else None
        if shelf is None or not shelf.definitions:
            return list(map(_as_written, said)), []
        facts: list[Fact] = []
        problems: list[AttributeProblem] = []
        for one in said:
            fact, problem = shelf.read(one)
            if fact is not None:
                facts.append(fact)
            if problem is not None:
                problems.append(problem)
        return facts, problems

    def _shelf(self, path: Sequence[UUID]) -> "_Shelf":
        key = path[-1]
        shelf = self._shelves.get(key)
        if shelf is None:
            nearest: dict[str, AttributeDefinition] = {}
            for level in (*reversed(path), None):
                for one in self._by_category.get(level, ()):
                    nearest.setdefault(one.code, one)
            shelf = self._shelves[key] = _Shelf(tuple(nearest.values()))
        return shelf


class _Shelf:
    """The attributes of one category, by every name that they are called."""

    def __init__(self, definitions: tuple[AttributeDefinition, ...]) -> None:
        self.definitions = definitions
        self._named: dict[str, list[AttributeDefinition]] = {}
        for one in definitions:
            for name in dict.fromkeys(map(folded, (one.code, *one.names.values(), *one.spellings))):
                self._named.setdefault(name, []).append(one)
        self._remembered: dict[tuple[str, str, str], _Read] = {}

    def read(self, said: tuple[str, str, str]) -> _Read:
        found = self._remembered.get(said)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[said] = self._read(said)
        return found

    def _read(self, said: tuple[str, str, str]) -> _Read:
        name, value, unit = said
        candidates = self._named.get(folded(name))
        if candidates is None and (parted := _NAMED_UNIT.fullmatch(name.strip())):
            candidates = self._named.get(folded(parted[1]))
            unit = unit or (parted[2] or parted[3]).strip()
        if candidates is None:
            return _as_written(said), None
        return read_value(_meant(candidates, unit or _NUMBER.sub(r"\3", value)), value, unit, name)


def read_value(one: AttributeDefinition, value: str, unit: str = "", name: str = "") -> _Read:
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


def check_attribute(new: NewAttribute) -> None:
    """Raise AttributeInvalid, naming the field, for a definition that can't be kept so."""
    if not _CODE.fullmatch(new.code):
        raise AttributeInvalid(field="code", reason="code")
    for language in LANGUAGES:
        if not new.names.get(language, "").strip():
            raise AttributeInvalid(field=f"name_{language}", reason="empty")
        if _BAR in new.names[language]:
            raise AttributeInvalid(field=f"name_{language}", reason="bar")
    if any(_BAR in text for text in new.spellings):
        raise AttributeInvalid(field="spellings", reason="bar")
    if new.unit and (new.unit not in UNITS or new.kind != AttributeKind.NUMBER):
        raise AttributeInvalid(field="unit", reason="unit")
    if new.kind == AttributeKind.CHOICE and not new.choices:
        raise AttributeInvalid(field="choices", reason="choices", most=MOST_CHOICES)
    if new.choices and new.kind not in {AttributeKind.CHOICE, AttributeKind.TEXT}:
        raise AttributeInvalid(field="choices", reason="choices", most=MOST_CHOICES)
    if len(new.choices) > MOST_CHOICES or not all(map(_is_in_all_languages, new.choices)):
        raise AttributeInvalid(field="choices", reason="choices", most=MOST_CHOICES)
    seen: dict[str, int] = {}
    for place, choice in enumerate(new.choices):
        for text in choice:
            if seen.setdefault(folded(text), place) != place:
                raise AttributeInvalid(field="choices", reason="repeated", value=text)


def _is_in_all_languages(choice: Sequence[str]) -> bool:
    return sum(map(bool, choice[: len(LANGUAGES)])) == len(LANGUAGES)


def needs_of(new: NewAttribute) -> str:
    """Return a required attribute as a rule for cards asks for it: by any of its names."""
    names = (*(new.names[language] for language in LANGUAGES), new.code, *new.spellings)
    return _BAR.join(dict.fromkeys(names))


def folded(text: str) -> str:
    """Return a name or a choice as it is compared."""
    return " ".join(text.casefold().replace("ё", "е").split())


def choice_words(choice: Sequence[str]) -> str | dict[str, str]:
    """Return a choice as it is stored: by language, or once where it is the same in all."""
    words = choice[: len(LANGUAGES)]
    return words[0] if len(set(words)) == 1 else dict(zip(LANGUAGES, words, strict=True))


def _meant(candidates: Sequence[AttributeDefinition], unit: str) -> AttributeDefinition:
    """Return which of several attributes of one name a unit is of: days on a charge, or hours."""
    if len(candidates) == 1 or not unit:
        return candidates[0]
    same = (
        one for one in candidates if one.unit and unit_named(unit, UNITS[one.unit].measure) == UNITS[one.unit]
    )
    return next(same, candidates[0])


def _as_written(said: tuple[str, str, str]) -> Fact:
    name, value, unit = said
    return {"name": name, "value": value, "unit": unit}


class _Unreadable(ValueError):
    def __init__(self, code: AttributeFault) -> None:
        super().__init__(code)
        self.code = code


def _number(one: AttributeDefinition, text: str, unit: str) -> Any:
    """Return a number in the attribute's unit; a unit that stands behind the number counts before the one beside it."""
    found = _NUMBER.fullmatch(text)
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
