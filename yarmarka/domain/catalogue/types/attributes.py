"""What goods of a category are told by: definitions, and what can be wrong with a value."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from yarmarka.vocabulary.goods import LANGUAGES
from yarmarka.vocabulary.units import UNITS, asked_for


class AttributeKind(StrEnum):
    """What the values of an attribute are."""

    NUMBER = "number"
    TEXT = "text"
    CHOICE = "choice"
    YES_NO = "yes_no"


class AttributeFault(StrEnum):
    """Why an attribute's value can't be read; `presentation.feed_words` has the words."""

    NOT_A_NUMBER = "attribute_not_a_number"
    COMMA_UNCLEAR = "attribute_comma_unclear"
    TOO_LARGE = "attribute_too_large"
    UNIT_UNKNOWN = "attribute_unit_unknown"
    UNIT_OF_ANOTHER_MEASURE = "attribute_unit_of_another_measure"
    NOT_A_CHOICE = "attribute_not_a_choice"
    NOT_YES_OR_NO = "attribute_not_yes_or_no"
    TOO_LONG = "attribute_too_long"


@dataclass(frozen=True)
class NewAttribute:
    """What goods of a category and of all below it are told by; without a category, all goods.

    `choices` are the values that there are, each by its word in Russian, English and Chinese, then how else it is
    written; of a text they are only the words that are known in all languages, and others may be written, too.
    Numbers are kept in `unit`, a code of `vocabulary.units`; none means a mere count.
    """

    code: str
    category_id: UUID | None
    names: Mapping[str, str]
    kind: AttributeKind
    unit: str = ""
    choices: tuple[tuple[str, ...], ...] = ()
    #: how else sellers call it
    spellings: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True)
class AttributeDefinition(NewAttribute):
    """A definition that was written down: by whom and when, and when and by whom it was ended."""

    id: UUID = field(kw_only=True)
    #: the rule for cards that asks for it, if it is required
    rule_id: UUID | None = field(default=None, kw_only=True)
    made_at: datetime = field(kw_only=True)
    made_by: UUID | None = field(default=None, kw_only=True)
    ended_at: datetime | None = field(default=None, kw_only=True)
    ended_by: UUID | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class ToldProduct:
    """What a product is told by, as it is stored."""

    id: UUID
    category_path: list[UUID]
    attributes: list[dict[str, Any]]


@dataclass(frozen=True)
class AttributeProblem:
    """A value that can't be read: why, as what the seller called it, and of which attribute."""

    code: AttributeFault
    said_as: str
    definition: AttributeDefinition
    value: str
    unit: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        """What words need: by language where it is said in several."""
        own = UNITS[self.definition.unit or "pcs"]
        choices = {
            language: ", ".join(choice[place] for choice in self.definition.choices[:12])
            for place, language in enumerate(LANGUAGES)
        }
        return {
            "attribute": dict(self.definition.names),
            "value": " ".join(filter(None, (self.value, self.unit))),
            "unit": asked_for(own),
            "choices": choices if self.definition.choices else "",
        }
