"""What the house asks of a search engine, whichever it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from yarmarka.domain.catalogue.types import Sort
from yarmarka.vocabulary.assortments import EVERYTHING, Assortment


@dataclass(frozen=True)
class SearchQuery:
    """What a reader wants to find, of what a shop sells. Prices are reference prices: kopecks at recorded rates.

    All conditions hold; of several brands, countries or values of one attribute any will do. `sent_from` are countries
    of warehouses, `rating` is in stars, `attributes` are pairs of name and value as addresses have them.
    `with_facets` asks for what finds can be narrowed by; besides, how many cost so much (`price_bands`, pairs of
    reference prices, both included, None for an open end), and how many can be sent from one of some countries
    (`counted_from`).
    """

    text: str
    category_id: UUID | None = None
    min_reference_minor: int | None = None
    max_reference_minor: int | None = None
    sort: Sort = Sort.RELEVANCE
    limit: int = 24
    offset: int = 0
    assortment: Assortment = EVERYTHING
    brands: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sent_from: tuple[str, ...] = ()
    rating: int = 0
    attributes: tuple[tuple[str, str], ...] = ()
    with_facets: bool = False
    price_bands: tuple[tuple[int | None, int | None], ...] = ()
    counted_from: tuple[frozenset[str], ...] = ()

    @property
    def has_price_limits(self) -> bool:
        """Whether only goods of some prices are wanted."""
        return self.min_reference_minor is not None or self.max_reference_minor is not None


@dataclass(frozen=True)
class PriceBand:
    """Reference prices from `least` to `most`, both included, either end perhaps open, and how many cost so much."""

    least: int | None
    most: int | None
    count: int


@dataclass(frozen=True)
class FoundChoice:
    """A value of an attribute as addresses have it, its words by language where they differ, what it would leave."""

    value: str
    words: Mapping[str, str]
    count: int


@dataclass(frozen=True)
class FoundAttribute:
    """An attribute that many of the best finds have, its name by language where it differs."""

    name: str
    names: Mapping[str, str]
    choices: tuple[FoundChoice, ...]


@dataclass(frozen=True)
class FoundFacets:
    """What finds can be narrowed by, each choice with what it would leave under all other filters, the most first.

    `categories` are all shelves on the finds' paths. `lowest` and `highest` are reference prices without the filter
    by price, where every find was seen. `prices` and `counted_from` follow what the query names, the latter without its
    `sent_from`. `is_about` says that there are so many finds that a sample of them was counted.
    """

    categories: tuple[tuple[UUID, int], ...]
    brands: tuple[tuple[str, int], ...]
    countries: tuple[tuple[str, int], ...]
    sent_from: tuple[tuple[str, int], ...]
    ratings: tuple[tuple[int, int], ...]
    prices: tuple[PriceBand, ...]
    lowest: int | None
    highest: int | None
    attributes: tuple[FoundAttribute, ...]
    counted_from: tuple[int, ...] = ()
    is_about: bool = False


@dataclass(frozen=True)
class Found:
    """A page of products that can be had, in order.

    `is_fallback` says that nothing has all the words, so these have some of them. Of very many finds the total
    is a lower bound, and `is_total_exact` is false. `with_all` says how many have all words where others follow them,
    None where nobody counted; `read_as` what was put right, as pairs of typed and meant; `is_simple` that the index is
    missing, so that typing mistakes and other alphabets are not understood. `facets` are there when they were asked for
    and the index answered; `brands` are suggestions, each with how many goods it has.
    """

    product_ids: tuple[UUID, ...]
    total: int
    is_total_exact: bool
    is_fallback: bool
    with_all: int | None = None
    read_as: tuple[tuple[str, str], ...] = ()
    is_simple: bool = False
    facets: FoundFacets | None = None
    brands: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Likeness:
    """A product that others are to be like, with its shelves, the widest first, and what a shop sells."""

    product_id: UUID
    path: tuple[UUID, ...]
    assortment: Assortment = EVERYTHING
    limit: int = 8


class SearchEngine(Protocol):
    """Finds goods by words in Russian, English or Chinese, in any inflection, and by the beginning of the last word."""

    def search(self, query: SearchQuery) -> Found:
        """Return one page; a query without any word finds what its other conditions leave."""
        ...

    def suggest(self, query: SearchQuery) -> Found:
        """Return what a query that is still being typed may mean, quickly."""
        ...

    def similar(self, to: Likeness) -> tuple[UUID, ...]:
        """Return products like one that can be had in the shop, the likest first."""
        ...
