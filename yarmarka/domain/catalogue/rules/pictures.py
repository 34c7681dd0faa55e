"""Who may hang pictures of a product, and how many there may be."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

#: so many views tell all of a thing
MOST_PICTURES: Final = 12
#: the shorter side that a shopper can look at
LEAST_SIDE: Final = 300
LONGEST_ALT: Final = 200


def may_hang(seller_id: UUID, *, described_by: UUID | None, keepers: Collection[UUID | None]) -> bool:
    """Test if a seller may add pictures: whose texts the product has, or anybody while no seller has hung one.

    Drawings of the fair's own are in nobody's keeping, and keep nobody out.
    """
    others = {keeper for keeper in keepers if keeper is not None} - {seller_id}
    return seller_id == described_by or not others


def moved(order: list[UUID], key: UUID, *, earlier: bool) -> list[UUID]:
    """Return the order with one key a place earlier or later; at the end it stays."""
    at = order.index(key)
    to = max(0, at - 1) if earlier else min(len(order) - 1, at + 1)
    rest = [other for other in order if other != key]
    return [*rest[:to], key, *rest[to:]]
