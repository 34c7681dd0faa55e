"""What goods are told by is read anew once its attributes are defined otherwise; what can't be read stays as it is."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from yarmarka.domain.catalogue.rules.attribute_values import Fact
from yarmarka.domain.catalogue.rules.attributes import AttributeBook
from yarmarka.vocabulary.goods import words_in


def read_again(book: AttributeBook, path: Sequence[UUID], facts: Iterable[Mapping[str, Any]]) -> list[Fact]:
    """Return stored facts as the definitions in force read them: under their names of today, in their units of today.

    A fact that is told in several languages keeps its words where no list knows them.
    """
    return [_read(book, path, dict(fact)) for fact in facts]


def _read(book: AttributeBook, path: Sequence[UUID], fact: Fact) -> Fact:
    name = str(fact.get("code") or words_in(fact.get("name"), "ru"))
    value = fact.get("value")
    said = (name, words_in(value, "ru"), words_in(fact.get("unit"), "ru"))
    facts, problems = book.read(path, [said])
    if problems or not facts or "code" not in facts[0]:
        return fact
    is_worded = isinstance(value, Mapping) and not isinstance(facts[0]["value"], Mapping)
    return facts[0] | {"value": value} if is_worded else facts[0]
