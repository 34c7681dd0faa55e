"""The judged English queries over the products of Icecat: weights found on four fifths, judged on the rest."""

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

from yarmarka.bench.search_quality.asking import index_of
from yarmarka.bench.search_quality.bm25 import Bm25
from yarmarka.bench.search_quality.catalogue import goods_of
from yarmarka.bench.search_quality.figures import mean_with_interval, ndcg
from yarmarka.bench.search_quality.judgements import read_judgements, with_relevant
from yarmarka.bench.search_quality.tuning import FOLDS, Candidates, Gains, fold_of, quality, ranking, tuned
from yarmarka.connectors.search.index import IndexedGoods, IndexSearch
from yarmarka.connectors.search.index.first_look import IndexQuery
from yarmarka.connectors.search.index.ranking import Weights

Say = Callable[[str], None]
#: whose ratings go from 0 to this
_BEST_RATING = 3.0


def measure(folder: Path, *, say: Say) -> dict[str, Any]:
    """Return nDCG@10 on queries that did not help to find the weights, that of BM25, and the gain's lower bound."""
    judged = with_relevant(read_judgements(folder / "Broad_Query_Set_rated.csv", scale=_BEST_RATING))
    goods = list(products(folder / "products.ndjson.gz"))
    say(f"{len(goods)} products, {len(judged)} queries")
    plain = Bm25(goods)
    baseline = {query: ndcg(plain.search(query), gains) for query, gains in judged.items()}
    with index_of(goods) as store:
        search = IndexSearch(store)
        candidates = {query: search.looked_at(IndexQuery(query)) for query in judged}
    held_out = _held_out(candidates, judged, say=say)
    gain, low, high = mean_with_interval([held_out[query] - baseline[query] for query in judged])
    return {
        "icecat_ndcg10_heldout": round(fmean(held_out.values()), 4),
        "bm25_ndcg10": round(fmean(baseline.values()), 4),
        "gain_low": round(low, 4),
        "gain": round(gain, 4),
        "gain_high": round(high, 4),
        "icecat_ndcg10_as_shipped": round(quality(candidates, judged, Weights()), 4),
        "queries": len(judged),
    }


def products(file: Path) -> Iterator[IndexedGoods]:
    """Yield the products, their fields under the names of our own files."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            said = json.loads(line)
            own = {
                "id": said["id"],
                "title": said["title"],
                "description": said.get("short_description"),
                "brand": said.get("supplier"),
                "attributes": said.get("attrs"),
            }
            yield goods_of(own, f"{file.name}, line {number}")


def _held_out(candidates: Candidates, judged: Gains, *, say: Say) -> dict[str, float]:
    """Return each query's nDCG under weights that were found without its fold."""
    found: dict[str, float] = {}
    for fold in range(FOLDS):
        training = {query: gains for query, gains in judged.items() if fold_of(query) != fold}
        others = {query: gains for query, gains in judged.items() if fold_of(query) == fold}
        weights = tuned(candidates, training)
        found |= {query: ndcg(ranking(candidates[query], weights), gains) for query, gains in others.items()}
        held = fmean(found[query] for query in others)
        seen = quality(candidates, training, weights)
        say(f"fold {fold + 1}: {len(others)} queries, {held:.3f} held out, {seen:.3f} seen")
    return found
