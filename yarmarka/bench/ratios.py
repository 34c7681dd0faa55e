"""Ratios of what was measured in the same round: machines have moods, and they change in minutes."""

from collections.abc import Sequence
from statistics import median
from typing import Protocol


class Measurement(Protocol):
    """What was measured, in which round and with how many clients."""

    round: int
    what: str
    clients: int


#: what was measured, and with how many clients
Kind = tuple[str, int]


def median_ratio(
    rows: Sequence[Measurement], above: Kind, below: Kind, *, figure: str = "per_second"
) -> float:
    """Return the median over the rounds of one measurement's figure divided by another's of the same round."""
    found: dict[tuple[int, str, int], float] = {
        (row.round, row.what, row.clients): getattr(row, figure) for row in rows
    }
    numbers = sorted({row.round for row in rows})
    ratios = [found[number, *above] / found[number, *below] for number in numbers if found[number, *below]]
    return round(median(ratios), 3) if ratios else float("nan")
