"""What is sold in the demo world: twelve aisles with some twelve things in each, described in three languages.

They stand in `goods/`, a file per aisle in the order below, and `facts.toml` names the facts that they are told by.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import msgspec

from yarmarka.demo.shape import LANGUAGES, Aisle, Shelf, Thing, Vocabulary
from yarmarka.vocabulary.goods import TextOrigin

_HERE: Final = Path(__file__).parent
_ORDER: Final = (
    "phones",
    "sound",
    "computers",
    "photo",
    "home",
    "kitchen",
    "tea",
    "clothes",
    "shoes",
    "beauty",
    "toys",
    "tools",
)
#: what needs no translation: figures, and what is written between them
_NO_WORDS: Final = re.compile(r"[\d\s×.,–−+%-]+")


@cache
def aisles() -> tuple[Aisle, ...]:
    """Return all that is sold. Raises msgspec.ValidationError naming the field for what is not in form."""
    return tuple(
        msgspec.toml.decode((_HERE / "goods" / f"{name}.toml").read_bytes(), type=Aisle) for name in _ORDER
    )


@cache
def vocabulary() -> Vocabulary:
    """Return the facts that things are told by, and the words in them."""
    return msgspec.toml.decode((_HERE / "facts.toml").read_bytes(), type=Vocabulary)


def things() -> tuple[Thing, ...]:
    """Return every thing, aisle by aisle."""
    return tuple(thing for aisle in aisles() for thing in aisle.things)


def names_of(shelf: Aisle | Shelf) -> dict[str, str]:
    """Return a category's name by language."""
    return {language: getattr(shelf, language) for language in LANGUAGES}


def titles_of(thing: Thing) -> dict[str, str]:
    """Return a thing's title by language."""
    return {language: getattr(thing, language)[0] for language in LANGUAGES}


def descriptions_of(thing: Thing) -> dict[str, str]:
    """Return a thing's description by language."""
    return {language: getattr(thing, language)[1] for language in LANGUAGES}


def origins_of(thing: Thing) -> dict[str, dict[str, str]]:
    """Return whose words a thing's texts are, where they aren't its seller's own."""
    by_machine = dict.fromkeys(thing.machine, TextOrigin.MACHINE.value)
    return {"titles": by_machine, "descriptions": dict(by_machine)} if by_machine else {}


def attributes_of(thing: Thing) -> list[dict[str, Any]]:
    """Return a thing's facts as the catalogue takes them. Raises KeyError for a fact or a word that nobody named."""
    return [_attribute(code, value) for code, value in thing.facts.items()]


def _attribute(code: str, value: float | str) -> dict[str, Any]:
    named = vocabulary().facts[code]
    names = {language: named[language][0] for language in LANGUAGES}
    units = {language: named[language][1] for language in LANGUAGES}
    if isinstance(value, str):
        return {"code": code, "name": names, "value": _in_languages(value), "unit": ""}
    return {"code": code, "name": names, "value": value, "unit": units if any(units.values()) else ""}


def _in_languages(value: str) -> str | dict[str, str]:
    known = vocabulary()
    if value in known.neutral or _NO_WORDS.fullmatch(value):
        return value
    return msgspec.to_builtins(known.words[value])  # type: ignore[no-any-return]
