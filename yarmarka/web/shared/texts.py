"""What the house says at length: help and rules, written in a file for each language, with numbers from the code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel.lists import format_list
from django.conf import settings
from django.template import Context, Engine
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from markdown_it import MarkdownIt

from yarmarka.domain.accounts.rules import EXPORT_LASTS, FORGET_AFTER
from yarmarka.domain.shipping.queries import protection_days
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.dates import format_span
from yarmarka.presentation.locales import cldr
from yarmarka.vocabulary.places import COUNTRIES

_FOLDER: Final = Path(__file__).parent / "texts"
_SOURCE_LANGUAGE: Final = "en"
#: text is CommonMark with tables; what looks like HTML in it is shown, not obeyed
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table")

#: articles in the order of the help page
ARTICLES: Final = ("delivery", "price", "protection", "returns", "payment", "account", "reviews", "selling")
#: documents in the order of the rules' navigation; the first is what a person agrees to when they sign up
DOCUMENTS: Final = ("terms", "privacy", "cookies", "returns", "sellers")


@dataclass(frozen=True)
class Text:
    """A text in one language, before its numbers are put in."""

    title: str
    lead: str
    body: str


@cache
def article(slug: str, language: str) -> Text:
    """Return a help article. Raises FileNotFoundError for one that there is not."""
    return _read(_FOLDER / "help", slug, language)


@cache
def document(slug: str, version: date, language: str) -> Text:
    """Return rules as they were from a date on. Raises FileNotFoundError for a version that never was."""
    return _read(_FOLDER / "rules" / slug, version.isoformat(), language)


@cache
def versions(slug: str) -> tuple[date, ...]:
    """Return since when there were new versions of a document, newest first."""
    named = {path.name.split(".")[0] for path in (_FOLDER / "rules" / slug).glob("*.md")}
    return tuple(sorted(map(date.fromisoformat, named), reverse=True))


def as_html(text: Text, facts: Mapping[str, Any]) -> SafeString:
    """Return a text's body as HTML with its numbers and addresses put in."""
    return SafeString(_MARKDOWN.render(_filled(text.body, facts)))


def lead_of(text: Text, facts: Mapping[str, Any]) -> str:
    """Return the sentence that says it all, with its numbers."""
    return _filled(text.lead, facts)


def facts_for_texts(language: str, *, now: datetime) -> dict[str, Any]:
    """Return what texts may name, worded in a language: the numbers and addresses that the code itself uses."""
    return {
        "protection": _days(*protection_days(now=now), language),
        "unpaid": format_span(round(settings.UNPAID_ORDER_MINUTES), "minute", language),
        "forget_after": _days(FORGET_AFTER.days, FORGET_AFTER.days, language),
        "export_lasts": _days(EXPORT_LASTS.days, EXPORT_LASTS.days, language),
        "currencies": _all_of(settings.CURRENCIES, language),
        "countries": _all_of([country_name(code, language) for code in COUNTRIES], language),
        "support_email": settings.SUPPORT_EMAIL,
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
        "language_cookie": settings.LANGUAGE_COOKIE_NAME,
        "is_demo": not settings.IS_PRODUCTION,
        "help_returns": reverse("help_article", args=["returns"]),
        "rules_returns": reverse("rules_document", args=["returns"]),
        "data_url": _address("me:data") or reverse("shop:orders"),
        "consents_url": _address("shop:consents"),
        "apply_url": _address("seller:apply"),
        "disclaimer": gettext(
            "This is an example text. Have it checked by counsel before you trade under it."
        ),
    }


def _read(folder: Path, name: str, language: str) -> Text:
    path = folder / f"{name}.{language}.md"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.exists():
        path = folder / f"{name}.{_SOURCE_LANGUAGE}.md"
    title, lead, body = path.read_text(encoding="utf-8").split("\n", 2)
    return Text(title.removeprefix("# "), lead.removeprefix("> "), body)


def _filled(text: str, facts: Mapping[str, Any]) -> str:
    return Engine.get_default().from_string(text).render(Context(dict(facts), autoescape=False))


def _days(first: int, last: int, language: str) -> str:
    words = format_span(last, "day", language)
    return words if first == last else f"{first}–{words}"


def _all_of(names: Any, language: str) -> str:
    return format_list(list(names), style="standard", locale=cldr(language))


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
