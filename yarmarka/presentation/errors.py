"""Errors in words: what happened, why, and what to do; for pages and for the API alike."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils.translation import gettext, override

from yarmarka.kernel.errors import YarmarkaError
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.dates import format_day, format_moment
from yarmarka.presentation.document_words import document_name
from yarmarka.presentation.error_words import FIELDS, GENERAL, WORDS
from yarmarka.presentation.money import format_money
from yarmarka.vocabulary.goods import LANGUAGES, in_language
from yarmarka.vocabulary.money import Money

#: How a kind of fact reads in a sentence; an instant is also a date, so it stands first.
_WORDINGS: Final[dict[type, Callable[[Any, str], str]]] = {
    Money: lambda amount, locale: format_money(amount.minor, amount.currency, locale),
    datetime: format_moment,
    date: format_day,
}
#: facts that are codes, by their names, and what they are called
_CODES: Final[dict[str, Callable[[str, str], str]]] = {
    "country": country_name,
    "documents": lambda kind, locale: document_name(kind),
}


@dataclass(frozen=True)
class Explanation:
    """An error as its reader sees it. `field` is the machine name of the input at fault, if any."""

    code: str
    status: int
    title: str
    reason: str
    remedy: str
    field: str | None


def explain(error: YarmarkaError, locale: str) -> Explanation:
    """Return the error in words of a language; a code without words of its own gets a general text."""
    words = WORDS.get(f"{error.code}.{error.facts.get('reason')}") or WORDS.get(error.code, GENERAL)
    with override(locale):
        facts = _Facts(said(error.facts, locale), field=_field_name(error.field))
        title, reason, remedy = (str(text) % facts if text else "" for text in words)
    return Explanation(error.code, error.status, title, reason, remedy, error.field)


def as_json(error: YarmarkaError, locale: str) -> dict[str, Any]:
    """Return the error for the API: {code, field, reason, remedy, facts}, JSON through and through."""
    words = explain(error, locale)
    return {
        "code": error.code,
        "field": error.field,
        "reason": words.reason or words.title,
        "remedy": words.remedy,
        # What is missing looks alike everywhere: to say what it was would say that it is there.
        "facts": {} if error.status == 404 else {name: _plain(value) for name, value in error.facts.items()},
    }


def said(facts: Mapping[str, Any], locale: str) -> dict[str, str]:
    """Return facts ready for a sentence: `price_minor` with `currency` reads as money, instants as moments."""
    currency = str(facts.get("currency", ""))
    return {name: _said(name, value, currency, locale) for name, value in facts.items()}


def _said(name: str, value: Any, currency: str, locale: str) -> str:
    if name.endswith("_minor") and currency and isinstance(value, int):
        return format_money(value, currency, locale)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_said(name, item, currency, locale) for item in value)
    if name in _CODES:
        return _CODES[name](str(value), locale)
    if isinstance(value, Mapping) and value.keys() <= set(LANGUAGES):
        return in_language(value, locale)
    for kind, wording in _WORDINGS.items():
        if isinstance(value, kind):
            return wording(value, locale)
    return str(value)


def _field_name(field: str | None) -> str:
    if not field:
        return gettext("the request")
    known = FIELDS.get(field.rsplit(".", 1)[-1])
    return str(known) if known else field


def _plain(value: Any) -> Any:
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return str(value)


class _Facts(dict[str, str]):
    """Facts for %-formatting; one that the raiser left out reads as a dash, since an error must never raise."""

    def __init__(self, facts: dict[str, str], *, field: str) -> None:
        super().__init__({"field": field, **facts})

    def __missing__(self, name: str) -> str:
        return "–"
