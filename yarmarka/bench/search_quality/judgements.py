"""What people found fitting: query, product, gain."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from yarmarka.bench.search_quality.lines import BadLine, lines_of

_BETWEEN: Final = (",", ";", "\t")
#: query → product → gain
Judgements = dict[str, dict[str, float]]
_NAMES: Final = {
    "query": ("query", "q", "search_term"),
    "id": ("id", "docid", "product_id", "doc_id"),
    "gain": ("gain", "rating", "grade", "relevance"),
}


def read_judgements(file: Path, *, scale: float = 1.0) -> Judgements:
    """Return judgements of a CSV file with columns query, id and gain, gains divided by `scale`. Raises BadLine.

    Of two judgements of one product for one query the later holds.
    """
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for where, said in _rows(file):
        query, key, text = said["query"], said["id"], said["gain"]
        if not query or not key:
            raise BadLine(field=where, reason="query or id is empty; both are needed")
        try:
            gain = float(text.replace(",", ".")) / scale
        except ValueError:
            raise BadLine(
                field=where, reason=f"column gain: {text[:60]!r} is not a number from 0 to 1"
            ) from None
        if not 0 <= gain <= 1:
            reason = f"column gain: {text[:60]} is not between 0 and {scale:g}; divide gains by their largest"
            raise BadLine(field=where, reason=reason)
        found[query][key] = gain
    return dict(found)


def _rows(file: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield where each row stands and what it says in the columns that count; what lies between is seen in the head."""
    lines = (line.replace("\0", "") for _, line in lines_of(file))
    head = next(lines, "")
    between = max(_BETWEEN, key=head.count)
    columns = [name.strip().strip('"').lower() for name in head.split(between)]
    places = {}
    for wanted, spellings in _NAMES.items():
        places[wanted] = next((columns.index(name) for name in spellings if name in columns), -1)
        if places[wanted] < 0:
            raise BadLine(
                field=f"{file.name}, line 1",
                reason=f"column {wanted} is missing; the first line must name query, id and gain",
            )
    rows = csv.reader(lines, delimiter=between)
    try:
        for row in rows:
            where = f"{file.name}, line {rows.line_num + 1}"
            if any(cell.strip() for cell in row):
                yield where, {name: row[at].strip() if at < len(row) else "" for name, at in places.items()}
    except csv.Error as wrong:
        reason = f"not CSV ({wrong}); see that each quotation mark is closed"
        raise BadLine(field=f"{file.name}, line {rows.line_num + 1}", reason=reason) from None


def with_relevant(judgements: Judgements) -> Judgements:
    """Return the queries that have something fitting at all."""
    return {query: gains for query, gains in judgements.items() if any(gain > 0 for gain in gains.values())}
