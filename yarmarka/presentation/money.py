"""Money as people read it: CLDR formats, always with the currency."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel.numbers import format_currency, get_currency_symbol

from yarmarka.presentation.locales import cldr
from yarmarka.vocabulary.money import MINOR_PER_MAJOR

#: amounts in words, of about a hundred bytes each: bands, footers and baskets say the same ones again and again
_REMEMBERED: Final = 10_000
#: CLDR's narrow signs, in every language: there are no yen here that "¥" could be mistaken for.
_SIGNS: Final = {"RUB": "₽", "CNY": "¥"}


@lru_cache(maxsize=_REMEMBERED)
def format_money(minor: int, currency: str, locale: str) -> str:
    """Return an amount with both decimals: `1 499,00 ₽`, `¥1,234.50`. For baskets, orders, statements."""
    return _signed(format_currency(_major(minor), currency, locale=cldr(locale)), currency, locale)


@lru_cache(maxsize=_REMEMBERED)
def format_price(minor: int, currency: str, locale: str) -> str:
    """Return a price for a listing: a whole one without decimals (`1 499 ₽`), any other with both."""
    if minor % MINOR_PER_MAJOR:
        return format_money(minor, currency, locale)
    pattern = cldr(locale).currency_formats["standard"].pattern.replace("0.00", "0")
    text = format_currency(
        _major(minor), currency, format=pattern, locale=cldr(locale), currency_digits=False
    )
    return _signed(text, currency, locale)


def _signed(text: str, currency: str, locale: str) -> str:
    sign = _SIGNS.get(currency)
    return text.replace(get_currency_symbol(currency, cldr(locale)), sign) if sign else text


def _major(minor: int) -> Decimal:
    return Decimal(minor) / MINOR_PER_MAJOR
