"""What is told of goods can change without their rows: ratings move, sales come and grow old."""

from collections.abc import Collection
from pathlib import Path
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_NOTE: Final = Statement.beside(str(Path(__file__).parent), "note_goods_changes")


def note_goods_changes(product_ids: Collection[UUID]) -> None:
    """Have the search index look at some products anew, once the caller's transaction is through."""
    if product_ids:
        _NOTE.run(product_ids=sorted(product_ids))
