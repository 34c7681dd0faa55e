"""Filters and tags that say things in the reader's language; they are built into every template."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from babel.numbers import format_decimal
from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yarmarka.presentation import option_words
from yarmarka.presentation.addresses import address_lines as lines_of_address
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.dates import format_day, format_moment, format_month, format_weekday
from yarmarka.presentation.import_words import ImportCost
from yarmarka.presentation.import_words import import_cost as import_in_words
from yarmarka.presentation.locales import cldr, current_language
from yarmarka.presentation.locales import language_tag as tag_of
from yarmarka.presentation.money import format_money, format_price
from yarmarka.presentation.numbers import format_mean, format_number
from yarmarka.presentation.option_words import options_in_words
from yarmarka.vocabulary import goods
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.places import PostalAddress

register = template.Library()


@register.filter
def money(minor: int | None, currency: str) -> str:
    """Return an amount with both decimals and its currency; nothing for nothing."""
    return "" if minor is None else format_money(int(minor), currency, current_language())


@register.filter
def price(minor: int | None, currency: str) -> str:
    """Return a listing's price: whole ones without decimals."""
    return "" if minor is None else format_price(int(minor), currency, current_language())


@register.filter
def number(value: int | Decimal | None) -> str:
    """Return a number with the reader's separators, `2 013`."""
    return "" if value is None else format_number(value, current_language())


@register.filter
def unbroken(text: str) -> SafeString:
    """Return a number of letters and hyphens that no line may break."""
    return format_html('<span class="nowrap">{}</span>', text)


@register.filter
def kilograms(grams: int) -> str:
    """Return grams as kilograms with the reader's separators, `12.4`."""
    return str(format_decimal(Decimal(grams) / 1000, locale=cldr(current_language())))


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """Return a date in full, in a <time> that machines read."""
    return _time(value, format_day) if value else ""


@register.filter
def month(value: date | None) -> str:
    """Return a month with its year, `November 2026`."""
    return format_month(value, current_language()) if value else ""


@register.filter
def weekday(value: date | datetime | None) -> SafeString | str:
    """Return a near date with its weekday and without its year, in a <time>."""
    return _time(value, format_weekday) if value else ""


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """Return an instant in the reader's zone, in a <time>."""
    return _time(value, format_moment) if value else ""


@register.filter
def day_text(value: date | datetime | str | None) -> str:
    """Return a date in full as bare text, for letters; takes ISO 8601 as well."""
    return format_day(_from_iso(value), current_language()) if value else ""


@register.filter
def moment_text(value: datetime | str | None) -> str:
    """Return an instant as bare text, for letters; takes ISO 8601 as well."""
    return format_moment(_from_iso(value), current_language()) if value else ""


@register.simple_tag
def country(code: str) -> str:
    """Return the name of a country by its ISO 3166-1 alpha-2 code."""
    return country_name(code, current_language())


@register.filter(name="country")
def country_filter(code: str) -> str:
    """Return the name of a country, where a tag does not fit."""
    return country_name(code, current_language())


@register.filter
def address_lines(address: PostalAddress) -> list[str]:
    """Return an address below its name, line by line in its country's order."""
    return lines_of_address(address)


@register.filter
def in_language(texts: Mapping[str, str] | None) -> str:
    """Return the text in the reader's language, or in the nearest one that there is."""
    return goods.in_language(texts or {}, current_language())


@register.filter
def language_tag(code: str) -> str:
    """Return a language's tag for machines, `zh-Hans`."""
    return tag_of(code)


@register.filter
def options(chosen: Mapping[str, str] | None) -> str:
    """Return a variant's options in one line: `Colour: red, Size: 42`."""
    return options_in_words(chosen)


@register.filter
def option_value(value: str) -> str:
    """Return one of a variant's options alone: `red`."""
    return option_words.option_value(value)


@register.filter
def import_cost(cost: Any, currency: str) -> ImportCost | None:
    """Return what goods cost at import in words, or nothing where it was not counted."""
    return import_in_words(cost, currency)


@register.filter
def public(key: UUID | str, prefix: str) -> str:
    """Return a key as people see it, such as `ord_06dxk…`."""
    return public_id(prefix, key if isinstance(key, UUID) else UUID(key))


@register.filter
def get(table: Mapping[Any, Any] | None, key: Any) -> Any:
    """Return the value of a mapping under a key that is itself a variable; nothing if there is none."""
    return (table or {}).get(key)


def _time(value: Any, wording: Any) -> SafeString:
    exact = value.isoformat(timespec="seconds") if isinstance(value, datetime) else value.isoformat()
    return format_html('<time datetime="{}">{}</time>', exact, wording(value, current_language()))


def _from_iso(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return datetime.fromisoformat(value) if "T" in value or " " in value else date.fromisoformat(value)


@register.filter
def mean(value: Decimal | None) -> str:
    """Return a mean of stars with its one decimal; nothing before the first review."""
    return "" if value is None else format_mean(value, current_language())
