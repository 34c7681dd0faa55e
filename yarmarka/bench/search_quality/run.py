"""`yarmarka bench search-quality`: the judged English set, our own judged sets for each trick, or anybody's files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from yarmarka.bench.search_quality import icecat
from yarmarka.bench.search_quality.asking import index_of, quality, rankings
from yarmarka.bench.search_quality.catalogue import read_catalogue
from yarmarka.bench.search_quality.judgements import read_judgements, with_relevant
from yarmarka.bench.search_quality.own_sets import measure_tricks
from yarmarka.kernel.errors import Missing

Say = Callable[[str], None]
_HERE: Final = Path(__file__).parent


def bench_files(*, catalogue: Path, judgements: Path, say: Say) -> dict[str, Any]:
    """Return `ndcg10` and `mrr10` of anybody's judgements over anybody's catalogue.

    Queries for which nothing fits are counted, but can't be ranked. Raises BadLine for a line that can't be read.
    """
    judged = read_judgements(judgements)
    asked = with_relevant(judged)
    if not asked:
        raise Missing(what="judgement with a gain above 0")
    say(f"{len(judged)} queries, {len(asked)} of them with something that fits")
    with index_of(read_catalogue(catalogue)) as store:
        figures = quality(rankings(store, asked), asked)
        products = store.searcher().num_docs
    return {**figures, "queries": len(asked), "left_out": len(judged) - len(asked), "products": products}


def bench_quality(*, data: Path, say: Say) -> dict[str, Any]:
    """Return the figures of the judged English set (nothing where it is not at hand) and of our own sets by trick."""
    figures: dict[str, Any] = dict.fromkeys(("icecat_ndcg10_heldout", "bm25_ndcg10", "gain_low"))
    folder = data / "icecat_chorus"
    if folder.is_dir():
        figures |= icecat.measure(folder, say=say)
    else:
        say(f"no judged English set in {folder}: left out")
    figures["mrr"] = measure_tricks(say=say)
    return figures
