"""What the house asks of a search engine, whichever it is."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from yarmarka.domain.catalogue.types import Sort
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment


@dataclass(frozen=True)
class SearchQuery:
    """What a reader wants to find, of what a shop sells. Prices are reference prices: kopecks at recorded rates."""

    text: str
    category_id: UUID | None = None
    min_reference_minor: int | None = None
    max_reference_minor: int | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 24
    offset: int = 0
    assortment: Assortment = EVERYTHING


@dataclass(frozen=True)
class Found:
    """A page of products that can be had, in order.

    `is_fallback` says that nothing has all the words, so these have some of them. Of very many finds the total
    is a lower bound, and `is_total_exact` is false. `with_all` says how many have all words where others follow them;
    `read_as` what was put right, as pairs of typed and meant; `is_simple` that the index is missing, so that typing
    mistakes and other alphabets are not understood.
    """

    product_ids: tuple[UUID, ...]
    total: int
    is_total_exact: bool
    is_fallback: bool
    with_all: int | None = None
    read_as: tuple[tuple[str, str], ...] = ()
    is_simple: bool = False


class SearchEngine(Protocol):
    """Finds goods by words in Russian, English or Chinese, in any inflection, and by the beginning of the last word."""

    def search(self, query: SearchQuery) -> Found:
        """Return one page; a query without any word finds what its other conditions leave."""
        ...
