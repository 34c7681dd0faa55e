"""The first look: what has the words under the filters, by how much it says them, or in the order of a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import isqrt
from typing import Any, Final

import tantivy

from yarmarka.connectors.search.index.asking import (
    Reach,
    any_of,
    asked,
    at_most,
    besides,
    between,
    everything,
    gathered,
    narrowed,
    under,
)
from yarmarka.connectors.search.index.facets import LEAST_RATING, Bands
from yarmarka.connectors.search.index.facts import column_of, term_of
from yarmarka.connectors.search.index.sampling import counted
from yarmarka.connectors.search.understanding import Understood

#: so many finds are looked at twice
LOOK_TWICE: Final = 100
#: fewer finds with all words than this, and what has some of them comes after
FEW: Final = 10
#: of so many finds that have the words in a title or near it, the best are taken without a look at the others
ENOUGH: Final = 5 * LOOK_TWICE
#: filters that go by another name than the field they look at
_FIELDS: Final = {"shop_shelf": "shelf"}


@dataclass(frozen=True)
class IndexQuery:
    """What is asked of the index: words and filters of words and numbers."""

    text: str
    any_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    least_price: int | None = None
    most_price: int | None = None
    #: stars
    rating: int = 0
    #: attribute → values, any of which will do
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    with_facets: bool = False
    #: whether it matters how many there are
    with_total: bool = True
    #: reference prices, both ends included, and sets of warehouses' countries, that finds are counted by
    price_bands: Bands = ()
    counted_from: Sequence[frozenset[str]] = ()
    #: so many finds are looked at twice
    look_twice: int = LOOK_TWICE
    order_by: str = ""
    is_descending: bool = True
    limit: int = 24
    offset: int = 0

    @property
    def has_price_limits(self) -> bool:
        """Whether only goods of some prices are wanted."""
        return self.least_price is not None or self.most_price is not None


@dataclass(frozen=True)
class Matched:
    """What has the words, the best first. `words` asks for all of it, whatever the filters.

    Without any filter there are `most` finds at most, with them `likely` up to so many. `total` is how many there are,
    `with_all` how many have all words, None where nobody counted them.
    """

    words: Any
    most: int
    likely: int
    hits: Sequence[Any]
    total: int | None
    with_all: int | None


def first_look(
    searcher: Any, understood: Understood, wanted: IndexQuery, first: int, *, is_ranked: bool = True
) -> Matched | None:
    """Return what has all words, and where that is little, what has some; nothing where no word is known.

    The best are taken of those that have the words in a title or near it, as typed if these are enough.
    Where another order than by weight is wanted, it is a page in that order.
    """
    best: Matched | None = None
    for is_relaxed in (False, True):
        words = gathered(understood, is_relaxed=is_relaxed)
        if words is None:
            continue
        look = _Look(searcher, understood, filters_of(wanted), is_relaxed=is_relaxed)
        most = at_most(understood, searcher, is_relaxed=is_relaxed)
        with_all = best.with_all if best else 0 if is_relaxed else None
        if is_ranked and not with_all and most >= ENOUGH:
            hits, count = look.near(first)
            if hits:
                # Between these and what the frequencies of the words allow, whichever way the scale is laid.
                return Matched(words, most, isqrt(count * most), hits, None, with_all)
        hits, total = look.whole(first) if is_ranked else ((), look.count(words, most))
        best = Matched(words, most, total, hits, total, total if with_all is None else with_all)
        if (best.with_all or 0) >= FEW or (best.with_all and len(understood.wanted) == 1):
            break
    if best and not is_ranked:
        page = in_order(searcher, narrowed(best.words, filters_of(wanted)), wanted)
        return replace(best, hits=page.hits)
    return best


class _Look:
    """One way to look at a query: all words or some, under filters."""

    def __init__(
        self, searcher: Any, understood: Understood, filters: Sequence[Any], *, is_relaxed: bool
    ) -> None:
        self._searcher, self._understood, self._filters = searcher, understood, filters
        self._is_relaxed = is_relaxed

    def near(self, first: int) -> tuple[Sequence[Any], int]:
        """Return the first of what has the words near a title, as typed or else in any way, and how many have them so.

        What else has the words follows. Where few have them there, nothing is returned.
        """
        for reach in (Reach.TYPED, Reach.NEAR):
            words = self._asked(reach)
            found = self._searcher.search(narrowed(words, self._filters), first) if words else None
            if found and found.count >= ENOUGH:
                more: Sequence[Any] = ()
                if first > found.count:
                    rest = besides(narrowed(self._asked(), self._filters), words)
                    more = self._searcher.search(rest, first - found.count, count=False).hits
                return [*found.hits, *more], found.count
        return (), 0

    def whole(self, first: int) -> tuple[Sequence[Any], int]:
        """Return the first of all that has the words, and how many these are."""
        found = self._searcher.search(narrowed(self._asked(), self._filters), first)
        return found.hits, found.count

    def count(self, words: Any, most: int) -> int:
        """Return how many have the words, or about so many."""
        return counted(self._searcher, under(words, self._filters), {}, likely=most).total

    def _asked(self, reach: Reach = Reach.ANYWHERE) -> Any:
        return asked(self._understood, is_relaxed=self._is_relaxed, reach=reach)


def browsed(searcher: Any, wanted: IndexQuery) -> Matched:
    """Return a page of all goods under some filters, with how many there are: one question, not two."""
    words = everything()
    found = in_order(searcher, narrowed(words, filters_of(wanted)), wanted, count=True)
    return Matched(words, int(searcher.num_docs), found.count, found.hits, found.count, found.count)


def in_order(searcher: Any, query: Any, wanted: IndexQuery, *, count: bool = False) -> Any:
    """Return a page of finds in the order of a number; without one, the newest first."""
    order = tantivy.Order.Desc if wanted.is_descending else tantivy.Order.Asc
    return searcher.search(
        query,
        wanted.limit,
        count=count,
        offset=wanted.offset,
        order_by_field=wanted.order_by or "born",
        order=order,
    )


def filters_of(wanted: IndexQuery, *, without: str = "") -> list[Any]:
    """Return the filters as the index takes them, one facet's left out where its own choices are counted."""
    found = [
        any_of(_FIELDS.get(name, name), values) for name, values in wanted.any_of.items() if name != without
    ]
    found += [
        any_of(column_of(name), [term_of(name, value) for value in values])
        for name, values in wanted.facts.items()
        if f"fact {name}" != without
    ]
    if wanted.has_price_limits and without != "price":
        found.append(between("price", tantivy.FieldType.Integer, wanted.least_price, wanted.most_price))
    if wanted.rating and without != "rating":
        least = LEAST_RATING.get(wanted.rating, float(wanted.rating))
        found.append(between("rating", tantivy.FieldType.Float, least, None))
    return found
