"""What people found fitting: query, product, gain."""

import csv
from collections import defaultdict
from pathlib import Path
from typing import Final

from yarmarka.bench.search_quality.catalogue import BadLine

#: query → product → gain
Judgements = dict[str, dict[str, float]]
_NAMES: Final = {
    "query": ("query", "q", "search_term"),
    "id": ("id", "docid", "product_id", "doc_id"),
    "gain": ("gain", "rating", "grade", "relevance"),
}


def read_judgements(file: Path, *, scale: float = 1.0) -> Judgements:
    """Return judgements of a CSV file with columns query, id and gain, gains divided by `scale`. Raises BadLine."""
    found: defaultdict[str, dict[str, float]] = defaultdict(dict)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        rows = csv.DictReader(lines)
        columns = {name.strip().lower(): name for name in rows.fieldnames or ()}
        names = {
            wanted: next((columns[name] for name in spellings if name in columns), "")
            for wanted, spellings in _NAMES.items()
        }
        for wanted, name in names.items():
            if not name:
                raise BadLine(
                    field=f"{file.name}, line 1",
                    reason=f"column {wanted} is missing; the first line must name query, id and gain",
                )
        for row in rows:
            query, key, text = ((row[names[name]] or "").strip() for name in ("query", "id", "gain"))
            where = f"{file.name}, line {rows.line_num}"
            if not query or not key:
                raise BadLine(field=where, reason="query or id is empty; both are needed")
            try:
                gain = float(text.replace(",", ".")) / scale
            except ValueError:
                raise BadLine(
                    field=where, reason=f"column gain: {text!r} is not a number from 0 to 1"
                ) from None
            if not 0 <= gain <= 1:
                raise BadLine(field=where, reason=f"column gain: {text} is not between 0 and {scale:g}")
            found[query][key] = gain
    return dict(found)


def with_relevant(judgements: Judgements) -> Judgements:
    """Return the queries that have something fitting at all."""
    return {query: gains for query, gains in judgements.items() if any(gain > 0 for gain in gains.values())}
