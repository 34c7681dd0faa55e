"""Tags of the consoles: states as chips of words, names of accounts and reasons, rates, weights."""

from decimal import Decimal

from babel.numbers import format_decimal, format_percent
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from yarmarka.domain.payouts.types import Terms
from yarmarka.presentation.locales import cldr, current_language
from yarmarka.web.console.payout_words import rhythm_of
from yarmarka.web.console.words import PLAIN, TABLES, Said

register = template.Library()


@register.simple_tag
def state(about: str, value: str) -> SafeString:
    """Return a state as a chip of words; one without words of its own is shown as it is stored."""
    said = TABLES[about].get(str(value), Said("wait", str(value)))
    return format_html('<span class="status status--{}">{}</span>', said.kind, said.words)


@register.simple_tag
def said(about: str, value: str) -> str:
    """Return what something is called; one without words of its own is shown as it is stored."""
    return str(PLAIN[about].get(str(value), value))


@register.simple_tag
def payout_rhythm(terms: Terms) -> str:
    """Return how often a seller is paid: `every Monday`."""
    return rhythm_of(terms)


@register.filter
def rate(value: Decimal) -> str:
    """Return an exchange rate with as many decimals as it has, at most six."""
    return str(format_decimal(value, format="0.0#####", locale=cldr(current_language())))


@register.filter
def percent(basis_points: int) -> str:
    """Return basis points as a percentage, with as many decimals as it has."""
    return str(
        format_percent(Decimal(basis_points) / 10_000, format="0.##%", locale=cldr(current_language()))
    )


@register.filter
def weight(grams: int) -> str:
    """Return a weight in kilograms, to the gram."""
    number = format_decimal(Decimal(grams).scaleb(-3), format="0.###", locale=cldr(current_language()))
    return _("%(number)s kg") % {"number": number}
