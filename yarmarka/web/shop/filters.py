"""Filters of a shelf as its address has them, and the chips of those that are set."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext

from yarmarka.presentation.countries import country_name
from yarmarka.presentation.locales import current_language
from yarmarka.presentation.money import format_price
from yarmarka.reads.faceted_shelf import FacetedShelf, ShelfFilter
from yarmarka.vocabulary.money import Money, minor_units

_AMOUNT: Final = re.compile(r"^\d{1,9}(?:[.,]\d{1,2})?$")
#: what stands between an attribute's name and its value in an address
BETWEEN: Final = "~"
_MOST_VALUES: Final = 20
_LONGEST: Final = 200


@dataclass(frozen=True)
class ChosenChip:
    """A filter that is set: its parameter, to take it away, and what it says."""

    name: str
    value: str
    words: str


def wanted_of(request: HttpRequest, *, currency: str) -> ShelfFilter:
    """Return the filters that an address has; what is none limits nothing."""
    rating = request.GET.get("rating", "")
    pairs = [tuple(text.split(BETWEEN, 1)) for text in _values(request, "attr") if BETWEEN in text]
    return ShelfFilter(
        brands=_values(request, "brand"),
        least=price_in(request, "from", currency=currency),
        most=price_in(request, "to", currency=currency),
        countries=tuple(code for code in _values(request, "country") if len(code) == 2),
        near=request.GET.get("near") == "1",
        rating=int(rating) if rating in {"3", "4"} else 0,
        attributes=tuple((pair[0], pair[1]) for pair in pairs),
    )


def price_in(request: HttpRequest, name: str, *, currency: str) -> Money | None:
    """Return a limit in the reader's currency; what is no amount limits nothing."""
    text = request.GET.get(name, "").replace(" ", "").replace("\xa0", "")
    if not _AMOUNT.match(text):
        return None
    return Money(minor_units(Decimal(text.replace(",", "."))), currency)


def chosen_chips(faceted: FacetedShelf) -> list[ChosenChip]:
    """Return the filters that are set, in the order of the column."""
    wanted, language = faceted.wanted, current_language()
    chips = [ChosenChip("brand", brand, brand) for brand in wanted.brands]
    for name, price, words in (
        ("from", wanted.least, gettext("from %(price)s")),
        ("to", wanted.most, gettext("up to %(price)s")),
    ):
        if price:
            told = words % {"price": format_price(price.minor, price.currency, language)}
            chips.append(ChosenChip(name, "", told))
    chips += [ChosenChip("country", code, country_name(code, language)) for code in wanted.countries]
    if wanted.near:
        chips.append(ChosenChip("near", "1", gettext("From a warehouse in your country")))
    if wanted.rating:
        words = gettext("%(stars)s stars and more") % {"stars": wanted.rating}
        chips.append(ChosenChip("rating", str(wanted.rating), words))
    known = {
        (facet.name, choice.value): f"{facet.words}: {choice.words}"
        for facet in faceted.facets.attributes
        for choice in facet.choices
    }
    return chips + [
        ChosenChip("attr", f"{name}{BETWEEN}{value}", known.get((name, value), f"{name}: {value}"))
        for name, value in wanted.attributes
    ]


def _values(request: HttpRequest, name: str) -> tuple[str, ...]:
    given = (text.replace("\x00", "")[:_LONGEST] for text in request.GET.getlist(name)[:_MOST_VALUES])
    return tuple(dict.fromkeys(filter(None, given)))
