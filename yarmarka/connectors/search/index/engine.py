"""Search by the index: understand, look once for what has the words, look again at the best of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import log
from typing import Any, Final

import tantivy

from yarmarka.connectors.search.index.asking import any_of, asked, between, everything, with_living_choices
from yarmarka.connectors.search.index.facets import (
    LEAST_RATING,
    Bands,
    attributes_among,
    attributes_of,
    count_facets,
)
from yarmarka.connectors.search.index.facts import brand_as_written, column_of, term_of
from yarmarka.connectors.search.index.ranking import Found, Weights, fitness, signs
from yarmarka.connectors.search.index.schema import streams
from yarmarka.connectors.search.index.similar import similar
from yarmarka.connectors.search.index.store import IndexStore
from yarmarka.connectors.search.index.together import alike, cheap, typed
from yarmarka.connectors.search.port import FoundFacets
from yarmarka.connectors.search.understanding import ALL_TRICKS, Trick, Understood, Wanted, understand
from yarmarka.connectors.search.understanding.dictionary import Dictionary, house_dictionary

#: so many finds are looked at twice
LOOK_TWICE: Final = 100
#: so many of the best finds say which attributes can be chosen by
LOOK_FOR_FACTS: Final = 48
#: brands that a beginning calls up, and of how many these are the ones with most goods
MOST_BRANDS: Final = 5
_MOST_BRANDS_SEEN: Final = 200
#: filters that go by another name than the field they look at
_FIELDS: Final = {"shop_shelf": "shelf"}
#: fewer finds with all words than this, and what has some of them comes after
FEW: Final = 10


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
    #: reference prices, both ends included, and sets of warehouses' countries, that finds are counted by
    price_bands: Bands = ()
    counted_from: Sequence[frozenset[str]] = ()
    #: so many finds are looked at twice
    look_twice: int = LOOK_TWICE
    order_by: str = ""
    is_descending: bool = True
    limit: int = 24
    offset: int = 0


@dataclass(frozen=True)
class Judged:
    """A find with how it came to its place."""

    id: str
    fitness: float
    signs: Mapping[str, float]


@dataclass(frozen=True)
class Answer:
    """A page of finds. `with_all` is how many have all the words."""

    finds: tuple[Judged, ...]
    total: int
    with_all: int
    understood: Understood
    facets: FoundFacets | None = None


class IndexSearch:
    """Asks one index."""

    def __init__(
        self,
        store: IndexStore,
        *,
        weights: Weights | None = None,
        tricks: frozenset[Trick] = ALL_TRICKS,
        dictionary: Dictionary | None = None,
    ) -> None:
        self._store = store
        self._weights = weights or Weights()
        self._tricks = tricks
        self._dictionary = dictionary or house_dictionary()

    def search(self, wanted: IndexQuery) -> Answer | None:
        """Return one page; nothing when there is no index."""
        searcher = self._store.searcher()
        if searcher is None:
            return None
        understood = self._understood(wanted.text, searcher)
        if wanted.text.strip() and not understood.wanted:
            return Answer((), 0, 0, understood)
        ranked = bool(understood.wanted) and not wanted.order_by
        first = max(wanted.look_twice, wanted.offset + wanted.limit) if ranked else 1
        if understood.wanted:
            matched = _matched(searcher, understood, filters_of(wanted), first)
        else:
            matched = _browsed(searcher, wanted)
        if matched is None:
            return Answer((), 0, 0, understood)
        in_order = ranked or not understood.wanted
        hits = matched.hits if in_order else _in_order(searcher, matched.query, wanted).hits
        facets = _facets(searcher, wanted, matched, hits) if wanted.with_facets else None
        if ranked:
            finds = self._ranked(searcher, hits, understood, wanted.look_twice)
            finds = finds[wanted.offset : wanted.offset + wanted.limit]
        else:
            finds = [Judged(_id(searcher, address), 0.0, {}) for _, address in hits]
        return Answer(tuple(finds), matched.total, matched.with_all, understood, facets)

    def shelf_facets(self, wanted: IndexQuery, *, with_attributes: bool) -> FoundFacets | None:
        """Return how all goods under some filters can be narrowed, without words; nothing when there is no index."""
        searcher = self._store.searcher()
        if searcher is None:
            return None
        matched = _browsed(searcher, replace(wanted, limit=1, offset=0))
        found = _facets(searcher, wanted, matched, ())
        if not with_attributes:
            return found
        return replace(found, attributes=attributes_among(searcher, matched.query, total=matched.total))

    def brands_beginning(self, text: str) -> list[tuple[str, int]]:
        """Return the brands whose name begins like this, as most goods write it, those with most goods first."""
        searcher = self._store.searcher()
        spelling = text.strip().lower()
        if searcher is None or not spelling:
            return []
        found = searcher.terms_with_prefix("brand", spelling, limit=_MOST_BRANDS_SEEN)
        best = sorted(found, key=lambda one: -one[1])[:MOST_BRANDS]
        return [(brand_as_written(searcher, key), count) for key, count in best]

    def similar(self, key: str, *, path: Sequence[str], wanted: IndexQuery, limit: int) -> list[str] | None:
        """Return what is like a product under the filters of a query; nothing when there is no index."""
        searcher = self._store.searcher()
        if searcher is None:
            return None
        return similar(searcher, key, path=path, filters=filters_of(wanted), limit=limit)

    def looked_at(self, wanted: IndexQuery) -> list[Judged]:
        """Return the finds that are looked at twice with their signs: what a bench weighs anew."""
        searcher = self._store.searcher()
        understood = self._understood(wanted.text, searcher)
        matched = _matched(searcher, understood, filters_of(wanted), LOOK_TWICE)
        return self.candidates(searcher, matched.hits, understood) if matched else []

    def weigh(self, sign: str) -> float:
        """Return what a sign counts."""
        return float(getattr(self._weights, sign))

    def _understood(self, text: str, searcher: Any) -> Understood:
        lexicon = self._store.lexicon(searcher, self._dictionary)
        return with_living_choices(understand(text, lexicon, tricks=self._tricks), searcher)

    def _ranked(
        self, searcher: Any, hits: Sequence[Any], understood: Understood, look_twice: int
    ) -> list[Judged]:
        looked = self.candidates(searcher, hits[:look_twice], understood)
        ordered = sorted(looked, key=lambda one: -one.fitness)
        rest = [Judged(_id(searcher, address), 0.0, {}) for _, address in hits[look_twice:]]
        return ordered + rest

    def candidates(self, searcher: Any, hits: Sequence[Any], understood: Understood) -> list[Judged]:
        """Return finds with their signs, in the order in which the index gave them."""
        if not hits:
            return []
        addresses = [address for _, address in hits]
        sales = searcher.fast_field_values("sales", addresses)
        rating = searcher.fast_field_values("weighed", addresses)
        days = searcher.fast_field_values("days", addresses)
        by_price = cheap([price or 0 for price in searcher.fast_field_values("price", addresses)])
        docs = [searcher.doc(address) for address in addresses]
        told = [streams(doc.get_first("ranked").decode()) for doc in docs]
        wanted, best = understood.wanted, hits[0][0]
        rarities = [_rarity(one, searcher) for one in wanted]
        served = frozenset(phrase[0] for phrase in self._dictionary.accessories if len(phrase) == 1)
        finds = [
            Found(doc.get_first("id"), score, said, sold or 0, rated or 0.0, soon or 0)
            for (score, _), doc, said, sold, rated, soon in zip(
                hits, docs, told, sales, rating, days, strict=True
            )
        ]
        by_typed = typed(told, wanted, partial(_rarity_of, searcher))
        standing = [one.score / (best or 1.0) + share for one, share in zip(finds, by_typed, strict=True)]
        by_likeness = alike(told, standing, wanted, partial(_rarity_of, searcher))
        found = []
        for one, share, likeness, low in zip(finds, by_typed, by_likeness, by_price, strict=True):
            own = signs(one, wanted, best=best, rarities=rarities, accessories=served)
            every = {**own, "typed": share, "alike": likeness, "price": low}
            found.append(Judged(one.id, fitness(every, self._weights), every))
        return found


@dataclass(frozen=True)
class _Matched:
    """What has the words, in the order of the first look; `under` asks for the same under other filters."""

    under: Callable[[Sequence[Any]], Any]
    query: Any
    hits: Sequence[Any]
    total: int
    with_all: int


def _matched(searcher: Any, understood: Understood, filters: Sequence[Any], first: int) -> _Matched | None:
    """Return what has all words, and where that is little, what has some; nothing where no word is known."""
    best: _Matched | None = None
    for is_relaxed in (False, True):
        under = partial(_asked, understood, searcher, is_relaxed=is_relaxed)
        query = under(filters)
        if query is None:
            continue
        found = searcher.search(query, first)
        with_all = best.with_all if best else 0 if is_relaxed else found.count
        best = _Matched(under, query, found.hits, found.count, with_all)
        if with_all >= FEW or (with_all and len(understood.wanted) == 1):
            break
    return best


def _asked(understood: Understood, searcher: Any, filters: Sequence[Any], *, is_relaxed: bool) -> Any | None:
    return asked(understood, searcher, filters=filters, is_relaxed=is_relaxed)


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
    if (wanted.least_price is not None or wanted.most_price is not None) and without != "price":
        found.append(between("price", tantivy.FieldType.Integer, wanted.least_price, wanted.most_price))
    if wanted.rating and without != "rating":
        least = LEAST_RATING.get(wanted.rating, float(wanted.rating))
        found.append(between("rating", tantivy.FieldType.Float, least, None))
    return found


def _facets(searcher: Any, wanted: IndexQuery, matched: _Matched, hits: Sequence[Any]) -> FoundFacets:
    told = (searcher.doc(address).get_first("told") for _, address in hits[:LOOK_FOR_FACTS])
    filtered = {
        *wanted.any_of,
        *(f"fact {name}" for name in wanted.facts),
        *(["price"] if wanted.least_price is not None or wanted.most_price is not None else ()),
        *(["rating"] if wanted.rating else ()),
    }
    found = count_facets(
        searcher,
        lambda facet: matched.under(filters_of(wanted, without=facet)),
        filtered=filtered,
        attributes=attributes_of((bytes(one or b"").decode() for one in told), wanted.facts),
        brands=wanted.any_of.get("brand", ()),
        bands=wanted.price_bands,
    )
    return replace(found, counted_from=_counted_from(searcher, wanted, matched, dict(found.sent_from)))


def _counted_from(
    searcher: Any, wanted: IndexQuery, matched: _Matched, sent_from: Mapping[str, int]
) -> tuple[int, ...]:
    """Count what can be sent from one of some countries: goods that lie in two of them count once."""
    counts: dict[frozenset[str], int] = {}
    for origins in wanted.counted_from:
        present = frozenset(sent_from.keys() & origins)
        if len(present) < 2:
            counts[present] = sum(sent_from[origin] for origin in present)
        elif present not in counts:
            filters = [*filters_of(wanted, without="near"), any_of("near", present)]
            counts[present] = searcher.search(matched.under(filters), 1).count
    return tuple(counts[frozenset(sent_from.keys() & origins)] for origins in wanted.counted_from)


def _browsed(searcher: Any, wanted: IndexQuery) -> _Matched:
    """Return a page of all goods under some filters, with how many there are: one question, not two."""
    query = everything(filters_of(wanted))
    found = _in_order(searcher, query, wanted, count=True)
    return _Matched(everything, query, found.hits, found.count, found.count)


def _in_order(searcher: Any, query: Any, wanted: IndexQuery, *, count: bool = False) -> Any:
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


def _rarity(one: Wanted, searcher: Any) -> float:
    """Return how much a thing tells apart: that of its rarest word, as the best of its choices says it."""
    stems = one.choices[0].stems if one.choices else ()
    return max((_rarity_of(searcher, stem) for stem in stems), default=1.0)


def _rarity_of(searcher: Any, stem: str) -> float:
    return log(1 + searcher.num_docs / (1 + searcher.doc_freq("main", stem)))


def _id(searcher: Any, address: Any) -> str:
    return str(searcher.doc(address).get_first("id"))
