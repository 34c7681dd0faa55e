"""Which parts of orders do not go on to their shoppers any more, and how far they have come back?"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final
from uuid import UUID

from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.kernel.sql import Statement

_WAYS: Final = Statement.beside(__file__, "ways_back")
#: a part that stands here may have turned round; one whose parcel was called back is closed once its money is back
MAY_TURN: Final = frozenset({SellerOrderStatus.SENT, SellerOrderStatus.COMPLETED})


class WayBack(StrEnum):
    """How far a part has come back that had left: it says more than the part's status, which goes on only forwards."""

    CALLED_BACK = "called_back"  # its carrier is asked to bring the parcel back
    RETURNING = "returning"  # its carrier brings it back
    RETURNED = "returned"  # its seller has it again
    REFUNDED = "refunded"  # the parcel was called back, and the whole price has gone back


def ways_back(statuses: Mapping[UUID, str]) -> dict[UUID, WayBack]:
    """Return how far parts have come back, by their ids; those that go on are left out.

    Asks nothing where none has left.
    """
    left = [key for key, status in statuses.items() if status in MAY_TURN]
    found = _WAYS.pairs(ids=left) if left else {}
    return {key: WayBack(way) for key, way in found.items()}
