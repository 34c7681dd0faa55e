"""What was changed of a card, when, by whom and from where?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_HISTORY: Final = Statement.beside(__file__, "card_history")


@dataclass(frozen=True)
class HistoryRow:
    """One change: field → [what it was, what it is]. `who` is a person's e-mail, or empty for a price list."""

    at: datetime
    sku: str
    seller: str
    source: str
    who: str
    currency: str
    changes: dict[str, list[Any]]


def card_history(
    *, product_id: UUID, seller_id: UUID | None = None, sku: str = "", limit: int, offset: int = 0
) -> list[HistoryRow]:
    """Return the changes of a product and its offers, the newest first.

    For a seller: only those of its own offer `sku` and of what all sellers share; who of the staff or of another
    seller made them is not told.
    """
    return _HISTORY.rows(
        HistoryRow, product_id=product_id, seller_id=seller_id, sku=sku, limit=limit, offset=offset
    )
