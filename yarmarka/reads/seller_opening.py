"""How far has a merchant come in opening its stall?"""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from yarmarka.domain.documents.rules import required_of
from yarmarka.domain.documents.types import DocumentStatus
from yarmarka.kernel.sql import Statement

_OPENING: Final = Statement.beside(__file__, "seller_opening")


@dataclass(frozen=True)
class Opening:
    """What of a new stall is there already; its numbers, address and account were looked at when it was let in."""

    has_warehouse: bool
    has_goods: bool
    has_pictures: bool
    has_codes: bool
    has_sent: bool
    #: kind of a document that is asked for → what became of the newest one; empty for one that was never shown
    documents: dict[str, str]

    @property
    def is_done(self) -> bool:
        """Test if nothing is left to do."""
        has_all = (self.has_warehouse, self.has_goods, self.has_pictures, self.has_codes, self.has_sent)
        return all(has_all) and DocumentStatus.ASKED_AGAIN not in self.documents.values()


def opening(*, seller_id: UUID, country: str, kind: str) -> Opening:
    """Return what is there and what is left to do; which documents are asked for hangs on country and kind."""
    found = _OPENING.one(Opening, seller_id=seller_id)
    assert found is not None, "a statement without a FROM gives one row"
    return replace(
        found, documents={asked: found.documents.get(asked, "") for asked in required_of(country, kind)}
    )
