"""Filters that only the shop pages need."""

from decimal import Decimal

from babel.numbers import format_decimal
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from yarmarka.presentation.locales import cldr, current_language
from yarmarka.presentation.numbers import format_mean

register = template.Library()


@register.filter
def rate_number(rate: Decimal) -> str:
    """Return an exchange rate with as many digits as it has, six behind the point at most."""
    return format_decimal(rate, format="#,##0.######", locale=cldr(current_language()))


@register.filter
def mean(value: Decimal | None) -> str:
    """Return a mean of stars with its one decimal; nothing before the first review."""
    return "" if value is None else format_mean(value, current_language())


@register.simple_tag
def stars(number: int) -> SafeString:
    """Return so many stars out of five, as signs for the eye and as words for the ear."""
    words = gettext("%(number)s of 5 stars") % {"number": number}
    return format_html(
        '<span class="stars" role="img" aria-label="{}"><span aria-hidden="true">{}<span class="stars__off">{}</span>'
        "</span></span>",
        words,
        "★" * number,
        "★" * (5 - number),
    )
