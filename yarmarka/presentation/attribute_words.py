"""What types of attributes, their units and their values are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.catalogue.types import AttributeDefinition, AttributeKind, AttributeProblem
from yarmarka.presentation.feed_words import WORDS
from yarmarka.vocabulary.goods import LANGUAGES, in_language, words_in
from yarmarka.vocabulary.units import UNITS, asked_for

KINDS: Final[Mapping[str, Promise | str]] = {
    AttributeKind.NUMBER: pgettext_lazy("type of an attribute", "number"),
    AttributeKind.TEXT: pgettext_lazy("type of an attribute", "text"),
    AttributeKind.CHOICE: pgettext_lazy("type of an attribute", "one of a list"),
    AttributeKind.YES_NO: pgettext_lazy("type of an attribute", "yes or no"),
}


def unit_words(code: str, locale: str) -> str:
    """Return what a unit is called where it is chosen or typed; nothing for none."""
    return in_language(asked_for(UNITS[code]), locale) if code in UNITS else ""


def choice_names(one: AttributeDefinition, locale: str) -> list[str]:
    """Return the words of a closed or an open list, in a language."""
    place = LANGUAGES.index(locale) if locale in LANGUAGES else 0
    return [choice[place] for choice in one.choices]


def label(one: AttributeDefinition, locale: str) -> str:
    """Return an attribute's name with its unit, as a form asks for it."""
    return ", ".join(filter(None, (in_language(one.names, locale), unit_words(one.unit, locale))))


def problem_words(problem: AttributeProblem, locale: str) -> str:
    """Return what is wrong with a value and what to do, for the field where it was typed."""
    title, remedy = WORDS[problem.code]
    facts = {name: words_in(value, locale) for name, value in problem.facts.items()}
    return f"{str(title) % facts} {str(remedy) % facts}"


def missing_words() -> str:
    """Return what is said of a required attribute that a card leaves out."""
    return _("Goods of this category aren't sold without it.")
