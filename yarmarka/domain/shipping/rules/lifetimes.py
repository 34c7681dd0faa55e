"""How long deliveries last: hazards of groups, each drawn towards the wider group around it.

A parcel still on its way tells something too: that it takes longer than so many days. So times are counted as life
tables count them (Kaplan and Meier 1958), and a narrow group's hazards are drawn towards its wider group's by a beta
process prior (Hjort 1990), which weighs as much as so many deliveries.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from yarmarka.domain.shipping.rules.history import Bools, Floats, Ints

#: width of a cell of time, in the logarithm of (days + 1); neighbouring days up to 48 have cells of their own
CELL: Final = 0.02
#: cells of the grid: 3,000 days and as much again below zero, for times that a season or a lane shifts
CELLS: Final = 460
_BELOW: Final = 60


@dataclass(frozen=True)
class Fit:
    """What a fit needs to know besides the times: how fast the past fades, and how strongly groups hold together."""

    half_life: float
    prior: float


@dataclass(frozen=True)
class Lives:
    """Known deliveries: the cell of time each came in (or waits in), its age in days, and how much it tells."""

    cells: Ints
    came: Bools
    ages: Floats
    weights: Floats


def cells_of(log_days: Floats) -> Ints:
    """Return which cell each time, as the logarithm of (days + 1), falls into."""
    cells = np.floor(log_days / CELL + 1e-9).astype(np.int64) + _BELOW
    return np.clip(cells, 0, CELLS - 1)


def survival(
    lives: Lives,
    levels: Sequence[Ints],
    asked: Sequence[Ints],
    *,
    fit: Fit,
) -> Floats:
    """Return, for each row that is asked about, the share that is still on its way after each cell.

    `levels` say in which group of each width a known row lies, `asked` the same of the rows asked about. An order as
    old as the half-life counts half. At risk in a cell is whoever got there, weighed by how long ago that was, so that
    today's arrivals of old orders count as fresh news.
    """
    faded = lives.weights * np.exp2(-lives.ages / fit.half_life)
    # Nobody got beyond the longest time seen: what lies there need not be counted.
    width = int(lives.cells.max(initial=0)) + 1
    starts = np.expm1(np.maximum(np.arange(width) - _BELOW, 0) * CELL)
    freshness = np.exp2(np.minimum(starts / fit.half_life, 6.0))
    hazards = np.zeros((1, width))
    above: Ints = np.zeros(len(asked[0]), dtype=np.int64)
    for depth, (groups, wanted) in enumerate(zip(levels, asked, strict=True)):
        names, first, here = np.unique(wanted, return_index=True, return_inverse=True)
        spot = np.minimum(np.searchsorted(names, groups), len(names) - 1)
        mine = names[spot] == groups
        where = spot[mine] * width + lives.cells[mine]
        size = len(names) * width
        arrived = np.bincount(where, faded[mine] * lives.came[mine], size).reshape(-1, width) * freshness
        left = np.bincount(where, faded[mine], size).reshape(-1, width)
        at_risk = left[:, ::-1].cumsum(axis=1)[:, ::-1] * freshness
        around = hazards[above[first]]
        strength = fit.prior * _before(around) if depth else np.zeros_like(around)
        hazards = (arrived + strength * around) / (at_risk + strength + 1e-9)
        if depth == 0:
            # Nothing is known beyond the longest time seen, so it ends there (Efron 1967).
            hazards[:, -1] = 1.0
        above = here.reshape(-1)
    going = np.cumprod(1.0 - np.clip(hazards, 0.0, 1.0), axis=1)
    return np.asarray(going[above], dtype=np.float64)


def _before(hazards: Floats) -> Floats:
    """Return the share that reaches each cell."""
    reached = np.ones_like(hazards)
    np.cumprod(1.0 - hazards[:, :-1], axis=1, out=reached[:, 1:])
    return reached


def still_going(curves: Floats, log_days: Floats) -> Floats:
    """Return the share of each row's curve that is still on its way after each of the row's times.

    Within a cell that holds several days the share falls evenly; after the last cell it stays.
    """
    place = np.clip(log_days / CELL + _BELOW, 0.0, curves.shape[1] - 1e-6)
    cell = place.astype(np.int64)
    after = np.take_along_axis(curves, cell, axis=1)
    before = np.where(cell > 0, np.take_along_axis(curves, np.maximum(cell - 1, 0), axis=1), 1.0)
    share: Floats = before + (after - before) * (place - cell)
    return share
