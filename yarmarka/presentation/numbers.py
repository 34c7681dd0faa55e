"""Numbers as people read them."""

from decimal import Decimal

from babel.numbers import format_decimal

from yarmarka.presentation.locales import cldr


def format_mean(value: Decimal, locale: str) -> str:
    """Return a mean of stars with its one decimal: `4,0`, `4.0`."""
    return format_decimal(value, format="0.0", locale=cldr(locale))
