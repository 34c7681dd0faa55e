"""`yarmarka bench search-quality`: the judged English set, our own judged sets for each trick, or anybody's files."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from yarmarka.bench.files import Unreadable
from yarmarka.bench.search_quality import icecat
from yarmarka.bench.search_quality.asking import index_of, quality, rankings
from yarmarka.bench.search_quality.catalogue import read_catalogue
from yarmarka.bench.search_quality.judgements import read_judgements, with_relevant
from yarmarka.bench.search_quality.own_sets import measure_tricks
from yarmarka.connectors.search.index import IndexedGoods

Say = Callable[[str], None]
_HERE: Final = Path(__file__).parent


def bench_files(*, catalogue: Path, judgements: Path, say: Say) -> dict[str, Any]:
    """Return `ndcg10` and `mrr10` of anybody's judgements over anybody's catalogue.

    Queries for which nothing fits are counted, but can't be ranked. What fits and is not in the catalogue counts as not
    found, and is told as `unknown`. Raises Unreadable for a line that can't be read.
    """
    judged = read_judgements(judgements)
    asked = with_relevant(judged)
    if not asked:
        reason = "no judgement has a gain above 0; name at least one product that fits its query"
        raise Unreadable(reason, at=judgements.name)
    say(f"{len(judged)} queries, {len(asked)} of them with something that fits")
    unknown = {(query, key) for query, gains in asked.items() for key, gain in gains.items() if gain > 0}
    wanted = {key for _, key in unknown}
    there: set[str] = set()
    with index_of(_noted(read_catalogue(catalogue), wanted, there)) as store:
        figures = quality(rankings(store, asked), asked)
        products = store.searcher().num_docs
    unknown = {(query, key) for query, key in unknown if key not in there}
    if unknown:
        query, key = min(unknown)
        say(
            f"{len(unknown)} judged products are not in the catalogue, such as {key!r} for {query!r}: not found"
        )
    return {
        **figures,
        "queries": len(asked),
        "left_out": len(judged) - len(asked),
        "products": products,
        "unknown": len(unknown),
    }


def _noted(goods: Iterable[IndexedGoods], wanted: Collection[str], there: set[str]) -> Iterator[IndexedGoods]:
    """Yield goods, and note those that are wanted as there."""
    for one in goods:
        if one.id in wanted:
            there.add(one.id)
        yield one


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
