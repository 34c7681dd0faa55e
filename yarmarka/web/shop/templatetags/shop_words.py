"""Filters that only the shop pages need."""

import re
from decimal import Decimal
from typing import Final
from uuid import UUID

from babel.numbers import format_decimal
from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from yarmarka.presentation.locales import cldr, current_language, language_tag
from yarmarka.presentation.money import format_price
from yarmarka.presentation.numbers import format_number
from yarmarka.reads.facets import PriceChoice
from yarmarka.vocabulary.goods import Spoken, TextOrigin
from yarmarka.vocabulary.ids import public_id
from yarmarka.web.shared.templatetags.parts import icon
from yarmarka.web.shop.place_words import place_words
from yarmarka.web.shop.wishes import wished_in

register = template.Library()

_HEART: Final = (
    '{}<input type="hidden" name="product" value="{}">{}{}'
    '<button class="heart__button" type="submit" aria-pressed="{}">{}{}</button></form>'
)
_HEARTS_FORM: Final = (
    '<form class="heart" method="post" action="{}">'
    '<input type="hidden" name="csrfmiddlewaretoken" value="{}">'
)
_WAY_BACK: Final = '<input type="hidden" name="next" value="{}">'
_NOT_IN_IDS: Final = re.compile(r"[^\w]+")
_NO_MORE: Final = SafeString('<input type="hidden" name="wish" value="no">')
_WORDS: Final = "<span>{}</span>"
_SHOWN_IN: Final = {
    "ru": gettext_lazy("Shown in Russian: there is no English text."),
    "en": gettext_lazy("Shown in English: there is no text in your language."),
    "zh": gettext_lazy("Shown in Chinese: there is no English text."),
}
_SHOWN_IN_ANOTHER: Final = gettext_lazy("Shown in another language: there is no English text.")
_BY_MACHINE: Final = gettext_lazy("Translated by machine.")
_UNSEEN_WORDS: Final = '<span class="unseen">{}: {}</span>'


@register.filter
def counted(count: int, is_about: bool) -> str:
    """Return how many goods a choice leaves, with a sign before what was estimated: "≈ 12 000"."""
    said = format_number(count, current_language())
    return f"≈\u00a0{said}" if is_about and count else said


@register.filter
def origin_words(said: Spoken) -> str:
    """Return what a reader should know of a text: that it is in another language, that a machine translated it."""
    told = []
    if said.text and said.language != current_language():
        told.append(_SHOWN_IN.get(said.language, _SHOWN_IN_ANOTHER))
    if said.text and said.origin == TextOrigin.MACHINE:
        told.append(_BY_MACHINE)
    return " ".join(map(str, told))


@register.filter
def lang_attribute(said: Spoken) -> SafeString:
    """Return what tells a screen reader the language of a text that is not the page's; nothing for the page's own."""
    if not said.text or said.language == current_language():
        return SafeString("")
    return format_html(' lang="{}"', language_tag(said.language))


@register.simple_tag(takes_context=True)
def heart(context: Context, product_id: UUID, title: str, has_words: bool = False) -> SafeString:
    """Return the form by which a product comes to the reader's wish list, or leaves it: a heart, and words beside it.

    Written here and not as a template, because a page of goods has one on each card.
    """
    request: HttpRequest = context["request"]
    form, way_back = _same_of_hearts(request, context)
    is_wished = product_id in wished_in(request)
    words = gettext("On your wish list") if is_wished else gettext("To the wish list")
    spoken = _WORDS if has_words else _UNSEEN_WORDS
    return format_html(
        _HEART,
        form,
        public_id("prd", product_id),
        way_back,
        _NO_MORE if is_wished else "",
        "true" if is_wished else "false",
        icon("heart"),
        format_html(spoken, words, title),
    )


def _same_of_hearts(request: HttpRequest, context: Context) -> tuple[SafeString, SafeString]:
    """Return what all hearts of a page have the same: where they are sent, and where that leads back to."""
    known: tuple[SafeString, SafeString] | None = getattr(request, "_hearts", None)
    if known is None:
        form = format_html(_HEARTS_FORM, reverse("shop:wish"), context["csrf_token"])
        known = form, format_html(_WAY_BACK, request.get_full_path())
        vars(request)["_hearts"] = known
    return known


register.filter("place_words", place_words)


@register.filter
def rate_number(rate: Decimal) -> str:
    """Return an exchange rate with as many digits as it has, six behind the point at most."""
    return format_decimal(rate, format="#,##0.######", locale=cldr(current_language()))


@register.filter
def as_id(text: str) -> str:
    """Return any text as a part of an element's id: what stands between letters and digits becomes a hyphen."""
    return _NOT_IN_IDS.sub("-", text).strip("-")


@register.simple_tag
def price_band(band: PriceChoice) -> str:
    """Return between which prices goods are counted."""
    least, most = (
        format_price(limit.minor, limit.currency, current_language()) if limit else ""
        for limit in (band.least, band.most)
    )
    if least and most:
        return f"{least} – {most}"
    return (
        gettext("from %(price)s") % {"price": least}
        if least
        else gettext("up to %(price)s") % {"price": most}
    )
