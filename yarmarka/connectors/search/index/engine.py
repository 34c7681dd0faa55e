"""Search by the index: understand, look once for what has the words, look again at the best of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any, Final

import tantivy

from yarmarka.connectors.search.index.asking import any_of, asked, between, everything, with_living_choices
from yarmarka.connectors.search.index.ranking import Found, Weights, fitness, signs
from yarmarka.connectors.search.index.store import IndexStore
from yarmarka.connectors.search.understanding import ALL_TRICKS, Trick, Understood, Wanted, understand
from yarmarka.connectors.search.understanding.dictionary import Dictionary, house_dictionary

#: so many finds are looked at twice
LOOK_TWICE: Final = 160
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
    least_rating: float = 0.0
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
    query: Any = None


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
        filters = filters_of(wanted)
        lexicon = self._store.lexicon(searcher, self._dictionary)
        understood = understand(wanted.text, lexicon, tricks=self._tricks)
        if not understood.wanted:
            if wanted.text.strip():
                return Answer((), 0, 0, understood)
            return _listed(searcher, everything(filters), wanted, understood)
        return self._by_words(searcher, wanted, with_living_choices(understood, searcher), filters)

    def looked_at(self, wanted: IndexQuery) -> list[Judged]:
        """Return the finds that are looked at twice with their signs: what a bench weighs anew."""
        searcher = self._store.searcher()
        lexicon = self._store.lexicon(searcher, self._dictionary)
        understood = with_living_choices(understand(wanted.text, lexicon, tricks=self._tricks), searcher)
        matched = _matched(searcher, understood, filters_of(wanted), LOOK_TWICE)
        return self.candidates(searcher, matched.hits, understood) if matched else []

    def _by_words(
        self, searcher: Any, wanted: IndexQuery, understood: Understood, filters: Sequence[Any]
    ) -> Answer:
        matched = _matched(searcher, understood, filters, max(LOOK_TWICE, wanted.offset + wanted.limit))
        if matched is None:
            return Answer((), 0, 0, understood)
        if wanted.order_by:
            return _listed(searcher, matched.query, wanted, understood, with_all=matched.with_all)
        finds = self._ranked(searcher, matched.hits, understood)
        page = finds[wanted.offset : wanted.offset + wanted.limit]
        return Answer(tuple(page), matched.total, matched.with_all, understood, matched.query)

    def _ranked(self, searcher: Any, hits: Sequence[Any], understood: Understood) -> list[Judged]:
        looked = self.candidates(searcher, hits[:LOOK_TWICE], understood)
        ordered = sorted(looked, key=lambda one: (-one.fitness, one.id))
        rest = [Judged(_id(searcher, address), 0.0, {}) for _, address in hits[LOOK_TWICE:]]
        return ordered + rest

    def candidates(self, searcher: Any, hits: Sequence[Any], understood: Understood) -> list[Judged]:
        """Return finds with their signs, in the order in which the index gave them."""
        if not hits:
            return []
        addresses = [address for _, address in hits]
        sales = searcher.fast_field_values("sales", addresses)
        rating = searcher.fast_field_values("weighed", addresses)
        rarities = [_rarity(one, searcher) for one in understood.wanted]
        served = frozenset(phrase[0] for phrase in self._dictionary.accessories if len(phrase) == 1)
        best = hits[0][0]
        found = []
        for (score, address), sold, rated in zip(hits, sales, rating, strict=True):
            doc = searcher.doc(address)
            one = Found(doc.get_first("id"), score, doc.get_first("ranked"), sold or 0, rated or 0.0)
            told = signs(one, understood.wanted, best=best, rarities=rarities, accessories=served)
            found.append(Judged(one.id, fitness(told, self._weights), told))
        return found


@dataclass(frozen=True)
class _Matched:
    """What has the words, in the order of the first look."""

    query: Any
    hits: Sequence[Any]
    total: int
    with_all: int


def _matched(searcher: Any, understood: Understood, filters: Sequence[Any], first: int) -> _Matched | None:
    """Return what has all words, and where that is little, what has some; nothing where no word is known."""
    strict = asked(understood, searcher, filters=filters, is_relaxed=False)
    found = searcher.search(strict, first) if strict is not None else None
    with_all = found.count if found else 0
    if with_all < FEW and (len(understood.wanted) > 1 or not with_all):
        relaxed = asked(understood, searcher, filters=filters, is_relaxed=True)
        if relaxed is not None:
            strict, found = relaxed, searcher.search(relaxed, first)
    return _Matched(strict, found.hits, found.count, with_all) if found else None


def filters_of(wanted: IndexQuery, *, without: str = "") -> list[Any]:
    """Return the filters as the index takes them, one field's left out where its own choices are counted."""
    found = [
        any_of(_FIELDS.get(name, name), values) for name, values in wanted.any_of.items() if name != without
    ]
    if (wanted.least_price is not None or wanted.most_price is not None) and without != "price":
        found.append(between("price", tantivy.FieldType.Integer, wanted.least_price, wanted.most_price))
    if wanted.least_rating and without != "rating":
        found.append(between("rating", tantivy.FieldType.Float, wanted.least_rating, None))
    return found


def _listed(
    searcher: Any, query: Any, wanted: IndexQuery, understood: Understood, *, with_all: int | None = None
) -> Answer:
    order = tantivy.Order.Desc if wanted.is_descending else tantivy.Order.Asc
    found = searcher.search(
        query, wanted.limit, offset=wanted.offset, order_by_field=wanted.order_by or "born", order=order
    )
    finds = tuple(Judged(_id(searcher, address), 0.0, {}) for _, address in found.hits)
    return Answer(finds, found.count, found.count if with_all is None else with_all, understood, query)


def _rarity(one: Wanted, searcher: Any) -> float:
    """Return how much a thing tells apart: that of its rarest word, as the best of its choices says it."""
    stems = one.choices[0].stems if one.choices else ()
    return max(
        (log(1 + searcher.num_docs / (1 + searcher.doc_freq("main", stem))) for stem in stems), default=1.0
    )


def _id(searcher: Any, address: Any) -> str:
    return str(searcher.doc(address).get_first("id"))
