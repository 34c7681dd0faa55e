"""How far has a merchant come in opening its stall?"""

from dataclasses import dataclass
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
    #: how many of its documents are not accepted yet; of those, looked at now, and asked for again
    documents_left: int
    documents_waiting: int
    documents_asked_again: int

    @property
    def is_done(self) -> bool:
        """Test if nothing is left to do."""
        is_open = (self.has_warehouse, self.has_goods, self.has_pictures, self.has_codes, self.has_sent)
        return all(is_open) and not self.documents_asked_again


@dataclass(frozen=True)
class _Found:
    has_warehouse: bool
    has_goods: bool
    has_pictures: bool
    has_codes: bool
    has_sent: bool
    #: kind of a document → what became of the newest one
    documents: dict[str, str]


def opening(*, seller_id: UUID, country: str, kind: str) -> Opening:
    """Return what is there and what is left to do; which documents are asked for hangs on country and kind."""
    found = _OPENING.one(_Found, seller_id=seller_id)
    assert found is not None, "a statement without a FROM gives one row"
    states = [found.documents.get(asked, "") for asked in required_of(country, kind)]
    return Opening(
        has_warehouse=found.has_warehouse,
        has_goods=found.has_goods,
        has_pictures=found.has_pictures,
        has_codes=found.has_codes,
        has_sent=found.has_sent,
        documents_left=sum(state != DocumentStatus.ACCEPTED for state in states),
        documents_waiting=states.count(DocumentStatus.WAITING),
        documents_asked_again=states.count(DocumentStatus.ASKED_AGAIN),
    )
