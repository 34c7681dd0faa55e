"""What a reader of a page sees, and which of its words are not in their language."""

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

from django.apps import apps
from django.db.models import CharField, JSONField, TextField
from lxml import etree
from lxml.html import HtmlElement

#: attributes that are read out or shown
_SAID: Final = frozenset({"alt", "title", "aria-label", "placeholder", "data-label"})
#: what nobody reads, or what is no language: code, drawings, what somebody typed
_UNREAD: Final = frozenset({"script", "style", "svg", "code", "pre", "kbd", "samp", "textarea"})
_PRESSED: Final = frozenset({"submit", "button", "reset"})
#: the scripts of each language's words; what stands in another's is foreign
_LATIN, _CYRILLIC, _HAN = r"[A-Za-z][A-Za-z’']+", r"[А-Яа-яЁё]{2,}", r"[一-鿿]+"
_FOREIGN: Final = {
    "ru": re.compile(f"{_LATIN}|{_HAN}"),
    "en": re.compile(f"{_CYRILLIC}|{_HAN}"),
    "zh": re.compile(f"{_LATIN}|{_CYRILLIC}"),
}
#: addresses, domains, e-mail, long identifiers of ours, numbers with letters in them
_IDENTIFIERS: Final = re.compile(
    r"https?://\S+|\S+@\S+|\b[a-z]{2,3}_\w+|\S*\d\S*|/\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}\b"
)
#: what is written so in every language: formats, registers, standards, currencies, countries' codes, names
SAME_EVERYWHERE: Final = frozenset(
    word.casefold()
    for line in (
        "YML CSV XLSX PDF XML JSON JPEG PNG WebP AVIF GIF API URL QR UUID HTTP IBAN BIC VAT INN USCC OGRN OGRNIP KPP",
        "VKN MERSIS HRB HS ISO GTIN EAN UTC MSK MB pain SMS TOTP PIN USB cookie RUB CNY USD EUR GBP US DE TR RU CN GB",
        "KZ TB Yarmarka yarmarka verify migrate PostgreSQL Stripe Google Merchant Center CommerceML ZIP",
        "UPC EGRUL EGRIP Handelsregister vergi levhas dpi",
        "IOSS DAP DDP Incoterms https EU EAEU EO",
        # Languages are called as they call themselves.
        "Русский English 中文",
        # A key is called as it is written on it.
        "Enter",
        # Django's own Chinese says so.
        "Email",
    )
    for word in line.split()
)
#: a phrase's innards, or a value that nobody turned into words
_BROKEN: Final = re.compile(r"%\(|\{\{|\{%|\bNone\b(?! [a-z]|\.)|\bTrue\b|\bFalse\b|\[\]|<object|&lt;")


def texts_in(page: HtmlElement) -> list[str]:
    """Return the texts of a page as they are read: those of elements, and those of attributes.

    What is marked as being in another language than the page is left out.
    """
    texts: list[str] = []
    language = page.get("lang")
    left_out = 0
    for moment, one in etree.iterwalk(page, events=("start", "end", "comment")):
        is_left_out = moment != "comment" and (one.tag in _UNREAD or one.get("lang", language) != language)
        if moment != "start":
            left_out -= is_left_out
            if not left_out and (tail := one.tail) and not tail.isspace():
                texts.append(" ".join(tail.split()))
            continue
        left_out += is_left_out
        if left_out:
            continue
        texts += [one.get(name) for name in _SAID if one.get(name)]
        if one.tag == "meta" and one.get("name") == "description":
            texts.append(one.get("content") or "")
        if one.tag == "input" and one.get("type") in _PRESSED:
            texts.append(one.get("value") or "")
        if (text := one.text) and not text.isspace():
            texts.append(" ".join(text.split()))
    return texts


def foreign_words(texts: Collection[str], language: str, *, data: frozenset[str] = frozenset()) -> list[str]:
    """Return the words that are not in the language, each before its text; data and what is the same everywhere are."""
    found = []
    for text in texts:
        plain = _IDENTIFIERS.sub(" ", text)
        words = _FOREIGN[language].findall(plain)
        strange = [word for word in words if not {word.strip("’'").casefold()} & (SAME_EVERYWHERE | data)]
        if strange or _BROKEN.search(text):
            found.append(f"{' '.join(strange)} ← {text[:120]}")
    return found


def words_in_tables() -> frozenset[str]:
    """Return the words that people wrote into the tables: names, titles, addresses. Codes of ours are none."""
    words = set()
    for text in _texts_in_tables():
        if not re.fullmatch(r"[a-z_.]*", text):
            words |= {word.casefold() for word in re.findall(rf"{_LATIN}|{_CYRILLIC}|{_HAN}", text)}
    return frozenset(words)


def _texts_in_tables() -> Iterator[str]:
    for model in apps.get_models():
        if model._meta.app_label in {"kernel", "procrastinate", "auth", "contenttypes", "sessions", "admin"}:
            continue
        fields = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField | JSONField) and not field.choices
        ]
        if not model._meta.managed or not fields:
            continue
        for row in model._default_manager.values_list(*fields):
            for value in row:
                yield from _leaves(value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, leaf in value.items():
            yield str(key)
            yield from _leaves(leaf)
    elif isinstance(value, list | tuple):
        for leaf in value:
            yield from _leaves(leaf)


class Doors:
    """Where a page leads: its links, and its forms that ask for something to be typed."""

    _TYPED: Final = frozenset({"text", "email", "password", "number", "tel", "file", "search", "date"})

    def __init__(self, page: HtmlElement) -> None:
        self.links: list[str] = [one.get("href") for one in page.iter("a") if one.get("href")]
        #: where forms and single buttons of theirs lead
        self.actions: list[str] = [
            one.get("formaction") for one in page.iter("button") if one.get("formaction")
        ]
        #: address → the fields of a form as a page gives them, what is typed left empty
        self.forms: dict[str, dict[str, str]] = {}
        for form in page.iter("form"):
            self.actions.append(form.get("action", ""))
            if form.get("method", "").lower() == "post":
                self._take(form)

    def _take(self, form: HtmlElement) -> None:
        fields, asks = {}, False
        for one in form.iter("input", "textarea", "select"):
            if not one.get("name"):
                continue
            kind = one.get("type", "text") if one.tag == "input" else one.tag
            is_typed = kind in self._TYPED or kind == "textarea"
            asks |= is_typed
            if kind not in {"checkbox", "radio", "file", "select"}:
                fields[one.get("name")] = "" if is_typed else one.get("value", "")
        if asks:
            self.forms[form.get("action", "")] = fields
