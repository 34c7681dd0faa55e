"""What an attribute's definition must be, and what a rule for cards asks for where it is required."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from yarmarka.domain.catalogue.errors import AttributeInvalid
from yarmarka.domain.catalogue.rules.attribute_values import folded
from yarmarka.domain.catalogue.types import AttributeKind, NewAttribute
from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.units import UNITS

MOST_CHOICES: Final = 200
#: names become what a rule for cards asks for, which parts them by this sign
_BAR: Final = "|"
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def check_attribute(new: NewAttribute) -> None:
    """Raise AttributeInvalid, naming the field, for a definition that can't be kept so."""
    for fault in faults_of(new):
        raise fault


def faults_of(new: NewAttribute) -> Iterator[AttributeInvalid]:
    """Yield all that is wrong with a definition, each naming its field."""
    if not _CODE.fullmatch(new.code):
        yield AttributeInvalid(field="code", reason="code")
    for language in LANGUAGES:
        name = new.names.get(language, "").strip()
        if not name:
            yield AttributeInvalid(field=f"name_{language}", reason="empty")
        if _BAR in name:
            yield AttributeInvalid(field=f"name_{language}", reason="bar")
    if any(_BAR in text for text in new.spellings):
        yield AttributeInvalid(field="spellings", reason="bar")
    if new.unit and (new.unit not in UNITS or new.kind != AttributeKind.NUMBER):
        yield AttributeInvalid(field="unit", reason="unit")
    if _are_choices_wrong(new):
        yield AttributeInvalid(field="choices", reason="choices", most=MOST_CHOICES)
    if (twice := _said_twice(new.choices)) is not None:
        yield AttributeInvalid(field="choices", reason="repeated", value=twice)


def _are_choices_wrong(new: NewAttribute) -> bool:
    """Test if there are words where none belong, none where some do, too many, or one that lacks a language."""
    if not new.choices:
        return new.kind == AttributeKind.CHOICE
    takes_words = new.kind in {AttributeKind.CHOICE, AttributeKind.TEXT}
    return (
        not takes_words or len(new.choices) > MOST_CHOICES or not all(map(_is_in_all_languages, new.choices))
    )


def _said_twice(choices: Sequence[Sequence[str]]) -> str | None:
    """Return what two of the words are called."""
    seen: dict[str, int] = {}
    for place, choice in enumerate(choices):
        for text in choice:
            if seen.setdefault(folded(text), place) != place:
                return text
    return None


def _is_in_all_languages(choice: Sequence[str]) -> bool:
    return sum(map(bool, choice[: len(LANGUAGES)])) == len(LANGUAGES)


def needs_of(new: NewAttribute) -> str:
    """Return a required attribute as a rule for cards asks for it: by any of its names."""
    names = (*(new.names[language] for language in LANGUAGES), new.code, *new.spellings)
    return _BAR.join(dict.fromkeys(names))
