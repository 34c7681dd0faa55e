"""Finding goods by words: the port, and the engines that this installation has."""

from yarmarka.connectors.search.best import BestSearch, index_store
from yarmarka.connectors.search.port import (
    Found,
    FoundAttribute,
    FoundChoice,
    FoundFacets,
    Likeness,
    PriceBand,
    SearchEngine,
    SearchQuery,
)
from yarmarka.connectors.search.postgres import PostgresSearch
from yarmarka.connectors.search.reasons import Part, Placed, Why

__all__ = [
    "BestSearch",
    "Found",
    "FoundAttribute",
    "FoundChoice",
    "FoundFacets",
    "Likeness",
    "Part",
    "Placed",
    "PostgresSearch",
    "PriceBand",
    "SearchEngine",
    "SearchQuery",
    "Why",
    "index_store",
    "search_engine",
    "shelf_facets",
    "why_here",
]


def search_engine() -> SearchEngine:
    """Return the engine that searches are put to."""
    return BestSearch(index_store(), PostgresSearch())


def why_here(query: SearchQuery) -> Why | None:
    """Return how the best finds of a search came to their places; nothing where there is no index."""
    return BestSearch(index_store(), PostgresSearch()).why(query)


def shelf_facets(query: SearchQuery, *, with_attributes: bool) -> FoundFacets | None:
    """Return how a whole shelf can be narrowed, as the index counts it; nothing where it can't."""
    return BestSearch(index_store(), PostgresSearch()).shelf_facets(query, with_attributes=with_attributes)
