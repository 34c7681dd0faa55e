"""Requests as Stripe takes them: forms whose names nest, `line_items[0][price_data][currency]=gbp`."""

import re
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from werkzeug.wrappers import Request

from yarmarka.simulators.shared.fields import Fields
from yarmarka.simulators.shared.refusals import invalid

_PART: Final = re.compile(r"[^\[\]]+")
_MOST_MINOR: Final = 99_999_999


def form_fields(request: Request) -> Fields:
    """Return the fields of a request's form; a list becomes an object whose names are its positions."""
    nested: dict[str, Any] = {}
    for name, value in parse_qsl(request.get_data(as_text=True), keep_blank_values=True):
        *path, last = _PART.findall(name) or [name]
        place = nested
        for part in path:
            place = place.setdefault(part, {})
            if not isinstance(place, dict):
                raise invalid(name, "This name is used for a value and for an object.")
        place[last] = value
    return Fields(nested)


def minor(asked: Fields, name: str) -> int:
    """Return an amount in minor units."""
    text = asked.text(name, longest=20)
    if not (text.isascii() and text.isdigit() and 0 < int(text) <= _MOST_MINOR):
        raise asked.wrong(name, "A whole number of minor units is wanted.")
    return int(text)


def currency(asked: Fields, name: str = "currency") -> str:
    """Return a currency; they write it in small letters."""
    return asked.one_of(name, ("gbp", "eur", "usd"))


def mapping(asked: Fields, name: str) -> dict[str, Any]:
    """Return an object of texts as it came; an absent one is empty."""
    value = asked.only(name)[name]
    return dict(value) if isinstance(value, Mapping) else {}
