"""Parts of pages: drawings, icons, fields, and addresses of lists."""

import json
from functools import cache, lru_cache
from typing import Any, Final
from urllib.parse import urlencode

from django import template
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.http import QueryDict
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from yarmarka.vocabulary.pictures import picture_in
from yarmarka.web.shared.drawings import SHEET_OF
from yarmarka.web.shared.templatetags.pictures import stored_picture

register = template.Library()

TINTS: Final = 6
#: about a kilobyte and a half each
_CARDS_REMEMBERED: Final = 4_000


@register.simple_tag
def goods_picture(
    name: str, tint: int = 0, alt: str = "", place: str = "line", first: bool = False
) -> SafeString:
    """Return goods as they are shown: their picture where the name refers to one, else a drawing of their kind.

    A drawing stands on a soft ground in one of six palettes; an unknown name gives the parcel. Without `alt` it is
    decoration and hidden from screen readers. `place` and `first` are those of `stored_picture`.
    """
    if picture := picture_in(name or ""):
        return stored_picture(picture, place, alt, first)
    known = name if name in SHEET_OF else "parcel"
    spoken = format_html('role="img" aria-label="{}"', alt) if alt else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="goods tint-{}" viewBox="0 0 160 160" {}><use href="{}#{}"/></svg>',
        int(tint or 0) % TINTS,
        spoken,
        static(f"shared/{SHEET_OF[known]}.svg"),
        known,
    )


@register.simple_tag
def card_facts(item: Any, level: int | str = 2, first: bool = False) -> SafeString:
    """Return what a product's card tells, as everybody in this language sees it (all but the heart).

    A card that hasn't changed is not drawn anew: most of what a page of goods costs was drawing its cards. What is no
    frozen value (an example on the page of components) is drawn each time.
    """
    drawn = _draw_card if isinstance(item, dict) else _drawn_card
    return drawn(item, int(level or 2), bool(first), get_language())


def _draw_card(item: Any, level: int, first: bool, _language: str | None) -> SafeString:
    facts = {"item": item, "level": level, "first": first}
    return render_to_string("shared/_product_card_facts.html", facts)


_drawn_card: Final = lru_cache(maxsize=_CARDS_REMEMBERED)(_draw_card)


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return a small line drawing from static/shared/icons.svg; it always stands beside words."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><use href="{}#{}"/></svg>',
        static("shared/icons.svg"),
        name,
    )


@register.simple_tag
def address_of(name: str, *arguments: Any, **named: Any) -> str:
    """Return the address of a named page, or nothing where this installation has no such page."""
    try:
        return reverse(name, args=arguments, kwargs=named)
    except NoReverseMatch:
        return ""


@register.simple_tag
def query_with(query: QueryDict, **changes: Any) -> str:
    """Return the query string with some parameters changed; an empty value removes one."""
    changed = query.copy()
    for name, value in changes.items():
        if value in (None, ""):
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"


@register.filter
def as_json(value: Any) -> str:
    """Return a value as JSON, for an attribute that a script reads."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.simple_tag
def query_toggled(query: QueryDict, name: str, value: Any) -> str:
    """Return the query string with one of a parameter's values added, or taken out where it stands; page one again.

    Parameters stand in the order of their names, so that the same filters have the same address.
    """
    kept = [(key, one) for key, values in query.lists() for one in values if one and key != "page"]
    pair = (name, str(value))
    changed = [one for one in kept if one != pair] if pair in kept else [*kept, pair]
    return f"?{urlencode(sorted(changed))}"


@register.filter
def page_numbers(paginator: "Paginator[Any]", current: int) -> list[int | None]:
    """Return the page numbers to link to; nothing stands for a gap."""
    shown = paginator.get_elided_page_range(current, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in shown]


@register.simple_tag
def stars(number: int) -> SafeString:
    """Return so many stars out of five, as signs for the eye, which the stylesheet draws, and as words for the ear."""
    words = gettext("%(number)s of 5 stars") % {"number": number}
    return format_html(
        '<span class="stars" role="img" aria-label="{}" data-stars="{}"></span>', words, number
    )
