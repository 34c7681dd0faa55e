"""The form by which staff define what goods of a category are told by."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.catalogue.rules.attribute_definitions import faults_of
from yarmarka.domain.catalogue.types import AttributeDefinition, AttributeKind, NewAttribute
from yarmarka.presentation.attribute_words import KINDS, unit_words
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.vocabulary.units import UNITS
from yarmarka.web.shared.telling import add_problem

_BETWEEN = "|"


class AttributeForm(forms.Form):
    """What goods of a category and of all below it are told by."""

    category = forms.ChoiceField(label=_("Category, with all below it"), required=False)
    code = forms.CharField(
        label=pgettext_lazy("of an attribute", "Code"),
        max_length=40,
        help_text=_("Small Latin letters, digits and _: by it feeds and apps know the attribute."),
    )
    name_ru = forms.CharField(label=_("Name · Русский"), max_length=60)
    name_en = forms.CharField(label=_("Name · English"), max_length=60)
    name_zh = forms.CharField(label=_("Name · 中文"), max_length=60)
    spellings = forms.CharField(
        label=_("Sellers also call it"),
        required=False,
        max_length=1_000,
        help_text=_("With commas between them: <code>ёмкость, capacity, 电池</code>."),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("of an attribute", "Its values are"), choices=list(KINDS.items())
    )
    unit = forms.ChoiceField(
        label=_("Unit"),
        required=False,
        help_text=_("Of numbers. What sellers give in another unit of the same measure is brought to it."),
    )
    choices = forms.CharField(
        label=_("Words that it can be"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "A line for each: Russian | English | Chinese | other spellings. Of a text they are known words, "
            "and others may be written, too."
        ),
    )
    is_required = forms.BooleanField(label=_("Goods of the category aren't sold without it"), required=False)

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named | {"label_suffix": ""})
        locale = current_language()
        self._offer("category", [("", _("All goods")), *shelf_choices(locale)])
        units = [(code, unit_words(code, locale)) for code in UNITS]
        self._offer("unit", [("", "–"), *units])

    def clean(self) -> None:
        """Say all that is wrong at once: at most one thing of a field."""
        if "kind" not in self.cleaned_data:
            return
        for fault in faults_of(self.definition()):
            if fault.field not in self.errors:
                add_problem(self, fault)

    def definition(self) -> NewAttribute:
        """Return what was filled in; what was not is empty."""
        given = dict.fromkeys(self.fields, "") | self.cleaned_data
        return NewAttribute(
            code=given["code"].strip(),
            category_id=UUID(given["category"]) if given["category"] else None,
            names={language: given[f"name_{language}"].strip() for language in LANGUAGES},
            kind=AttributeKind(given["kind"]),
            unit=given["unit"],
            choices=tuple(_lines(given["choices"])),
            spellings=tuple(_list(given["spellings"])),
            is_required=bool(given["is_required"]),
        )

    def _offer(self, field: str, choices: list[tuple[str, Any]]) -> None:
        asked = self.fields[field]
        assert isinstance(asked, forms.ChoiceField)
        asked.choices = choices


def initial_of(one: AttributeDefinition) -> dict[str, Any]:
    """Return a definition as its form shows it."""
    return {
        **{f"name_{language}": text for language, text in one.names.items()},
        "category": str(one.category_id or ""),
        "code": one.code,
        "spellings": ", ".join(one.spellings),
        "kind": one.kind,
        "unit": one.unit,
        "choices": "\n".join(f" {_BETWEEN} ".join(choice) for choice in one.choices),
        "is_required": one.is_required,
    }


def shelf_choices(locale: str) -> list[tuple[str, str]]:
    """Return the categories with those above them in their names, as people look for them."""
    known = {card.id: card for card in categories()}
    named = [
        (
            str(card.id),
            " › ".join(in_language(known[key].names, locale) for key in card.path if key in known),
        )
        for card in known.values()
    ]
    return sorted(named, key=lambda one: one[1])


def _lines(text: str) -> Iterable[tuple[str, ...]]:
    for line in text.splitlines():
        words = [word.strip() for word in line.split(_BETWEEN)]
        if any(words):
            # A word that is missing keeps its place: the next language's must not slip into it.
            yield (*words[: len(LANGUAGES)], *filter(None, words[len(LANGUAGES) :]))


def _list(text: str) -> list[str]:
    return [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]
