"""Who gets the last pieces (first come, first served, all lines of a request or none), and how holds live."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from yarmarka.domain.inventory.types import HoldStatus, Shortage, Wanted

#: a hold that ended does not live again: late payers' goods are held anew
HOLD_NEXT: Final = {
    HoldStatus.HELD: {HoldStatus.SOLD, HoldStatus.RELEASED},
    HoldStatus.SOLD: {HoldStatus.RELEASED},  # called off before shipping
    HoldStatus.RELEASED: set[HoldStatus](),
}


def allocate_in_order(wanted: Sequence[Wanted], available: Mapping[UUID, int]) -> dict[int, Shortage | None]:
    """Decide each request of a batch in the order of its number, exactly as if it had come alone.

    A request is granted (None) when all of its lines fit what earlier granted ones left; else the first line
    that does not fit is named, and the request takes nothing.
    """
    left = dict(available)
    by_request: dict[int, dict[UUID, int]] = defaultdict(lambda: defaultdict(int))
    for line in wanted:
        by_request[line.request][line.offer_id] += line.quantity
    verdicts: dict[int, Shortage | None] = {}
    for request in sorted(by_request):
        lines = by_request[request]
        verdicts[request] = _first_shortage(lines, left)
        if verdicts[request] is None:
            for offer_id, quantity in lines.items():
                left[offer_id] -= quantity
    return verdicts


def _first_shortage(lines: Mapping[UUID, int], left: Mapping[UUID, int]) -> Shortage | None:
    for offer_id, quantity in lines.items():
        if quantity > left.get(offer_id, 0):
            return Shortage(offer_id=offer_id, wanted=quantity, available=left.get(offer_id, 0))
    return None
