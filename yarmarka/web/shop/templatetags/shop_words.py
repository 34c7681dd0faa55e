"""Filters that only the shop pages need."""

from decimal import Decimal

from babel.numbers import format_decimal
from django import template

from yarmarka.presentation.locales import cldr, current_language

register = template.Library()


@register.filter
def rate_number(rate: Decimal) -> str:
    """Return an exchange rate with as many digits as it has, six behind the point at most."""
    return format_decimal(rate, format="#,##0.######", locale=cldr(current_language()))
