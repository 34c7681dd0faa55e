"""Numbers as people read them."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal

from yarmarka.presentation.locales import cldr


@lru_cache(maxsize=10_000)
def format_number(value: int | Decimal, locale: str) -> str:
    """Return a number with the reader's separators: `2 013`, `2,013`. Lists count the same things again and again."""
    return format_decimal(value, locale=cldr(locale))


def format_mean(value: Decimal, locale: str) -> str:
    """Return a mean of stars with its one decimal: `4,0`, `4.0`."""
    return format_decimal(value, format="0.0", locale=cldr(locale))
