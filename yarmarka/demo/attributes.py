"""What goods of the demo world are told by: the definitions that a feed, a card and staff find there."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

import msgspec

from yarmarka.demo.goods import vocabulary
from yarmarka.demo.shape import LANGUAGES
from yarmarka.domain.catalogue.types import AttributeKind, NewAttribute

_FILE: Final = Path(__file__).parent / "attributes.toml"


class _Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    kind: AttributeKind
    unit: str = ""
    #: slugs of categories; none stands for all goods
    on: list[str] = []
    needed_on: list[str] = []
    known: list[str] = []
    also: list[str] = []
    words: dict[str, list[str]] = {}


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    attributes: dict[str, _Told]


@cache
def _told() -> Mapping[str, _Told]:
    return msgspec.toml.decode(_FILE.read_bytes(), type=_File).attributes


def attributes_for(shelves: Mapping[str, UUID]) -> Iterator[NewAttribute]:
    """Yield the definitions; `shelves` are categories by slug. Raises KeyError for a category, fact or word unknown."""
    for code, told in _told().items():
        for slug in told.on or [""]:
            yield _definition(code, told, shelves[slug] if slug else None, is_required=False)
        for slug in told.needed_on:
            yield _definition(code, told, shelves[slug], is_required=True)


def _definition(code: str, told: _Told, category_id: UUID | None, *, is_required: bool) -> NewAttribute:
    named = vocabulary().facts[code]
    return NewAttribute(
        code=code,
        category_id=category_id,
        names={language: named[language][0] for language in LANGUAGES},
        kind=told.kind,
        unit=told.unit,
        choices=tuple(_choice(word, told.words.get(word, [])) for word in told.known),
        spellings=tuple(told.also),
        is_required=is_required,
    )


def _choice(word: str, also: list[str]) -> tuple[str, ...]:
    words = vocabulary().words[word]
    return (words.ru, words.en, words.zh, *also)
