"""The living page of parts: every component in every state, in both languages."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yarmarka.kernel.clock import now
from yarmarka.kernel.errors import Outside
from yarmarka.presentation.countries import country_choices
from yarmarka.presentation.locales import current_language
from yarmarka.vocabulary.places import COUNTRIES
from yarmarka.web.shared.console_specimens import console_parts
from yarmarka.web.shared.drawings import GOODS
from yarmarka.web.shared.maintenance import closed_page
from yarmarka.web.shared.specimens import BRAND_COLOURS, shop_parts, word
from yarmarka.web.shared.storefronts import brand_colours_url
from yarmarka.web.shared.templatetags.parts import TINTS


class Specimen(forms.Form):
    """One field of each kind."""

    full_name = forms.CharField(label=gettext_lazy("Name and surname"), max_length=150)
    email = forms.EmailField(
        label=gettext_lazy("E-mail"), help_text=gettext_lazy("Only for letters about your orders.")
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=[("RU", gettext_lazy("Russia")), ("CN", gettext_lazy("China"))],
    )
    note = forms.CharField(label=gettext_lazy("A word to the seller"), widget=forms.Textarea, required=False)
    way = forms.ChoiceField(
        label=gettext_lazy("Delivery"),
        choices=[("door", gettext_lazy("To the door")), ("point", gettext_lazy("To a pick-up point"))],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label=gettext_lazy("I agree to the rules of the fair"))


def components(request: HttpRequest) -> HttpResponse:
    """Return the page of parts as the shop uses them."""
    drawings = [(name, tint % TINTS) for tint, name in enumerate(GOODS)]
    facts = {
        "specimen": Specimen(),
        "wrong": Specimen({"email": "masha", "country": "RU"}, auto_id="wrong_%s"),
        "items": _items(),
        "events": _events(),
        "drawings": drawings,
        "tints": range(TINTS),
        "page_obj": Paginator(range(480), 24).page(7),
        "tomorrow": now() + timedelta(days=1),
        "parts": shop_parts(now=now()),
        "countries": country_choices(COUNTRIES, current_language()),
        "colours_url": brand_colours_url(BRAND_COLOURS),
    }
    return render(request, "shared/components.html", facts)


def console(request: HttpRequest) -> HttpResponse:
    """Return the page of parts as the consoles use them."""
    here = reverse("demo:components_console")
    names = [
        (_("Orders to ship"), 7),
        (_("Offers"), 0),
        (_("Stock"), 0),
        (_("Money"), 0),
        (_("Documents"), 2),
    ]
    nav = [
        {"url": here, "name": name, "count": count, "is_current": not at}
        for at, (name, count) in enumerate(names)
    ]
    rows = _rows()
    facts = {
        "console_nav": nav,
        "console_title": _("Stall “Tea Road”"),
        "rows": rows,
        "parts": console_parts(rows, _events(), now=now()),
    }
    return render(request, "shared/components_console.html", facts)


def problem(request: HttpRequest) -> HttpResponse:
    """Raise a named error, to see its page."""
    raise Outside()


def maintenance(request: HttpRequest) -> HttpResponse:
    """Return the page that everybody sees while the marketplace is closed for maintenance."""
    return closed_page(request, opens_at=now() + timedelta(minutes=20))


def _items() -> list[dict[str, Any]]:
    soon = now() + timedelta(days=12)
    shown = [
        ("kettle", 0, _("Enamelled kettle, 2.2 l, with a whistle"), 249_000, 319_000, "4.8", 124, "RU"),
        ("sneaker", 1, _("Light running shoes, mesh, sizes 36–45"), 489_900, None, "4.6", 2_013, "CN"),
        ("lamp", 3, _("Desk lamp with a warm light and a dimmer"), 175_050, None, "4.9", 31, "TR"),
        (
            "headphones",
            2,
            _("Headphones with noise cancelling, 40 hours"),
            1_299_000,
            1_649_000,
            "4.4",
            580,
            "CN",
        ),
        ("tea", 0, _("Oolong tea from Anxi, tin, 125 g"), 89_000, None, "", 0, "CN"),
        ("coat", 4, _("Woollen coat with a hood"), 1_890_000, None, "4.7", 1, "GB"),
        ("toy", 1, _("Plush bear, 40 cm"), 129_900, None, "5.0", 9, "DE"),
        ("book", 5, _("Atlas of trade routes, hard cover"), 219_000, None, "4.9", 44, "GB"),
    ]
    return [
        {
            "url": "#cards",
            "picture": picture,
            "tint": tint,
            "title": title,
            "price_minor": price,
            "currency": "RUB",
            "old_minor": old,
            "old_reason": _("was the price until 1 November") if old else "",
            "rating": rating,
            "rating_count": count,
            "promise_on": soon,
            "place": _("Kazan"),
            "country": country,
            "product_id": UUID(int=tint + 1),
            "whole_minor": price + 48_000,
            "guaranteed_by": word("brand") if tint == 3 else "",
        }
        for picture, tint, title, price, old, rating, count, country in shown
    ]


def _events() -> list[dict[str, Any]]:
    at = now()
    told = [
        (
            0,
            "problem",
            _("Customs ask for a document"),
            _("The seller has until Friday; you need do nothing."),
        ),
        (2, "parcel", _("Arrived in Russia"), _("Moscow, international exchange office")),
        (5, "parcel", _("Handed over to the carrier"), ""),
        (6, "message", _("The seller packs the parcel"), _("“Put in a sample of jasmine tea for you.”")),
        (
            7,
            "money",
            _("Paid; the money waits with us"),
            _("It goes to the seller after you have the goods."),
        ),
    ]
    return [
        {"at": at - timedelta(days=days), "kind": kind, "title": title, "note": note}
        for days, kind, title, note in told
    ]


def _rows() -> list[dict[str, Any]]:
    at = now()
    told = [
        ("ord_06dxk8", _("Kazan"), 3, 1_245_000, "wait", _("To pack")),
        ("ord_06dxk2", _("Moscow"), 1, 89_000, "good", _("Handed over")),
        ("ord_06dxj9", _("Vladivostok"), 12, 15_804_950, "problem", _("Late by a day")),
        ("ord_06dxh4", _("Minsk"), 2, 219_000, "done", _("Delivered")),
        ("ord_06dxf0", _("Tver"), 1, 49_900, "off", _("Cancelled")),
    ]
    return [
        {
            "number": number,
            "place": place,
            "pieces": pieces,
            "minor": minor,
            "kind": kind,
            "words": words,
            "at": at - timedelta(hours=9 * index),
        }
        for index, (number, place, pieces, minor, kind, words) in enumerate(told)
    ]
