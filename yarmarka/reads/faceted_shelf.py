"""What of this shelf fits the reader's filters, and how much would each other choice leave?"""

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.search import (
    FoundAttribute,
    FoundChoice,
    FoundFacets,
    PriceBand,
    SearchQuery,
    shelf_facets,
)
from yarmarka.domain.catalogue.queries import category_by_slug, is_leaf_category
from yarmarka.domain.catalogue.types import Sort
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.reviews.rules import least_mean
from yarmarka.kernel.remembered import Remembered
from yarmarka.kernel.sql import Statement
from yarmarka.reads.facets import Facets, GoodsFilter
from yarmarka.reads.found_facets import Narrowing, found_facets, narrowing
from yarmarka.reads.pages import ListPage
from yarmarka.reads.product_cards import product_cards
from yarmarka.reads.shelf import CARDS_PER_PAGE, Shelf, link, listed, shelves_around
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment
from yarmarka.vocabulary.goods import LANGUAGES, shown_in, words_in

_FACETED: Final = Statement.beside(__file__, "faceted_goods")
_ON_SHELF: Final = "AND product.category_id = %(category_id)s::uuid"
_ON_SHELF_OR_BELOW: Final = "AND product.category_path @> ARRAY[%(category_id)s::uuid]"
_ORDERS: Final = {
    Sort.NEWEST: "fits.id DESC",
    Sort.PRICE: "fits.price, fits.id",
    Sort.PRICE_DESC: "fits.price DESC, fits.id DESC",
    Sort.RATING: "fits.weighed DESC, fits.id DESC",
}
FACETED_SORTS: Final = tuple(_ORDERS)
_MOST: Final = {"most_brands": 12, "most_attributes": 4, "most_choices": 12}


@dataclass(frozen=True)
class FacetedShelf:
    """A page of a shelf with its facets."""

    shelf: Shelf
    facets: Facets


#: the facets of so many whole shelves are remembered at most
_MOST_SHELVES: Final = 2_000
_UNFILTERED: Final[defaultdict[tuple[Any, ...], Remembered[FoundFacets]]] = defaultdict(Remembered)


def faceted_shelf(
    slug: str,
    wanted: GoodsFilter,
    *,
    currency: str,
    language: str,
    home: str,
    place: str = "",
    sort: Sort = Sort.NEWEST,
    page: int = 1,
    per_page: int = CARDS_PER_PAGE,
    assortment: Assortment = EVERYTHING,
    now: datetime,
) -> FacetedShelf:
    """Return a page (from 1) of a category and all below it under some filters, with its facets.

    `home` is the country that goods would be brought to, and `place` where in it. It takes four statements at most,
    however many filters are set; the facets of a whole shelf may be a few seconds old. Raises Missing for an unknown
    category.
    """
    category, number = category_by_slug(slug), max(1, page)
    above, below = shelves_around(category, language=language)
    asked = narrowing(wanted, home=home, place=place, currency=currency, language=language, now=now)
    if wanted.is_empty and sort is not Sort.RATING:
        found = _whole(category.id, asked, shop=assortment)
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
        columns = {**_as_columns(asked), "limit": per_page, "offset": (number - 1) * per_page}
        told = _ask(category.id, columns, is_leaf=is_leaf_category(category.id), sort=sort, shop=assortment)
        found, ids = _as_found(told, asked), tuple(UUID(key) for key in told["ids"])
        rates = rates_to(currency, now=now)
        cards = product_cards(ids, currency=currency, rates=rates, language=language, assortment=assortment)
        list_page = ListPage(number, per_page, told["total"])
    on_shelf = Shelf(link(category, language), above, below, cards, list_page, sort)
    return FacetedShelf(on_shelf, found_facets(found, asked))


def _whole(category_id: UUID, asked: Narrowing, *, shop: Assortment) -> FoundFacets:
    """Return how a whole shelf can be narrowed: by the index where it is there, else by a look at all goods."""
    if len(_UNFILTERED) > _MOST_SHELVES:
        _UNFILTERED.clear()  # of shops as they were yesterday, too
    remembered = _UNFILTERED[(category_id, asked.price_bands, asked.counted_from, shop)]
    return remembered.get() or remembered.keep(_counted(category_id, asked, shop=shop))


def _counted(category_id: UUID, asked: Narrowing, *, shop: Assortment) -> FoundFacets:
    query = SearchQuery(
        text="",
        category_id=category_id,
        assortment=shop,
        price_bands=asked.price_bands,
        counted_from=asked.counted_from,
    )
    # Attributes are those of one kind of goods; a wide shelf has too many kinds for any to say much.
    is_leaf = is_leaf_category(category_id)
    if found := shelf_facets(query, with_attributes=is_leaf):
        return replace(found, categories=())  # the page has links to the shelves below
    columns = {**_as_columns(asked), "limit": 0, "offset": 0}
    return _as_found(_ask(category_id, columns, is_leaf=is_leaf, sort=Sort.NEWEST, shop=shop), asked)


def _ask(
    category_id: UUID, asked: dict[str, Any], *, is_leaf: bool, sort: Sort, shop: Assortment
) -> dict[str, Any]:
    text = _FACETED.text.replace("/* shelf */", _ON_SHELF if is_leaf else _ON_SHELF_OR_BELOW)
    # Said as a constant and not as a parameter, so that a plan for any parameters leaves the work out as well.
    text = text.replace("/* attributes */", "true" if is_leaf else "false")
    statement = Statement(_FACETED.name, text.replace("/* order */", _ORDERS[sort]))
    return statement.decoded(
        dict[str, Any],
        category_id=category_id,
        shop_categories=None if shop.categories is None else sorted(shop.categories),
        **shop.as_columns(),
        **_MOST,
        **asked,
    )


def _as_columns(asked: Narrowing) -> dict[str, Any]:
    wanted = asked.wanted
    least, most = asked.limits
    return {
        "brands": [brand.lower() for brand in wanted.brands],
        "least": least,
        "most": most,
        "countries": list(wanted.countries),
        "origins": list(asked.sent_from),
        "rating": least_mean(wanted.rating),
        "names": [name for name, _ in wanted.attributes],
        "values": [value for _, value in wanted.attributes],
        "chosen_names": len({name for name, _ in wanted.attributes}),
        "bands_least": [least for least, _ in asked.price_bands],
        "bands_most": [most for _, most in asked.price_bands],
    }


def _as_found(told: dict[str, Any], asked: Narrowing) -> FoundFacets:
    """Return what the statement counted as a search tells it."""
    sent_from: Counter[str] = Counter()
    for origins, count in told["origins"]:
        sent_from.update(dict.fromkeys(origins, count))
    return FoundFacets(
        categories=(),
        brands=tuple((brand, count) for brand, count in told["brands"]),
        countries=tuple(told["countries"].items()),
        sent_from=tuple(sent_from.items()),
        ratings=tuple((int(stars), count) for stars, count in told["ratings"].items()),
        prices=tuple(PriceBand(least, most, count) for least, most, count in told["prices"]),
        lowest=told["lowest"],
        highest=told["highest"],
        attributes=tuple(map(_attribute, told["attributes"])),
        counted_from=tuple(
            sum(count for origins, count in told["origins"] if not among.isdisjoint(origins))
            for among in asked.counted_from
        ),
    )


def _attribute(fact: dict[str, Any]) -> FoundAttribute:
    choices = (
        FoundChoice(
            choice["value"],
            {
                language: " ".join(
                    filter(None, (shown_in(choice[part], language) for part in ("values", "units")))
                )
                for language in LANGUAGES
            },
            choice["count"],
        )
        for choice in fact["choices"]
    )
    names = {language: words_in(fact["names"], language) for language in LANGUAGES}
    return FoundAttribute(fact["name"], names, tuple(choices))
