"""Filters of goods as an address has them, and the chips of those that are set."""

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext

from yarmarka.kernel import clock
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.dates import format_weekday
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_price
from yarmarka.reads.facets import Facets, GoodsFilter
from yarmarka.reads.reach import WITHIN
from yarmarka.vocabulary.money import Money, minor_units

_AMOUNT: Final = re.compile(r"^\d{1,9}(?:[.,]\d{1,2})?$")
#: what stands between an attribute's name and its value in an address
BETWEEN: Final = "~"
#: what an address says where it matters only that goods come, and not when
HERE: Final = "here"
_MOST_VALUES: Final = 20
_LONGEST: Final = 200


@dataclass(frozen=True)
class ChosenChip:
    """A filter that is set: its parameter, to take it away, and what it says."""

    name: str
    value: str
    words: str


def wanted_of(request: HttpRequest, *, currency: str) -> GoodsFilter:
    """Return the filters that an address has; what is none limits nothing."""
    rating, comes = request.GET.get("rating", ""), request.GET.get("comes", "")
    pairs = [tuple(text.split(BETWEEN, 1)) for text in _values(request, "attr") if BETWEEN in text]
    within = int(comes) if comes in {str(days) for days in WITHIN} else 0
    return GoodsFilter(
        brands=_values(request, "brand"),
        least=price_in(request, "from", currency=currency),
        most=price_in(request, "to", currency=currency),
        countries=_codes(request, "country"),
        sent_from=_codes(request, "sent"),
        comes_here=comes == HERE or bool(within),
        within=within,
        rating=int(rating) if rating in {"3", "4"} else 0,
        attributes=tuple((pair[0], pair[1]) for pair in pairs),
    )


def price_in(request: HttpRequest, name: str, *, currency: str) -> Money | None:
    """Return a limit in the reader's currency; what is no amount limits nothing."""
    text = request.GET.get(name, "").replace(" ", "").replace("\xa0", "")
    if not _AMOUNT.match(text):
        return None
    return Money(minor_units(Decimal(text.replace(",", "."))), currency)


def chosen_chips(wanted: GoodsFilter, facets: Facets | None, *, home: str) -> list[ChosenChip]:
    """Return the filters that are set, in the order of the column; `home` is where goods would be brought to."""
    language = current_language()
    chips = []
    for name, price, words in (
        ("from", wanted.least, gettext("from %(price)s")),
        ("to", wanted.most, gettext("up to %(price)s")),
    ):
        if price:
            told = words % {"price": format_price(price.minor, price.currency, language)}
            chips.append(ChosenChip(name, "", told))
    if wanted.within:
        day = format_weekday(clock.now().date() + timedelta(days=wanted.within), language)
        chips.append(ChosenChip("comes", str(wanted.within), gettext("delivered by %(day)s") % {"day": day}))
    elif wanted.comes_here:
        told = gettext("can be delivered to: %(country)s") % {"country": country_name(home, language)}
        chips.append(ChosenChip("comes", HERE, told))
    chips += [
        ChosenChip(
            "sent", code, gettext("sent from: %(country)s") % {"country": country_name(code, language)}
        )
        for code in wanted.sent_from
    ]
    if wanted.rating:
        words = gettext("%(stars)s stars and more") % {"stars": wanted.rating}
        chips.append(ChosenChip("rating", str(wanted.rating), words))
    chips += [ChosenChip("brand", brand, brand) for brand in wanted.brands]
    known = {
        (facet.name, choice.value): f"{facet.words}: {choice.words}"
        for facet in (facets.attributes if facets else ())
        for choice in facet.choices
    }
    chips += [
        ChosenChip("attr", f"{name}{BETWEEN}{value}", known.get((name, value), f"{name}: {value}"))
        for name, value in wanted.attributes
    ]
    return chips + [
        ChosenChip(
            "country", code, gettext("seller: %(country)s") % {"country": country_name(code, language)}
        )
        for code in wanted.countries
    ]


def without_filters(request: HttpRequest) -> str:
    """Return the address of the same goods in the same order without any filter."""
    kept = {name: request.GET[name] for name in ("q", "sort") if request.GET.get(name)}
    return f"{request.path}?{urlencode(kept)}" if kept else request.path


def _codes(request: HttpRequest, name: str) -> tuple[str, ...]:
    return tuple(code for code in _values(request, name) if len(code) == 2)


def _values(request: HttpRequest, name: str) -> tuple[str, ...]:
    given = (text.replace("\x00", "")[:_LONGEST] for text in request.GET.getlist(name)[:_MOST_VALUES])
    return tuple(dict.fromkeys(filter(None, given)))
