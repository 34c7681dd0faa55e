"""The log of changed goods, as an index reads it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_CHANGES: Final = Statement.beside(str(Path(__file__).parent), "goods_changes")
_COMPLETE: Final = Statement(
    "goods_changes_complete", "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"
)


@dataclass(frozen=True)
class GoodsChanges:
    """Products that changed, and the place in the log from which to read on."""

    product_ids: frozenset[UUID]
    next: int
    is_all: bool


@dataclass(frozen=True)
class _Row:
    transaction: int
    product_ids: list[UUID]


def place_in_changes() -> int:
    """Return the place in the log below which everything is written."""
    [place] = _COMPLETE.column()
    return int(place)


def goods_changes(*, since: int, limit: int = 200) -> GoodsChanges:
    """Return what changed since a place; of very many changes the first, and `is_all` is false.

    The place may come again: what is read twice is the same twice.
    """
    complete = place_in_changes()
    rows = [row for row in _CHANGES.rows(_Row, since=since, limit=limit + 1) if row.transaction < complete]
    touched = frozenset(key for row in rows[:limit] for key in row.product_ids)
    if len(rows) <= limit:
        return GoodsChanges(touched, complete, is_all=True)
    last = rows[limit - 1].transaction
    # One transaction may hold more rows than the limit: then read it whole, or it would be read for ever.
    if last == since:
        return goods_changes(since=since, limit=limit * 8)
    return GoodsChanges(touched, last, is_all=False)
