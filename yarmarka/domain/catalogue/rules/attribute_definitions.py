"""What an attribute's definition must be, and what a rule for cards asks for where it is required."""

import re
from collections.abc import Sequence
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
