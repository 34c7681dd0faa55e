"""How far has a merchant come in opening its stall?"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

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

    @property
    def is_done(self) -> bool:
        """Test if nothing is left to do."""
        return all((self.has_warehouse, self.has_goods, self.has_pictures, self.has_codes, self.has_sent))


def opening(*, seller_id: UUID) -> Opening:
    """Return what is there and what is left to do."""
    found = _OPENING.one(Opening, seller_id=seller_id)
    assert found is not None, "a statement without a FROM gives one row"
    return found
