"""What a reader of a page sees, and which of its words are not in their language."""

import re
from collections.abc import Collection, Iterator
from html.parser import HTMLParser
from typing import Any, Final

from django.apps import apps
from django.db.models import CharField, JSONField, TextField

#: attributes that are read out or shown
_SAID: Final = frozenset({"alt", "title", "aria-label", "placeholder", "data-label"})
#: what nobody reads, or what is no language: code, drawings, what somebody typed
_UNREAD: Final = frozenset({"script", "style", "svg", "code", "pre", "kbd", "samp", "textarea"})
_VOID: Final = frozenset({"meta", "link", "input", "img", "br", "hr", "source", "wbr", "col", "area", "base"})
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
        "TB Yarmarka yarmarka verify migrate PostgreSQL Stripe Google Merchant Center CommerceML ZIP",
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


def text_of(html: str) -> list[str]:
    """Return the texts of a page as they are read: those of elements, and those of attributes."""
    reader = _Reader()
    reader.feed(html)
    return reader.texts


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


class _Reader(HTMLParser):
    """Collects texts; skips what is marked as being in another language than the page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._skipped = 0
        self._page_language = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self._page_language = given.get("lang") or ""
        is_other = given.get("lang") not in {None, self._page_language}
        if self._skipped or tag in _UNREAD or is_other:
            self._skipped += tag not in _VOID
            return
        self.texts += [str(given[name]) for name in _SAID if given.get(name)]
        if tag == "meta" and given.get("name") == "description":
            self.texts.append(given.get("content") or "")
        if tag == "input" and given.get("type") in {"submit", "button", "reset"}:
            self.texts.append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if self._skipped and tag not in _VOID:
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        if not self._skipped and data.strip():
            self.texts.append(" ".join(data.split()))


class Doors(HTMLParser):
    """Where a page leads: its links, and its forms that ask for something to be typed."""

    _TYPED: Final = frozenset({"text", "email", "password", "number", "tel", "file", "search", "date"})

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        #: where forms and single buttons of theirs lead
        self.actions: list[str] = []
        #: address → the fields of a form as a page gives them, what is typed left empty
        self.forms: dict[str, dict[str, str]] = {}
        self._form: dict[str, str] | None = None
        self._action, self._is_typed = "", False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        elif tag == "button" and given.get("formaction"):
            self.actions.append(given["formaction"])
        elif tag == "form":
            self.actions.append(given.get("action", ""))
            self._form = {} if given.get("method", "").lower() == "post" else None
            self._action, self._is_typed = given.get("action", ""), False
        elif self._form is not None and tag in {"input", "textarea", "select"} and given.get("name"):
            kind = given.get("type", "text") if tag == "input" else tag
            is_typed = kind in self._TYPED or tag == "textarea"
            self._is_typed |= is_typed
            if kind not in {"checkbox", "radio", "file", "select"}:
                self._form[given["name"]] = "" if is_typed else given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            if self._form is not None and self._is_typed:
                self.forms[self._action] = self._form
            self._form = None
