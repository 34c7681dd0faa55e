"""Words on papers: in the sender's language and in one that the post of the other country reads."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from babel.numbers import format_decimal
from django.utils.functional import Promise
from django.utils.translation import override, pgettext_lazy

from yarmarka.presentation.countries import country_name
from yarmarka.presentation.locales import cldr, current_language
from yarmarka.vocabulary.money import Money

_KILOGRAMS: Final = pgettext_lazy("papers", "kg")
_CENTIMETRES: Final = pgettext_lazy("papers", "cm")
#: Languages that these papers have words in.
WRITTEN: Final = ("ru", "en", "zh")
#: Countries whose post reads Russian.
_READS_RUSSIAN: Final = frozenset({"RU", "BY", "KZ"})
#: More languages than these make the words too small to be read.
_MOST: Final = 2


def languages(locale: str, sender_country: str, recipient_country: str) -> tuple[str, ...]:
    """Return the languages of a label, two at most: the sender's own, then what the posts at both ends read.

    Between countries English is always there: the post asks for Latin letters in a language known abroad.
    """
    own = locale.split("-", maxsplit=1)[0]
    countries = {sender_country, recipient_country}
    abroad = len(countries) > 1 or not countries & _READS_RUSSIAN
    wanted = [own, *(["en"] if abroad else []), *(["ru"] if countries & _READS_RUSSIAN else [])]
    return tuple(language for language in dict.fromkeys(wanted) if language in WRITTEN)[:_MOST]


def word(text: Promise, language: str) -> str:
    """Return a word in a language."""
    with override(language):
        return str(text)


def named(name: str, value: str) -> str:
    """Return a name and its value, with the colon of the language that is being written: `订单：1`."""
    return f"{name}{'：' if current_language() == 'zh' else ': '}{value}"


def both(text: Promise, spoken: Sequence[str]) -> str:
    """Return a word in each of the languages: `Кому / To`."""
    return " / ".join(dict.fromkeys(word(text, language) for language in spoken))


def country_in(code: str, spoken: Sequence[str]) -> str:
    """Return a country in capitals in each of the languages: `РОССИЯ / RUSSIA`."""
    return " / ".join(dict.fromkeys(country_name(code, language).upper() for language in spoken))


def kilograms(weight_g: int) -> str:
    """Return a weight as customs forms write it, `0.480`."""
    return f"{weight_g // 1000}.{weight_g % 1000:03d}"


def kilograms_in(weight_g: int, language: str) -> str:
    """Return a weight as people at home write it: `0,480 кг`."""
    number = format_decimal(Decimal(weight_g) / 1000, format="#,##0.000", locale=cldr(language))
    return f"{number} {word(_KILOGRAMS, language)}"


def centimetres_in(box_cm: tuple[int, int, int], language: str) -> str:
    """Return a parcel's sides as people at home write them: `30 × 20 × 10 см`."""
    return f"{' × '.join(map(str, box_cm))} {word(_CENTIMETRES, language)}"


def amount(value: Money) -> str:
    """Return money with its ISO code, which every customs office reads: `1499.00 RUB`."""
    return f"{value.major:.2f} {value.currency}"
