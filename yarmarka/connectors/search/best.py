"""Search by the index where there is one, by PostgreSQL where there is none or where only it knows the answer."""

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings

from yarmarka.connectors.search.index import IndexSearch, IndexStore
from yarmarka.connectors.search.index.engine import Answer
from yarmarka.connectors.search.index.first_look import LOOK_TWICE, IndexQuery
from yarmarka.connectors.search.port import Found, FoundFacets, Likeness, SearchEngine, SearchQuery
from yarmarka.connectors.search.postgres import by_barcode
from yarmarka.connectors.search.reasons import PART_OF, Part, Placed, Why
from yarmarka.connectors.search.understanding.dictionary import Added, dictionary_with
from yarmarka.domain.catalogue.queries import list_products
from yarmarka.domain.catalogue.types import ProductFilter, ProductIds, Sort
from yarmarka.domain.synonyms.queries import meanings_in_force
from yarmarka.vocabulary.assortments import Assortment

#: nobody leafs further; above it a list says "more than"
COUNT_TO: Final = 2_400
#: so many finds are looked at twice for suggestions
_SUGGESTED_OF: Final = 32
_ORDERS: Final = {
    Sort.RELEVANCE: ("", True),
    Sort.NEWEST: ("born", True),
    Sort.PRICE: ("price", False),
    Sort.PRICE_DESC: ("price", True),
    Sort.RATING: ("weighed", True),
}
_BY_PRICE: Final = frozenset({Sort.PRICE, Sort.PRICE_DESC})
STORE_MARK: Final = "\x1f"


@cache
def index_store() -> IndexStore:
    """Return this installation's index, one for each process."""
    return IndexStore(Path(settings.SEARCH_DIR))


class BestSearch:
    """The index, with PostgreSQL behind it."""

    def __init__(self, store: IndexStore, behind: SearchEngine) -> None:
        self._store = store
        self._behind = behind

    @property
    def _index(self) -> IndexSearch:
        """Return the index, asked by the words that mean the same just now."""
        added = tuple(Added(one.typed, one.found) for one in meanings_in_force())
        return IndexSearch(self._store, dictionary=dictionary_with(added))

    def search(self, query: SearchQuery) -> Found:
        """Return one page: what has the barcode typed, else what is meant by the words, the fittest first."""
        if found := by_barcode(query):
            return found
        if _asks_for_a_shops_own_prices(query):
            return self._by_own_prices(query) or self._behind.search(query)
        answer = self._index.search(as_index_query(query))
        if answer is None:
            return self._behind.search(query)
        return _found(answer)

    def _by_own_prices(self, query: SearchQuery) -> Found | None:
        """Return what the index finds, limited and ordered by what this shop's own sellers ask, which PostgreSQL knows.

        Of more finds than anybody leafs through the fittest take part. Nothing is returned where there is no index, or
        where no words say which of so many goods are fit.
        """
        every = replace(
            query,
            min_reference_minor=None,
            max_reference_minor=None,
            sort=query.sort if query.sort not in _BY_PRICE else Sort.RELEVANCE,
            limit=COUNT_TO,
            offset=0,
            # Counts under a limit would be counted by the lowest price of all sellers.
            with_facets=query.with_facets and not query.has_price_limits,
        )
        answer = self._index.search(as_index_query(every))
        if answer is None or (answer.total > COUNT_TO and not query.text.strip()):
            return None
        found = _found(answer)
        page = _by_prices_here(found.product_ids, query)
        return replace(
            found,
            product_ids=page.ids,
            total=page.total,
            is_total_exact=page.is_total_exact and found.is_total_exact,
            is_fallback=found.is_fallback and page.total > 0,
            # Which of the finds have all words, the index does not say.
            with_all=page.total if answer.with_all == answer.total else None,
        )

    def shelf_facets(self, query: SearchQuery, *, with_attributes: bool) -> FoundFacets | None:
        """Return how a shelf that is looked through without words can be narrowed, by all that lies there.

        Nothing is returned where there is no index, or where prices are a shop's own.
        """
        if _sells_some_offers(query.assortment):
            return None
        asked = as_index_query(query)
        return IndexSearch(self._store).shelf_facets(asked, with_attributes=with_attributes)

    def suggest(self, query: SearchQuery) -> Found:
        """Return what a query that is still being typed may mean, with the brands whose name begins like it.

        It looks twice at fewer finds than a search does, and so takes a fraction of the time.
        """
        if _asks_for_a_shops_own_prices(query):
            return self._behind.suggest(query)
        if found := by_barcode(query):
            return found
        index = self._index
        answer = index.search(replace(as_index_query(query), look_twice=_SUGGESTED_OF, with_total=False))
        if answer is None:
            return self._behind.suggest(query)
        return replace(_found(answer), brands=tuple(index.brands_beginning(query.text)))

    def why(self, query: SearchQuery) -> Why | None:
        """Return how the best finds came to their places; nothing where there is no index.

        Only as many are told as the ranking formula looks at; a barcode, or another order, knows no formula.
        """
        index = self._index
        answer = index.search(replace(as_index_query(query), limit=LOOK_TWICE, offset=0, order_by=""))
        if answer is None:
            return None
        return Why(
            finds=tuple(
                Placed(
                    product_id=UUID(one.id),
                    fitness=one.fitness,
                    parts=tuple(
                        Part(sign, value, index.weigh(sign), PART_OF.get(sign, "text"))
                        for sign, value in one.signs.items()
                    ),
                )
                for one in answer.finds
                if one.signs
            ),
            total=answer.total,
            readings=tuple(
                (
                    one.text,
                    tuple((" ".join(choice.stems), choice.weight, choice.why) for choice in one.choices),
                )
                for one in answer.understood.wanted
            ),
        )

    def similar(self, to: Likeness) -> tuple[UUID, ...]:
        """Return what is like a product by the words that name it; without an index, by its attributes."""
        found = self._index.similar(
            str(to.product_id),
            path=[str(key) for key in to.path],
            wanted=IndexQuery(text="", any_of=_sold_in(to.assortment)),
            limit=to.limit,
        )
        return self._behind.similar(to) if found is None else tuple(map(UUID, found))


def _found(answer: Answer) -> Found:
    return Found(
        product_ids=tuple(UUID(one.id) for one in answer.finds),
        total=min(answer.total, COUNT_TO),
        is_total_exact=answer.is_total_known and answer.total <= COUNT_TO,
        is_fallback=answer.with_all == 0 and answer.total > 0,
        with_all=answer.with_all,
        read_as=tuple(answer.understood.read_as.items()),
        facets=answer.facets,
    )


def _by_prices_here(fit: tuple[UUID, ...], query: SearchQuery) -> ProductIds:
    """Return a page of finds, the fittest of which come first, within the limits and in the order of a query."""
    wanted = ProductFilter(
        products=fit,
        min_reference_minor=query.min_reference_minor,
        max_reference_minor=query.max_reference_minor,
        assortment=query.assortment,
    )
    if query.sort in _BY_PRICE:
        return list_products(wanted, sort=query.sort, limit=query.limit, offset=query.offset)
    within = frozenset(list_products(wanted, sort=Sort.NEWEST, limit=COUNT_TO).ids)
    ids = tuple(key for key in fit if key in within)
    return ProductIds(ids[query.offset :][: query.limit], len(ids), is_total_exact=True)


def as_index_query(query: SearchQuery) -> IndexQuery:
    """Return what the index is asked."""
    order, is_descending = _ORDERS[query.sort]
    facts: dict[str, list[str]] = {}
    for name, value in query.attributes:
        facts.setdefault(name, []).append(value)
    return IndexQuery(
        text=query.text,
        any_of={**_chosen(query), **_sold_in(query.assortment)},
        least_price=query.min_reference_minor,
        most_price=query.max_reference_minor,
        rating=query.rating,
        facts=facts,
        with_facets=query.with_facets,
        price_bands=query.price_bands,
        counted_from=query.counted_from,
        order_by=order,
        is_descending=is_descending,
        limit=query.limit,
        offset=query.offset,
    )


def _chosen(query: SearchQuery) -> dict[str, list[str]]:
    """Return what goods must bear to be what a reader chose."""
    chosen = {
        "shelf": [str(query.category_id)] if query.category_id else [],
        "brand": [brand.lower() for brand in query.brands],
        "country": list(query.countries),
        "near": list(query.sent_from),
    }
    return {field: values for field, values in chosen.items() if values}


def _sold_in(shop: Assortment) -> dict[str, list[str]]:
    """Return what goods must bear to be sold in a shop; of a shelf and a shop's shelves both hold, so these differ."""
    found: dict[str, list[str]] = {}
    if shop.categories is not None:
        found["shop_shelf"] = [str(key) for key in shop.categories]
    if shop.sellers is not None:
        found["seller"] = [str(key) for key in shop.sellers]
    if shop.stores is not None:
        found["store"] = [f"{brand}{STORE_MARK}{seller}" for brand, seller in shop.stores]
    return found


def _asks_for_a_shops_own_prices(query: SearchQuery) -> bool:
    """Test if prices count in a shop that sells only some sellers' offers: the index knows the lowest of all only."""
    return _sells_some_offers(query.assortment) and (query.sort in _BY_PRICE or query.has_price_limits)


def _sells_some_offers(shop: Assortment) -> bool:
    return shop.sellers is not None or shop.stores is not None
