"""What a product is told by, as its card asks for it: a field for each attribute that its category has."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from django import forms
from django.http import QueryDict

from yarmarka.domain.catalogue.queries import attribute_book, categories
from yarmarka.domain.catalogue.rules.attribute_values import YES_NO, Fact, read_value
from yarmarka.domain.catalogue.rules.attributes import AttributeBook
from yarmarka.domain.catalogue.types import AttributeDefinition, AttributeKind
from yarmarka.presentation.attribute_words import choice_names, label, missing_words, problem_words
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import words_in
from yarmarka.web.seller.forms import TypedForm

_FIELD: Final = "fact_{}"


class FactsForm(TypedForm):
    """The attributes of a category. What stands stays as it is unless something else is typed."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        category: str,
        stored: Sequence[Mapping[str, Any]] = (),
        is_open: bool = True,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data, label_suffix="", auto_id="card_%s", use_required_attribute=False)
        self._is_open = is_open
        path = _path(category)
        book = attribute_book() if path else AttributeBook(())
        self.definitions = book.of(path) if path else ()
        self._stored, self._others = _sorted_out(book, path, self.definitions, stored)
        locale = current_language()
        for one in self.definitions:
            name = _FIELD.format(one.code)
            field = self.fields[name] = _field(one, locale)
            field.disabled = not is_open
            field.required = one.is_required and is_open
            field.error_messages["required"] = missing_words()
            said = self._stored.get(one.code)
            field.initial = _shown(said, locale) if said else (initial or {}).get(name, "")

    @property
    def lists(self) -> list[tuple[str, list[str]]]:
        """The known words of texts, for a field to suggest: the id of the list, its words."""
        locale = current_language()
        return [
            (_list_id(one), choice_names(one, locale))
            for one in self.definitions
            if one.kind == AttributeKind.TEXT and one.choices
        ]

    def clean(self) -> dict[str, Any]:
        """Read each value by its attribute; what is wrong is told at its field."""
        given = super().clean() or {}
        locale = current_language()
        self._read: dict[str, Fact] = {}
        for one in self.definitions if self._is_open else ():
            name = _FIELD.format(one.code)
            if name in self.errors:
                continue
            said = self._stored.get(one.code)
            typed = given.get(name, "")
            if said is not None and typed == _shown(said, locale):
                self._read[one.code] = said
                continue
            fact, problem = read_value(one, typed)
            if problem:
                self.add_error(name, problem_words(problem, locale))
            elif fact:
                self._read[one.code] = fact
        return given

    def facts(self) -> list[Fact]:
        """Return what the product is told by, with what no attribute of the category is; the form is valid."""
        return [*self._read.values(), *self._others] if self._is_open else []


def _path(category: str) -> list[UUID]:
    return next((card.path for card in categories() if str(card.id) == category), [])


def _sorted_out(
    book: AttributeBook,
    path: Sequence[UUID],
    definitions: Sequence[AttributeDefinition],
    stored: Sequence[Mapping[str, Any]],
) -> tuple[dict[str, Fact], list[Fact]]:
    """Return what is stored by the code of its attribute, and what belongs to none; each attribute once."""
    known: dict[str, Fact] = {}
    others: list[Fact] = []
    codes = {one.code for one in definitions}
    for told in stored:
        fact = _read_now(book, path, told) if path else dict(told)
        code = fact.get("code")
        if code in codes and code not in known:
            known[code] = fact
        else:
            others.append(fact)
    return known, others


def _read_now(book: AttributeBook, path: Sequence[UUID], told: Mapping[str, Any]) -> Fact:
    """Return a stored fact; what came in before its attribute was defined is read now, if it can be."""
    if "code" in told:
        return dict(told)
    name, value, unit = (words_in(told.get(part), "ru") for part in ("name", "value", "unit"))
    read, _problems = book.read(path, [(name, value, unit)])
    return read[0] if read and "code" in read[0] else dict(told)


def _field(one: AttributeDefinition, locale: str) -> forms.Field:
    told: dict[str, Any] = {"label": label(one, locale), "required": False}
    if one.kind == AttributeKind.CHOICE:
        words = choice_names(one, locale)
        return forms.ChoiceField(choices=[("", "–"), *zip(words, words, strict=True)], **told)
    if one.kind == AttributeKind.YES_NO:
        words = [words_in(YES_NO[answer], locale) for answer in (True, False)]
        return forms.ChoiceField(choices=[("", "–"), *zip(words, words, strict=True)], **told)
    field = forms.CharField(max_length=500, **told)
    if one.kind == AttributeKind.NUMBER:
        field.widget.attrs["inputmode"] = "decimal"
    elif one.choices:
        field.widget.attrs["list"] = _list_id(one)
    return field


def _list_id(one: AttributeDefinition) -> str:
    return f"words-{one.code}"


def _shown(fact: Mapping[str, Any], locale: str) -> str:
    """Return a stored value as its field has it."""
    return words_in(fact.get("value"), locale)
