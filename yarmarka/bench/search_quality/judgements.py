"""What people found fitting: query, product, gain."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yarmarka.bench.files import Unreadable, table_of

#: query → product → gain
Judgements = dict[str, dict[str, float]]
_NAMES: Final = {
    "query": ("query", "q", "search_term"),
    "id": ("id", "docid", "product_id", "doc_id"),
    "gain": ("gain", "rating", "grade", "relevance"),
}


def read_judgements(file: Path, *, scale: float = 1.0) -> Judgements:
    """Return judgements of a CSV file with columns query, id and gain, gains divided by `scale`. Raises Unreadable.

    Of two judgements of one product for one query the later holds.
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for where, said in _rows(file):
        query, key, text = said["query"], said["id"], said["gain"]
        if not query or not key:
            raise Unreadable("query or id is empty; both are needed", at=where)
        try:
            gain = float(text.replace(",", ".")) / scale
        except ValueError:
            raise Unreadable(f"column gain: {text[:60]!r} is not a number from 0 to 1", at=where) from None
        if not 0 <= gain <= 1:
            reason = f"column gain: {text[:60]} is not between 0 and {scale:g}; divide gains by their largest"
            raise Unreadable(reason, at=where)
        found[query][key] = gain
    return dict(found)


def _rows(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield where each row stands and what it says in the columns that count, however these are spelt."""
    table = table_of(file)
    spelt = {}
    for wanted, spellings in _NAMES.items():
        known = [name for name in spellings if name in table.names]
        if not known:
            reason = f"column {wanted} is missing; the first line must name query, id and gain"
            raise Unreadable(reason, at=f"{file.name}, line {table.head}")
        spelt[wanted] = known[0]
    for row in table.rows:
        yield (
            f"{file.name}, line {row.number}",
            {name: row.cells.get(spelling, "") for name, spelling in spelt.items()},
        )


def with_relevant(judgements: Judgements) -> Judgements:
    """Return the queries that have something fitting at all."""
    return {query: gains for query, gains in judgements.items() if any(gain > 0 for gain in gains.values())}
