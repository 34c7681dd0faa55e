"""Search by PostgreSQL's own full-text index: the truth and the small shop; nothing to install or rebuild."""

from typing import Final
from uuid import UUID

from yarmarka.connectors.search.port import Found, Likeness, SearchQuery
from yarmarka.domain.catalogue.errors import GtinInvalid
from yarmarka.domain.catalogue.queries import (
    list_products,
    products_with_gtin,
    similar_products,
    sold_in,
)
from yarmarka.domain.catalogue.rules.trade_items import normal_gtin
from yarmarka.domain.catalogue.rules.words import any_of_words, search_words
from yarmarka.domain.catalogue.types import ProductFilter, ProductIds, SearchWords
from yarmarka.domain.inventory.queries import warehouses_in
from yarmarka.domain.reviews.queries import well_rated
from yarmarka.domain.reviews.rules import least_mean
from yarmarka.domain.sellers.queries import sellers_in

_NOTHING: Final = ProductIds(ids=(), total=0, is_total_exact=True)


class PostgresSearch:
    """The search engine that lives in the catalogue's own tables, and so is never behind them; it counts no facets."""

    def search(self, query: SearchQuery) -> Found:
        """Return one page: what has the barcode typed, else all words, else any of them."""
        if found := by_barcode(query):
            return found
        words = search_words(query.text)
        if query.text.strip() and words is None:
            return _found(_NOTHING, is_fallback=False)
        page = _page(query, words)
        if page.total == 0 and words and (some := any_of_words(query.text)):
            page = _page(query, some)
            return _found(page, is_fallback=page.total > 0)
        return _found(page, is_fallback=False)

    def suggest(self, query: SearchQuery) -> Found:
        """Return what a search would."""
        return self.search(query)

    def similar(self, to: Likeness) -> tuple[UUID, ...]:
        """Return what lies on the same shelf and has most attributes in common, the nearest price first."""
        found = similar_products(to.product_id, limit=to.limit * 2)
        sold = sold_in(found, to.assortment)
        return tuple(key for key in found if key in sold)[: to.limit]


def by_barcode(query: SearchQuery) -> Found | None:
    """Return the product whose barcode was typed, if it was one."""
    try:
        gtin = normal_gtin(query.text)
    except GtinInvalid:
        return None
    ids = products_with_gtin(gtin, assortment=query.assortment) if gtin else ()
    return Found(ids[query.offset :], len(ids), is_total_exact=True, is_fallback=False) if ids else None


def _page(query: SearchQuery, words: SearchWords | None) -> ProductIds:
    wanted = ProductFilter(
        words=words,
        category_id=query.category_id,
        min_reference_minor=query.min_reference_minor,
        max_reference_minor=query.max_reference_minor,
        assortment=query.assortment,
        brand_spellings=tuple(brand.lower() for brand in query.brands),
        sellers=sellers_in(query.countries) if query.countries else None,
        warehouses=warehouses_in(query.sent_from) if query.sent_from else None,
        products=well_rated(least_mean(query.rating)) if query.rating else None,
        attributes=query.attributes,
    )
    return list_products(wanted, sort=query.sort, limit=query.limit, offset=query.offset)


def _found(page: ProductIds, *, is_fallback: bool) -> Found:
    return Found(
        page.ids, page.total, is_total_exact=page.is_total_exact, is_fallback=is_fallback, is_simple=True
    )
