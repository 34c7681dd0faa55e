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

__all__ = [
    "BestSearch",
    "Found",
    "FoundAttribute",
    "FoundChoice",
    "FoundFacets",
    "Likeness",
    "PostgresSearch",
    "PriceBand",
    "SearchEngine",
    "SearchQuery",
    "index_store",
    "search_engine",
]


def search_engine() -> SearchEngine:
    """Return the engine that searches are put to."""
    return BestSearch(index_store(), PostgresSearch())
