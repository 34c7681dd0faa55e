"""How the finds of one search can be narrowed: which facets they have, and under which filters each is counted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from yarmarka.connectors.search.index.asking import any_of, under
from yarmarka.connectors.search.index.facets import attributes_of, count_facets
from yarmarka.connectors.search.index.facts import term_of
from yarmarka.connectors.search.index.first_look import IndexQuery, Matched, filters_of
from yarmarka.connectors.search.index.sampling import Under, counted
from yarmarka.connectors.search.port import FoundFacets

#: so many of the best finds say which attributes can be chosen by
LOOK_FOR_FACTS: Final = 48


def facets_of(
    searcher: Any, wanted: IndexQuery, found: Matched, docs: Sequence[Any]
) -> tuple[FoundFacets, int]:
    """Return how finds can be narrowed, and how many there are; `docs` are the documents of the best of them."""
    told = (doc.get_first("told") for doc in docs[:LOOK_FOR_FACTS])
    chosen: dict[str, Sequence[str]] = {
        **wanted.any_of,
        **{
            f"fact {name}": [term_of(name, value) for value in values]
            for name, values in wanted.facts.items()
        },
        **({"price": ()} if wanted.has_price_limits else {}),
        **({"rating": ()} if wanted.rating else {}),
    }
    facets, total = count_facets(
        searcher,
        lambda name: _without(name, found, wanted),
        likely=found.likely,
        most=found.most,
        chosen=chosen,
        attributes=attributes_of((bytes(one or b"").decode() for one in told), wanted.facts),
        bands=wanted.price_bands,
    )
    return replace(facets, counted_from=_counted_from(searcher, wanted, found, dict(facets.sent_from))), total


def _without(facet: str, found: Matched, wanted: IndexQuery, *own: Any) -> Under:
    """Return what gives the finds without one filter, under filters of one's own and more."""
    return under(found.words, [*filters_of(wanted, without=facet), *own])


def _counted_from(
    searcher: Any, wanted: IndexQuery, found: Matched, sent_from: Mapping[str, int]
) -> tuple[int, ...]:
    """Count what can be sent from one of some countries: goods that lie in two of them count once."""
    counts: dict[frozenset[str], int] = {}
    for origins in wanted.counted_from:
        present = frozenset(sent_from.keys() & origins)
        if len(present) < 2:
            counts[present] = sum(sent_from[origin] for origin in present)
        elif present not in counts:
            counts[present] = _sent_from_any(searcher, wanted, found, present)
    return tuple(counts[frozenset(sent_from.keys() & origins)] for origins in wanted.counted_from)


def _sent_from_any(searcher: Any, wanted: IndexQuery, found: Matched, origins: Collection[str]) -> int:
    these = _without("near", found, wanted, any_of("near", origins))
    told = counted(searcher, these, {}, likely=found.most)
    return told.whole(told.seen)
