"""What a feed's report says of its rows, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from yarmarka.presentation.feed_words import words_for


@dataclass(frozen=True)
class FeedRowSaid:
    """One row of a feed: where it is, what is wrong, what to do."""

    line: int
    offer: str
    field: str
    reason: str
    remedy: str


def said_rows(rows: Iterable[Mapping[str, Any]]) -> list[FeedRowSaid]:
    """Return reported rows in words; further problems of a row follow its first."""
    return [_said(row) for row in rows]


def _said(row: Mapping[str, Any]) -> FeedRowSaid:
    reasons, remedies = [], []
    for problem in (row, *row.get("others", ())):
        words = words_for(problem["code"], field=problem["field"], facts=problem["facts"])
        reasons.append(str(words.title))
        remedies.append(str(words.remedy))
    return FeedRowSaid(
        line=row["line"],
        offer=row["offer"],
        field=row["field"],
        reason=" ".join(reasons),
        remedy=" ".join(dict.fromkeys(remedies)),
    )
