"""Filters that only the shop pages need."""

from decimal import Decimal
from uuid import UUID

from babel.numbers import format_decimal
from django import template
from django.http import HttpRequest

from yarmarka.presentation.locales import cldr, current_language
from yarmarka.web.shop.wishes import wished_in

register = template.Library()


@register.simple_tag
def wished(request: HttpRequest, product_id: UUID) -> bool:
    """Test if a product stands on the reader's wish list."""
    return product_id in wished_in(request)


@register.filter
def rate_number(rate: Decimal) -> str:
    """Return an exchange rate with as many digits as it has, six behind the point at most."""
    return format_decimal(rate, format="#,##0.######", locale=cldr(current_language()))
