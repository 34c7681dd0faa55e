"""Finding goods by words: the port, and the engine that this installation uses."""

from yarmarka.connectors.search.port import Found, SearchEngine, SearchQuery
from yarmarka.connectors.search.postgres import PostgresSearch

__all__ = ["Found", "PostgresSearch", "SearchEngine", "SearchQuery", "search_engine"]


def search_engine() -> SearchEngine:
    """Return the engine that searches are put to."""
    return PostgresSearch()
