"""Facets as they were counted, by the search index or on a shelf, in the reader's words and money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from yarmarka.connectors.search import FoundAttribute, FoundFacets
from yarmarka.domain.catalogue.queries import categories
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.pricing.rules import convert
from yarmarka.reads.facets import (
    AttributeFacet,
    Choice,
    DeliveredBy,
    Facets,
    GoodsFilter,
    PriceChoice,
    ShelfChoice,
)
from yarmarka.reads.price_bands import Band, price_bands
from yarmarka.reads.reach import Reach, reach_to
from yarmarka.reads.shelf import link
from yarmarka.vocabulary.goods import words_in
from yarmarka.vocabulary.money import Money

_MOST_BRANDS: Final = 12
_MOST_SHELVES: Final = 12
_MOST_COUNTRIES: Final = 12
#: no country's code: what may be sent from no country is sent from there
_NOWHERE: Final = ("--",)


@dataclass(frozen=True)
class Narrowing:
    """A reader's filter with what it means to those who count: from where goods may come, which bands there are."""

    wanted: GoodsFilter
    reach: Reach
    bands: tuple[Band, ...]
    currency: str
    language: str
    now: datetime

    @property
    def sent_from(self) -> tuple[str, ...]:
        """The countries that goods may be sent from; none where any will do, a country that is none where none is."""
        origins = self.wanted.origins(self.reach)
        return () if origins is None else tuple(sorted(origins)) or _NOWHERE

    @property
    def counted_from(self) -> tuple[frozenset[str], ...]:
        """From where goods would come under each choice of delivery, the first of which is: whenever."""
        chosen = frozenset(self.wanted.sent_from)
        each = [self.reach.origins(), *(self.reach.origins(within=days) for days in self.reach.choices())]
        return tuple(origins & chosen if chosen else origins for origins in each)

    @property
    def price_bands(self) -> tuple[tuple[int | None, int | None], ...]:
        """The bands as reference prices."""
        return tuple(band.reference for band in self.bands)

    @property
    def limits(self) -> tuple[int | None, int | None]:
        """The limits of price as reference prices. Raises RateMissing."""
        least, most = (_reference(price, self.now) for price in (self.wanted.least, self.wanted.most))
        return least, most


def narrowing(
    wanted: GoodsFilter, *, home: str, place: str = "", currency: str, language: str, now: datetime
) -> Narrowing:
    """Return what a filter means now to a reader at home in a country, or in a place there; without a home nothing
    reaches them, and no bands are counted."""
    if not home:
        return Narrowing(wanted, Reach({}, now.date()), (), currency, language, now)
    reach = reach_to(home, place=place, now=now)
    return Narrowing(wanted, reach, price_bands(currency, now=now), currency, language, now)


def found_facets(found: FoundFacets, asked: Narrowing, *, shelf: UUID | None = None) -> Facets:
    """Return what goods can be narrowed by; `shelf` is the one that they are narrowed to."""
    wanted = asked.wanted
    here, *by_days = found.counted_from or (0,)
    return Facets(
        shelves=_shelves(found, shelf, asked.language),
        brands=_brands(found, wanted),
        countries=_countries(found.countries, wanted.countries),
        sent_from=_sent_from(found, asked),
        comes_here=here,
        delivered=tuple(
            DeliveredBy(days, asked.reach.last_day(days), count, days == wanted.within)
            for days, count in zip(asked.reach.choices(), by_days, strict=False)
        ),
        ratings=tuple(
            Choice(str(stars), "", count, stars == wanted.rating) for stars, count in found.ratings
        ),
        prices=_prices(found, asked),
        lowest=_in_money(found.lowest, asked),
        highest=_in_money(found.highest, asked),
        attributes=tuple(_attribute(one, wanted, asked.language) for one in found.attributes),
        is_about=found.is_about,
    )


def _reference(price: Money | None, now: datetime) -> int | None:
    return convert(price, to="RUB", rates=rates_to("RUB", now=now)).minor if price else None


def _brands(found: FoundFacets, wanted: GoodsFilter) -> tuple[Choice, ...]:
    """Return the brands, those chosen first: what is set can be unset, however little it leaves."""
    chosen = {brand.lower() for brand in wanted.brands}
    counts = {brand.lower(): (brand, count) for brand, count in found.brands}
    told = {brand.lower(): (brand, 0) for brand in wanted.brands} | counts
    ordered = [
        *(told[key] for key in told if key in chosen),
        *(counts[key] for key in counts if key not in chosen),
    ]
    return tuple(
        Choice(brand, brand, count, brand.lower() in chosen)
        for brand, count in ordered[: max(_MOST_BRANDS, len(chosen))]
    )


def _countries(found: Sequence[tuple[str, int]], chosen: Sequence[str]) -> tuple[Choice, ...]:
    counts = dict.fromkeys(chosen, 0) | dict(found)
    most = sorted(counts, key=lambda code: (code not in chosen, -counts[code], code))
    return tuple(
        Choice(code, "", counts[code], code in chosen) for code in most[: max(_MOST_COUNTRIES, len(chosen))]
    )


def _sent_from(found: FoundFacets, asked: Narrowing) -> tuple[Choice, ...]:
    """Return the countries that goods are sent from; where only what comes here is wanted, those it comes from."""
    allowed = asked.wanted.reached(asked.reach)
    counts = [(code, count) for code, count in found.sent_from if allowed is None or code in allowed]
    return _countries(counts, asked.wanted.sent_from)


def _prices(found: FoundFacets, asked: Narrowing) -> tuple[PriceChoice, ...]:
    counts = {(band.least, band.most): band.count for band in found.prices}
    wanted = (asked.wanted.least, asked.wanted.most)
    told = [
        PriceChoice(band.least, band.most, counts.get(band.reference, 0), (band.least, band.most) == wanted)
        for band in asked.bands
    ]
    full = tuple(one for one in told if one.count or one.is_chosen)
    return full if len(full) > 1 or any(one.is_chosen for one in full) else ()


def _attribute(one: FoundAttribute, wanted: GoodsFilter, language: str) -> AttributeFacet:
    choices = tuple(
        Choice(
            value=choice.value,
            words=words_in(choice.words, language) or choice.value,
            count=choice.count,
            is_chosen=(one.name, choice.value) in wanted.attributes,
        )
        for choice in one.choices
    )
    return AttributeFacet(one.name, words_in(one.names, language) or one.name, choices)


def _shelves(found: FoundFacets, shelf: UUID | None, language: str) -> tuple[ShelfChoice, ...]:
    """Return the shelf that is chosen, and those right below it that have finds, else those of the first level."""
    counts, tree = dict(found.categories), categories()
    chosen = [
        ShelfChoice(link(card, language), counts.get(card.id, 0), True) for card in tree if card.id == shelf
    ]
    below = [
        ShelfChoice(link(card, language), counts[card.id], False)
        for card in tree
        if card.parent_id == shelf and counts.get(card.id)
    ]
    return tuple([*chosen, *sorted(below, key=lambda one: -one.count)][:_MOST_SHELVES])


def _in_money(minor: int | None, asked: Narrowing) -> Money | None:
    rates = rates_to(asked.currency, now=asked.now)
    return convert(Money(minor, "RUB"), to=asked.currency, rates=rates) if minor and "RUB" in rates else None
