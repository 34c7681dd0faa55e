"""Search by the index: understand, look once for what has the words, look again at the best of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import log
from typing import Any, Final

from yarmarka.connectors.search.index.asking import under, with_living_choices
from yarmarka.connectors.search.index.facets import attributes_among
from yarmarka.connectors.search.index.facts import brand_as_written
from yarmarka.connectors.search.index.first_look import (
    LOOK_TWICE,
    IndexQuery,
    browsed,
    filters_of,
    first_look,
)
from yarmarka.connectors.search.index.narrowing import facets_of
from yarmarka.connectors.search.index.ranking import Found, Weights, fitness, signs
from yarmarka.connectors.search.index.sampling import counted
from yarmarka.connectors.search.index.schema import streams
from yarmarka.connectors.search.index.similar import similar
from yarmarka.connectors.search.index.sought import Sought
from yarmarka.connectors.search.index.store import IndexStore
from yarmarka.connectors.search.index.together import alike, cheap, typed
from yarmarka.connectors.search.port import FoundFacets
from yarmarka.connectors.search.understanding import ALL_TRICKS, Trick, Understood, Wanted, understand
from yarmarka.connectors.search.understanding.dictionary import Dictionary, house_dictionary

#: brands that a beginning calls up, and of how many these are the ones with most goods
MOST_BRANDS: Final = 5
_MOST_BRANDS_SEEN: Final = 200


@dataclass(frozen=True)
class Judged:
    """A find with how it came to its place."""

    id: str
    fitness: float
    signs: Mapping[str, float]


@dataclass(frozen=True)
class Answer:
    """A page of finds. `with_all` is how many have all the words; where nobody asked, `total` is a lower bound."""

    finds: tuple[Judged, ...]
    total: int
    with_all: int
    understood: Understood
    facets: FoundFacets | None = None
    is_total_known: bool = True


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
        first = max(wanted.look_twice, wanted.offset + wanted.limit)
        found = (
            first_look(searcher, understood, wanted, first, is_ranked=ranked)
            if understood.wanted
            else browsed(searcher, wanted)
        )
        if found is None:
            return Answer((), 0, 0, understood)
        docs = [searcher.doc(address) for _, address in found.hits]
        facets, total = None, found.total
        if wanted.with_facets:
            facets, about = facets_of(searcher, wanted, found, docs)
            total = about if total is None else total
        if total is None and wanted.with_total:
            total = counted(searcher, under(found.words, filters_of(wanted)), {}, likely=found.likely).total
        at_least = len(docs) if total is None else total
        if ranked:
            finds = self._ranked(searcher, found.hits, docs, understood, wanted.look_twice)
            finds = finds[wanted.offset : wanted.offset + wanted.limit]
        else:
            finds = [Judged(doc.get_first("id"), 0.0, {}) for doc in docs]
        with_all = at_least if found.with_all is None else found.with_all
        return Answer(tuple(finds), at_least, with_all, understood, facets, is_total_known=total is not None)

    def shelf_facets(self, wanted: IndexQuery, *, with_attributes: bool) -> FoundFacets | None:
        """Return how all goods under some filters can be narrowed, without words; nothing when there is no index."""
        searcher = self._store.searcher()
        if searcher is None:
            return None
        found = browsed(searcher, replace(wanted, limit=1, offset=0))
        facets, total = facets_of(searcher, wanted, found, ())
        if not with_attributes:
            return facets
        these = under(found.words, filters_of(wanted))
        return replace(facets, attributes=attributes_among(searcher, these, total=total))

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
        found = first_look(searcher, understood, wanted, LOOK_TWICE)
        if found is None:
            return []
        docs = [searcher.doc(address) for _, address in found.hits]
        return self.candidates(searcher, found.hits, docs, understood)

    def weigh(self, sign: str) -> float:
        """Return what a sign counts."""
        return float(getattr(self._weights, sign))

    def _understood(self, text: str, searcher: Any) -> Understood:
        lexicon = self._store.lexicon(searcher, self._dictionary)
        return with_living_choices(understand(text, lexicon, tricks=self._tricks), searcher)

    def _ranked(
        self, searcher: Any, hits: Sequence[Any], docs: Sequence[Any], understood: Understood, look_twice: int
    ) -> list[Judged]:
        looked = self.candidates(searcher, hits[:look_twice], docs[:look_twice], understood)
        ordered = sorted(looked, key=lambda one: -one.fitness)
        return ordered + [Judged(doc.get_first("id"), 0.0, {}) for doc in docs[look_twice:]]

    def candidates(
        self, searcher: Any, hits: Sequence[Any], docs: Sequence[Any], understood: Understood
    ) -> list[Judged]:
        """Return finds, given with their documents, with their signs, in the order in which the index gave them."""
        if not hits:
            return []
        addresses = [address for _, address in hits]
        sales = searcher.fast_field_values("sales", addresses)
        rating = searcher.fast_field_values("weighed", addresses)
        days = searcher.fast_field_values("days", addresses)
        by_price = cheap([price or 0 for price in searcher.fast_field_values("price", addresses)])
        told = [streams(doc.get_first("ranked").decode()) for doc in docs]
        wanted, best = understood.wanted, hits[0][0]
        sought = Sought.of(wanted, [_rarity(one, searcher) for one in wanted])
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
            own = signs(one, sought, best=best, accessories=served)
            every = {**own, "typed": share, "alike": likeness, "price": low}
            found.append(Judged(one.id, fitness(every, self._weights), every))
        return found


def _rarity(one: Wanted, searcher: Any) -> float:
    """Return how much a thing tells apart: that of its rarest word, as the best of its choices says it."""
    stems = one.choices[0].stems if one.choices else ()
    return max((_rarity_of(searcher, stem) for stem in stems), default=1.0)


def _rarity_of(searcher: Any, stem: str) -> float:
    return log(1 + searcher.num_docs / (1 + searcher.doc_freq("main", stem)))
