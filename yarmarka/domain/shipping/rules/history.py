"""Deliveries as they really went, held in columns: when ordered, when delivered (or not yet), and where on the map."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

#: stands for "not delivered yet": later than every day
NEVER: Final = np.iinfo(np.int64).max // 4
#: a prime: its multiples are spread over any group's size
_ODD: Final = 7919


@dataclass(frozen=True)
class History:
    """Deliveries by the day they were ordered on, oldest first; days are ordinals (`date.toordinal`).

    `levels` go from the widest group to the narrowest and are nested: everything, lane, service on it, region, place.
    `traits` are the same facts one by one, for what a service or a place adds on every lane. `weights` say how much a
    row tells.
    `seen_until` is the last day anything is known of: whatever is not delivered by then is still on its way.
    """

    ordered: Ints
    delivered: Ints
    levels: tuple[Ints, ...]
    traits: tuple[Ints, ...]
    weights: Floats
    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    seen_until: int

    @property
    def days(self) -> Ints:
        """How many calendar days each took; of no meaning for one that never came."""
        return self.delivered - self.ordered


def history_of(
    *,
    ordered: Sequence[int],
    delivered: Sequence[int | None],
    keys: Sequence[Sequence[str]],
    origins: Sequence[str],
    destinations: Sequence[str],
    seen_until: int,
    stand_for: Sequence[float] | None = None,
) -> History:
    """Return the history of some deliveries, given in any order; `keys` say where each ran, from wide to narrow.

    `stand_for` says of how many each is one, where not all of them are given.
    """
    oldest_first = np.argsort(np.array(ordered, dtype=np.int64), kind="stable")
    days = np.array(ordered, dtype=np.int64)[oldest_first]
    came = np.array([NEVER if day is None else day for day in delivered], dtype=np.int64)[oldest_first]
    sorted_keys = [keys[row] for row in oldest_first]
    levels = nested_levels(sorted_keys)
    depth = len(sorted_keys[0]) if sorted_keys else 0
    return History(
        ordered=days,
        delivered=came,
        levels=levels,
        traits=tuple(nested_levels([(key[at],) for key in sorted_keys])[-1] for at in range(depth)),
        weights=batch_weights(days, levels[-1])
        * (1.0 if stand_for is None else np.array(stand_for, dtype=np.float64)[oldest_first]),
        origins=tuple(origins[row] for row in oldest_first),
        destinations=tuple(destinations[row] for row in oldest_first),
        seen_until=seen_until,
    )


def nested_levels(keys: Sequence[Sequence[Hashable]]) -> tuple[Ints, ...]:
    """Number nested groups: the keys of every row from wide to narrow give one column of numbers per width.

    A level that tells no more groups apart than the one above it is left out.
    """
    if not keys:
        return (np.zeros(0, dtype=np.int64),)
    columns: list[Ints] = [np.zeros(len(keys), dtype=np.int64)]
    groups = 1
    for depth in range(1, len(keys[0]) + 1):
        numbers: dict[tuple[Hashable, ...], int] = {}
        column = np.array([numbers.setdefault(tuple(key[:depth]), len(numbers)) for key in keys])
        if len(numbers) > groups:
            columns.append(column)
            groups = len(numbers)
    return tuple(columns)


def batch_weights(ordered: Ints, groups: Ints) -> Floats:
    """Return how much each row tells: those ordered of one group on one day often travel together.

    n of them count as the square root of n, between one parcel and n of them.
    """
    _, batch, sizes = np.unique(np.stack([ordered, groups]), axis=1, return_inverse=True, return_counts=True)
    return 1.0 / np.sqrt(sizes[batch.reshape(-1)].astype(np.float64))


def thinned(groups: Ints, most: int) -> tuple[Ints, Floats]:
    """Return which of some rows to keep, at most so many, and how many rows each of them stands for.

    Small groups are kept whole; of the others as many are kept of each, spread evenly over it. Each begins
    elsewhere: of many small ones the newest alone, which have not come yet, would tell nothing.
    """
    if len(groups) <= most:
        return np.arange(len(groups)), np.ones(len(groups))
    sizes = np.bincount(groups)
    smallest_first = np.sort(sizes[sizes > 0])
    whole = np.concatenate([[0], np.cumsum(smallest_first)[:-1]])
    fair = (most - whole) // np.arange(len(smallest_first), 0, -1)
    share = int(fair[np.argmax(fair <= smallest_first)])
    kept = np.minimum(sizes, max(1, share))
    by_group = np.argsort(groups, kind="stable")
    mine = groups[by_group]
    place = np.arange(len(groups)) - (np.cumsum(sizes) - sizes)[mine]
    reached = place * kept[mine] + (np.arange(len(sizes)) * _ODD % np.maximum(sizes, 1))[mine]
    rows = np.sort(by_group[(reached + kept[mine]) // sizes[mine] > reached // sizes[mine]])
    return rows, (sizes / np.maximum(kept, 1))[groups[rows]]
