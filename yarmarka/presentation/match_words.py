"""What speaks for goods being the same and against it, in words; what states and bands of proposals are called."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yarmarka.domain.matching.types import Band, Clue, Evidence
from yarmarka.presentation.money import format_money

CLUES: Final[Mapping[Clue, Promise | str]] = {
    Clue.GTIN_SAID: _("The barcode %(one)s of one stands in the words of the other"),
    Clue.PART_NUMBER: _("One part number: %(one)s, %(other)s"),
    Clue.CODE: _("Both name the model %(one)s"),
    Clue.PICTURE: _("They show the same picture"),
    Clue.TITLES: _("Of the words of their titles %(one)s are common"),
    Clue.BRAND: _("One brand: %(one)s"),
    Clue.MEASURES: _("They measure the same: %(one)s"),
    Clue.COLOUR: _("One colour: %(one)s"),
    Clue.CATEGORY: _("They lie on the same shelf"),
    Clue.ATTRIBUTES: _("Of %(other)s attributes that both tell, %(one)s agree"),
    Clue.SELLER_SAYS: _("The seller says so"),
    Clue.OTHER_GTIN: _("Different barcodes: %(one)s and %(other)s"),
    Clue.OTHER_PACKAGING: _("Barcodes of different packaging of the same goods: %(one)s and %(other)s"),
    Clue.OTHER_PART_NUMBER: _("Different part numbers: %(one)s and %(other)s"),
    Clue.OTHER_CODE: _("Different models: %(one)s and %(other)s"),
    Clue.OTHER_BRAND: _("Different brands: %(one)s and %(other)s"),
    Clue.OTHER_MEASURE: _("They measure differently: %(one)s and %(other)s"),
    Clue.OTHER_COLOUR: _("Different colours: %(one)s and %(other)s"),
    Clue.OTHER_SIZE: _("Different sizes: %(one)s and %(other)s"),
    Clue.OTHER_NUMBERS: _("Different numbers in the titles: %(one)s and %(other)s"),
    Clue.OTHER_ATTRIBUTES: _("Attributes differ: %(one)s and %(other)s"),
    Clue.OTHER_PRICE: _("Their prices are far apart: %(one)s and %(other)s"),
    Clue.SAME_SELLER: _("One seller offers both as different articles"),
    Clue.REFUSED_BEFORE: _("A person kept them apart before; since then a card has changed"),
}
BANDS: Final[Mapping[Band, Promise | str]] = {
    Band.STRONG: pgettext_lazy("how sure a match is", "nearly sure"),
    Band.LIKELY: pgettext_lazy("how sure a match is", "likely"),
    Band.DOUBTFUL: pgettext_lazy("how sure a match is", "doubtful"),
}
_COLOURS: Final[Mapping[str, Promise | str]] = {
    "black": pgettext_lazy("colour of goods", "black"),
    "white": pgettext_lazy("colour of goods", "white"),
    "red": pgettext_lazy("colour of goods", "red"),
    "green": pgettext_lazy("colour of goods", "green"),
    "blue": pgettext_lazy("colour of goods", "blue"),
    "light blue": pgettext_lazy("colour of goods", "light blue"),
    "yellow": pgettext_lazy("colour of goods", "yellow"),
    "orange": pgettext_lazy("colour of goods", "orange"),
    "pink": pgettext_lazy("colour of goods", "pink"),
    "purple": pgettext_lazy("colour of goods", "purple"),
    "grey": pgettext_lazy("colour of goods", "grey"),
    "brown": pgettext_lazy("colour of goods", "brown"),
    "beige": pgettext_lazy("colour of goods", "beige"),
    "silver": pgettext_lazy("colour of goods", "silver"),
    "gold": pgettext_lazy("colour of goods", "gold"),
    "cyan": pgettext_lazy("colour of goods", "cyan"),
    "magenta": pgettext_lazy("colour of goods", "magenta"),
    "transparent": pgettext_lazy("colour of goods", "transparent"),
}
#: what is measured → an amount in the unit that it is kept in
_AMOUNTS: Final[Mapping[str, Promise | str]] = {
    "volume": pgettext_lazy("an amount", "%(amount)s ml"),
    "mass": pgettext_lazy("an amount", "%(amount)s g"),
    "length": pgettext_lazy("an amount", "%(amount)s mm"),
    "memory": pgettext_lazy("an amount", "%(amount)s GB"),
    "power": pgettext_lazy("an amount", "%(amount)s W"),
    "charge": pgettext_lazy("an amount", "%(amount)s mAh"),
    "frequency": pgettext_lazy("an amount", "%(amount)s MHz"),
    "count": pgettext_lazy("an amount", "%(amount)s pieces"),
}


def clue_words(evidence: Evidence, locale: str) -> str:
    """Return what a clue says, in the reader's language."""
    one, other = (_value(evidence.clue, value, locale) for value in (evidence.one, evidence.other))
    return str(CLUES[evidence.clue]) % {"one": one, "other": other}


def _value(clue: Clue, value: str, locale: str) -> str:
    match clue:
        case Clue.COLOUR | Clue.OTHER_COLOUR:
            return ", ".join(str(_COLOURS.get(name, name)) for name in value.split(", "))
        case Clue.MEASURES | Clue.OTHER_MEASURE:
            kind, _blank, amounts = value.partition(" ")
            return str(_AMOUNTS[kind]) % {"amount": amounts} if kind in _AMOUNTS else value
        case Clue.OTHER_PRICE if value.isdigit():
            return format_money(int(value), "RUB", locale)
        case _:
            return value
