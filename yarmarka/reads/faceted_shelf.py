"""What of this shelf fits the reader's filters, and how much would each other choice leave?"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.catalogue.queries import categories, category_by_slug
from yarmarka.domain.catalogue.types import Sort
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.pricing.rules import convert
from yarmarka.kernel.remembered import Remembered
from yarmarka.kernel.sql import Statement
from yarmarka.reads.pages import ListPage
from yarmarka.reads.product_cards import product_cards
from yarmarka.reads.shelf import CARDS_PER_PAGE, Shelf, link, listed, shelves_around
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment
from yarmarka.vocabulary.goods import words_in
from yarmarka.vocabulary.money import Money

_FACETED: Final = Statement.beside(__file__, "faceted_goods")
_ON_SHELF: Final = "AND product.category_id = %(category_id)s::uuid"
_ON_SHELF_OR_BELOW: Final = "AND product.category_path @> ARRAY[%(category_id)s::uuid]"
#: a rating of 3.95 is shown as 4.0, and so is at least 4
_ROUNDS_TO: Final = Decimal("0.05")
_ORDERS: Final = {
    Sort.NEWEST: "fits.id DESC",
    Sort.PRICE: "fits.price, fits.id",
    Sort.PRICE_DESC: "fits.price DESC, fits.id DESC",
    Sort.RATING: "fits.weighed DESC, fits.id DESC",
}
FACETED_SORTS: Final = tuple(_ORDERS)
_MOST: Final = {"most_brands": 12, "most_attributes": 4, "most_choices": 12}


@dataclass(frozen=True)
class ShelfFilter:
    """What a reader wants of a shelf; several brands, countries or values of one attribute mean any of them."""

    brands: tuple[str, ...] = ()
    least: Money | None = None
    most: Money | None = None
    countries: tuple[str, ...] = ()
    near: bool = False
    rating: int = 0
    #: name and value as addresses have them
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything on the shelf is wanted."""
        return self == ShelfFilter()


@dataclass(frozen=True)
class Choice:
    """One choice of a facet: its value in an address, what a reader sees (empty where pages have words), how much it
    leaves, whether it is chosen."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class AttributeFacet:
    """An attribute that many goods of the shelf have, with its values."""

    name: str
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Facets:
    """What a shelf can be narrowed by, each with what it would leave under all other filters."""

    brands: tuple[Choice, ...] = ()
    countries: tuple[Choice, ...] = ()
    near: int = 0
    ratings: tuple[Choice, ...] = ()
    attributes: tuple[AttributeFacet, ...] = ()
    lowest: Money | None = None
    highest: Money | None = None


@dataclass(frozen=True)
class FacetedShelf:
    """A page of a shelf with its facets."""

    shelf: Shelf
    facets: Facets
    wanted: ShelfFilter


#: the facets of so many whole shelves are remembered at most
_MOST_SHELVES: Final = 2_000
_UNFILTERED: Final[defaultdict[tuple[Any, ...], Remembered[dict[str, Any]]]] = defaultdict(Remembered)


def faceted_shelf(
    slug: str,
    wanted: ShelfFilter,
    *,
    currency: str,
    language: str,
    home: str,
    sort: Sort = Sort.NEWEST,
    page: int = 1,
    per_page: int = CARDS_PER_PAGE,
    assortment: Assortment = EVERYTHING,
    now: datetime,
) -> FacetedShelf:
    """Return a page (from 1) of a category and all below it under some filters, with its facets.

    `home` is the country that goods are near to. It takes four statements at most, however many filters are set; the
    facets of a whole shelf may be a few seconds old. Raises Missing for an unknown category.
    """
    category, number = category_by_slug(slug), max(1, page)
    above, below = shelves_around(category, language=language)
    found = _found(
        category.id, wanted, home=home, sort=sort, number=number, size=per_page, shop=assortment, now=now
    )
    if wanted.is_empty and sort is not Sort.RATING:
        cards, list_page = listed(
            category.id,
            currency=currency,
            language=language,
            sort=sort,
            page=page,
            per_page=per_page,
            assortment=assortment,
            now=now,
        )
    else:
        ids = tuple(UUID(key) for key in found["ids"])
        rates = rates_to(currency, now=now)
        cards = product_cards(ids, currency=currency, rates=rates, language=language, assortment=assortment)
        list_page = ListPage(number, per_page, found["total"])
    place = Shelf(link(category, language), above, below, cards, list_page, sort)
    return FacetedShelf(place, _facets(found, wanted, currency=currency, language=language, now=now), wanted)


def _found(
    category_id: UUID,
    wanted: ShelfFilter,
    *,
    home: str,
    sort: Sort,
    number: int,
    size: int,
    shop: Assortment,
    now: datetime,
) -> dict[str, Any]:
    asked = {
        "home": home,
        "limit": size,
        "offset": (number - 1) * size,
        **_as_columns(wanted, now=now),
        **_MOST,
    }
    if not wanted.is_empty or sort is Sort.RATING:
        return _ask(category_id, asked, sort=sort, shop=shop)
    if len(_UNFILTERED) > _MOST_SHELVES:
        _UNFILTERED.clear()  # of shops as they were yesterday, too
    remembered = _UNFILTERED[(category_id, home, shop)]
    return remembered.get() or remembered.keep(_ask(category_id, asked, sort=sort, shop=shop))


def _ask(category_id: UUID, asked: dict[str, Any], *, sort: Sort, shop: Assortment) -> dict[str, Any]:
    is_leaf = all(card.parent_id != category_id for card in categories())
    text = _FACETED.text.replace("/* shelf */", _ON_SHELF if is_leaf else _ON_SHELF_OR_BELOW)
    # Attributes are those of one kind of goods; a wide shelf has too many kinds for any to say much. Said as a constant
    # and not as a parameter, so that a plan for any parameters leaves the work out as well.
    text = text.replace("/* attributes */", "true" if is_leaf else "false")
    statement = Statement(_FACETED.name, text.replace("/* order */", _ORDERS[sort]))
    return statement.decoded(
        dict[str, Any],
        category_id=category_id,
        shop_categories=None if shop.categories is None else sorted(shop.categories),
        **shop.as_columns(),
        **asked,
    )


def _as_columns(wanted: ShelfFilter, *, now: datetime) -> dict[str, Any]:
    return {
        "brands": [brand.lower() for brand in wanted.brands],
        "least": _reference(wanted.least, now),
        "most": _reference(wanted.most, now),
        "countries": list(wanted.countries),
        "near": wanted.near,
        "rating": max(Decimal(0), wanted.rating - _ROUNDS_TO),
        "names": [name for name, _ in wanted.attributes],
        "values": [value for _, value in wanted.attributes],
        "chosen_names": len({name for name, _ in wanted.attributes}),
    }


def _reference(price: Money | None, now: datetime) -> int | None:
    return convert(price, to="RUB", rates=rates_to("RUB", now=now)).minor if price else None


def _facets(
    found: dict[str, Any], wanted: ShelfFilter, *, currency: str, language: str, now: datetime
) -> Facets:
    brands = {brand.lower() for brand in wanted.brands}
    rates = rates_to(currency, now=now)
    lowest, highest = (
        convert(Money(minor, "RUB"), to=currency, rates=rates) if minor and "RUB" in rates else None
        for minor in (found["lowest"], found["highest"])
    )
    return Facets(
        brands=tuple(
            Choice(brand, brand, count, brand.lower() in brands) for brand, count in found["brands"]
        ),
        countries=tuple(
            Choice(code, "", count, code in wanted.countries)
            for code, count in sorted(found["countries"].items(), key=lambda one: (-one[1], one[0]))
        ),
        near=found["near"],
        ratings=tuple(
            Choice(stars, "", count, stars == str(wanted.rating)) for stars, count in found["ratings"].items()
        ),
        attributes=tuple(_attribute(fact, wanted, language) for fact in found["attributes"]),
        lowest=lowest,
        highest=highest,
    )


def _attribute(fact: dict[str, Any], wanted: ShelfFilter, language: str) -> AttributeFacet:
    choices = tuple(
        Choice(
            value=choice["value"],
            words=" ".join(
                filter(None, (words_in(choice["values"], language), words_in(choice["units"], language)))
            ),
            count=choice["count"],
            is_chosen=(fact["name"], choice["value"]) in wanted.attributes,
        )
        for choice in fact["choices"]
    )
    return AttributeFacet(fact["name"], words_in(fact["names"], language), choices)
