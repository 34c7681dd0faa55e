"""Queries asked of a throw-away index, by the very path that shoppers' queries take."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import fmean

from yarmarka.bench.search_quality.figures import AT, ndcg, reciprocal_rank
from yarmarka.bench.search_quality.judgements import Judgements
from yarmarka.connectors.search.index import IndexedGoods, IndexSearch, IndexStore
from yarmarka.connectors.search.index.first_look import IndexQuery
from yarmarka.connectors.search.index.ranking import Weights
from yarmarka.connectors.search.understanding import ALL_TRICKS, Trick


@contextmanager
def index_of(goods: Iterable[IndexedGoods]) -> Iterator[IndexStore]:
    """Build an index in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="yarmarka-search-") as folder:
        store = IndexStore(Path(folder))
        store.build(goods, position="")
        yield store


def rankings(
    store: IndexStore,
    queries: Iterable[str],
    *,
    tricks: frozenset[Trick] = ALL_TRICKS,
    weights: Weights | None = None,
) -> dict[str, list[str]]:
    """Return the first ten that each query finds."""
    search = IndexSearch(store, tricks=tricks, weights=weights)
    found = {}
    for query in queries:
        answer = search.search(IndexQuery(query, limit=AT))
        found[query] = [one.id for one in answer.finds] if answer else []
    return found


def quality(ranked: Mapping[str, list[str]], judgements: Judgements) -> dict[str, float]:
    """Return the means over queries: `ndcg10` and `mrr10`."""
    return {
        "ndcg10": round(fmean(ndcg(ranked[query], gains) for query, gains in judgements.items()), 4),
        "mrr10": round(
            fmean(reciprocal_rank(ranked[query], gains) for query, gains in judgements.items()), 4
        ),
    }
