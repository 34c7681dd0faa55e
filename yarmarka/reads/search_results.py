"""What is there in the reader's own words?"""

from dataclasses import dataclass
from datetime import datetime

from yarmarka.connectors.search import SearchEngine, SearchQuery, search_engine
from yarmarka.domain.catalogue.queries import category_by_slug
from yarmarka.domain.catalogue.types import Sort
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.reads.facets import ANYTHING, Facets, GoodsFilter
from yarmarka.reads.found_facets import found_facets, narrowing
from yarmarka.reads.pages import ListPage
from yarmarka.reads.product_cards import ProductCard, product_cards
from yarmarka.reads.shelf import CARDS_PER_PAGE, ShelfLink, link
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment


@dataclass(frozen=True)
class SearchResults:
    """A page of finds. `is_fallback` says that nothing has all the words, so these have some of them; `with_all` how
    many have all where others follow; `read_as` what was put right; `is_simple` that the search index is missing."""

    text: str
    category: ShelfLink | None
    cards: tuple[ProductCard, ...]
    page: ListPage
    sort: Sort
    is_fallback: bool
    with_all: int | None = None
    read_as: tuple[tuple[str, str], ...] = ()
    is_simple: bool = False
    facets: Facets | None = None

    @property
    def has_others_behind(self) -> bool:
        """Whether some have all the words, and behind them come others that have not; in another order than by fitness
        these stand among them."""
        return self.sort is Sort.RELEVANCE and 0 < (self.with_all or 0) < self.page.total


def search_results(
    text: str,
    *,
    category_slug: str = "",
    wanted: GoodsFilter = ANYTHING,
    home: str = "",
    place: str = "",
    currency: str,
    language: str,
    sort: Sort = Sort.RELEVANCE,
    page: int = 1,
    per_page: int = CARDS_PER_PAGE,
    assortment: Assortment = EVERYTHING,
    now: datetime,
    engine: SearchEngine | None = None,
) -> SearchResults:
    """Return a page (from 1) of what has these words, in a number of statements that does not depend on the finds.

    With `home`, the country that goods would be brought to (and `place` in it), it is counted what they can be narrowed
    by. Price limits are compared with the lowest prices at the last change, in roubles. Raises Missing for an unknown
    category, and RateMissing for a limit in a currency without a rate.
    """
    category = category_by_slug(category_slug) if category_slug else None
    number = max(1, page)
    asked = narrowing(wanted, home=home, place=place, currency=currency, language=language, now=now)
    least, most = asked.limits
    query = SearchQuery(
        text=text,
        category_id=category.id if category else None,
        min_reference_minor=least,
        max_reference_minor=most,
        brands=wanted.brands,
        countries=wanted.countries,
        sent_from=asked.sent_from,
        rating=wanted.rating,
        attributes=wanted.attributes,
        with_facets=bool(home),
        price_bands=asked.price_bands,
        counted_from=asked.counted_from,
        sort=sort,
        limit=per_page,
        offset=(number - 1) * per_page,
        assortment=assortment,
    )
    found = (engine or search_engine()).search(query)
    rates = rates_to(currency, now=now)
    return SearchResults(
        text=text,
        category=link(category, language) if category else None,
        cards=product_cards(
            found.product_ids, currency=currency, rates=rates, language=language, assortment=assortment
        ),
        page=ListPage(number, per_page, found.total, is_total_exact=found.is_total_exact),
        sort=sort,
        is_fallback=found.is_fallback,
        with_all=found.with_all,
        read_as=found.read_as,
        is_simple=found.is_simple,
        facets=found_facets(found.facets, asked, shelf=query.category_id) if found.facets else None,
    )
