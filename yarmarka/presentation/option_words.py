"""What tells one make of a product from another, in the reader's language: `Colour: graphite, Size: 42`.

Sellers' words stand in the catalogue as they were given. Those that are common in the trade are known here by their
English name and said in every language; any other is shown as it is.
"""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from yarmarka.presentation.locales import cldr, current_language

NAMES: Final[Mapping[str, str | Promise]] = {
    "colour": pgettext_lazy("option", "Colour"),
    "size": pgettext_lazy("option", "Size"),
    "memory": pgettext_lazy("option", "Storage"),
    "storage": pgettext_lazy("option", "Disk"),
    "length": pgettext_lazy("option", "Length"),
    "height": pgettext_lazy("option", "For a height of"),
    "diameter": pgettext_lazy("option", "Diameter"),
    "volume": pgettext_lazy("option", "Volume"),
    "weight": pgettext_lazy("option", "Weight"),
    "pieces": pgettext_lazy("option", "In the pack"),
    "kind": pgettext_lazy("option", "Kind"),
    "taste": pgettext_lazy("option", "Taste"),
    "set": pgettext_lazy("option", "Set"),
    "finish": pgettext_lazy("option", "Finish"),
    "switches": pgettext_lazy("option", "Switches"),
}
VALUES: Final[Mapping[str, str | Promise]] = {
    "amber": pgettext_lazy("option", "amber"),
    "black": pgettext_lazy("option", "black"),
    "brass": pgettext_lazy("option", "brass"),
    "celadon": pgettext_lazy("option", "celadon"),
    "chestnut": pgettext_lazy("option", "chestnut"),
    "coloured": pgettext_lazy("option", "coloured"),
    "coral": pgettext_lazy("option", "coral"),
    "forest green": pgettext_lazy("option", "forest green"),
    "graphite": pgettext_lazy("option", "graphite"),
    "grey": pgettext_lazy("option", "grey"),
    "jade green": pgettext_lazy("option", "jade green"),
    "lilac": pgettext_lazy("option", "lilac"),
    "mustard": pgettext_lazy("option", "mustard"),
    "natural": pgettext_lazy("option", "natural"),
    "natural birch": pgettext_lazy("option", "natural birch"),
    "navy": pgettext_lazy("option", "navy"),
    "sand": pgettext_lazy("option", "sand"),
    "silver": pgettext_lazy("option", "silver"),
    "sky blue": pgettext_lazy("option", "sky blue"),
    "tartan green": pgettext_lazy("option", "green tartan"),
    "tartan red": pgettext_lazy("option", "red tartan"),
    "terracotta": pgettext_lazy("option", "terracotta"),
    "turquoise": pgettext_lazy("option", "turquoise"),
    "white": pgettext_lazy("option", "white"),
    "nickel": pgettext_lazy("option", "nickel-plated"),
    "polished brass": pgettext_lazy("option", "polished brass"),
    "single": pgettext_lazy("option", "single"),
    "double": pgettext_lazy("option", "double"),
    "family": pgettext_lazy("option", "family, two covers"),
    "body only": pgettext_lazy("option", "body only"),
    "with 35 mm lens": pgettext_lazy("option", "with a 35 mm lens"),
    "one battery": pgettext_lazy("option", "with one battery"),
    "two batteries": pgettext_lazy("option", "with two batteries"),
    "quiet": pgettext_lazy("option", "quiet"),
    "clicking": pgettext_lazy("option", "clicking"),
    "plain": pgettext_lazy("option", "nothing added"),
    "raw": pgettext_lazy("option", "raw (sheng)"),
    "ripe": pgettext_lazy("option", "ripe (shu)"),
    "with cardamom": pgettext_lazy("option", "with cardamom"),
    "with sea buckthorn": pgettext_lazy("option", "with sea buckthorn"),
    "with green tea": pgettext_lazy("option", "with green tea"),
    "with rice": pgettext_lazy("option", "with rice"),
    "honey": pgettext_lazy("option", "honey"),
    "pistachio": pgettext_lazy("option", "pistachio"),
    "pomegranate": pgettext_lazy("option", "pomegranate"),
    "rose": pgettext_lazy("option", "rose"),
    "sea buckthorn": pgettext_lazy("option", "sea buckthorn"),
    "birch": pgettext_lazy("option", "birch"),
    "oak": pgettext_lazy("option", "oak"),
    "olive": pgettext_lazy("option", "olive"),
    "laurel": pgettext_lazy("option", "laurel"),
    "fine teeth": pgettext_lazy("option", "fine teeth"),
    "wide teeth": pgettext_lazy("option", "wide teeth"),
    "for dry hair": pgettext_lazy("option", "for dry hair"),
    "for oily hair": pgettext_lazy("option", "for oily hair"),
    "baker": pgettext_lazy("option", "baker"),
    "forester": pgettext_lazy("option", "forester"),
    "miner": pgettext_lazy("option", "miner"),
}
UNITS: Final[Mapping[str, str | Promise]] = {
    "GB": pgettext_lazy("option", "GB"),
    "TB": pgettext_lazy("option", "TB"),
    "m": pgettext_lazy("option", "m"),
    "cm": pgettext_lazy("option", "cm"),
    "l": pgettext_lazy("option", "l"),
    "g": pgettext_lazy("option", "g"),
    "pc": pgettext_lazy("option", "pcs"),
    "pcs": pgettext_lazy("option", "pcs"),
}
_MEASURE: Final = re.compile(r"(\d+(?:\.\d+)?) ([A-Za-z]+)")


def option_name(name: str) -> str:
    """Return what is chosen, `Colour`; a name that is not known stays as it was given."""
    return str(NAMES.get(name, name))


def option_value(value: str) -> str:
    """Return what was chosen, `graphite`, `1.7 l`; a value that is not known stays as it was given."""
    measure = _MEASURE.fullmatch(value)
    if measure and measure[2] in UNITS:
        return f"{format_decimal(Decimal(measure[1]), locale=cldr(current_language()))} {UNITS[measure[2]]}"
    return str(VALUES.get(value, value))


def options_in_words(options: Mapping[str, str] | None) -> str:
    """Return a variant's options in one line, `Colour: graphite, Size: 42`; nothing for none."""
    return ", ".join(f"{option_name(name)}: {option_value(value)}" for name, value in (options or {}).items())


def named_option(said: str) -> str:
    """Return the name that a choice is kept under, told what a reader calls it; an unknown one is kept as it is."""
    return _kept(NAMES, said)


def valued_option(said: str) -> str:
    """Return the value that a choice is kept as, told what a reader calls it; an unknown one is kept as it is."""
    return _kept(VALUES, said)


def _kept(known: Mapping[str, str | Promise], said: str) -> str:
    return next((kept for kept, words in known.items() if str(words).casefold() == said.casefold()), said)
