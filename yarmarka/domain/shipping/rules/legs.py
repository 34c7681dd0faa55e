"""What legs of a lane have to be, and how long they take together."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from yarmarka.domain.shipping.types import LegCard, LegKind

_ORDER: Final = tuple(LegKind)


def out_of_order(legs: Sequence[LegCard]) -> int | None:
    """Return the place of the first leg that comes too late on the way, counted from 0; None where all are in order."""
    for place, (before, after) in enumerate(pairwise(legs), start=1):
        if _ORDER.index(after.kind) < _ORDER.index(before.kind):
            return place
    return None


def days_of(legs: Sequence[LegCard]) -> tuple[int, int]:
    """Return the fewest and the most days that all legs take together."""
    return sum(leg.min_days for leg in legs), sum(leg.max_days for leg in legs)
