"""What became of earlier promises, and how probable a date must be by the curves to be kept as often as it says."""

from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

import numpy as np
from numpy.typing import NDArray

from yarmarka.domain.shipping.rules.forecasts import DAYS, Expert, Known
from yarmarka.domain.shipping.rules.history import Bools, Floats, History, Ints

#: with fewer outcomes the record says nothing
ENOUGH: Final = 30
#: half-life of the record, in usual deliveries' lengths, and its least in days
_FADES, _SHORTEST = 6.0, 60.0
#: a past shorter than so many long deliveries has not seen the slow ones: its promises say nothing of later ones
_GROWN: Final = 2.0
#: orders of one usual delivery's length, and of a week at least, have good and bad luck together
_WEEK: Final = 7.0
#: how far, as a share, promises are off where nothing is known of them yet: one standard deviation
_DOUBT: Final = 0.05
#: how far below its level a promise may be
_BELOW: Final = 0.03
_NORMAL: Final = NormalDist()


@dataclass(frozen=True)
class Told:
    """What was promised so far: days by each expert, days as said in the end, and the mixed curve behind them."""

    who: tuple[Expert, ...]
    by_expert: Floats
    said: Floats
    curves: NDArray[np.float16]
    curve_of: Ints


@dataclass(frozen=True)
class Outcomes:
    """Where outcomes fell on their own curves, from 0 (the quickest) to 1; an open order fell there at least.

    `reached` is how far the order's age has come on its curve, whether it is still open or not: a promise for any
    share below that has been kept or broken.
    """

    fell: Floats
    came: Bools
    reached: Floats
    ages: Floats
    weights: Floats


def fed_back(told: Told, history: History, known: Known, level: float) -> float:
    """Return how probable a date must be by the curves so that it is kept as often as it says.

    The past is heard as far as its periods agree: the share that would have been right for them (conformal prediction)
    against how it differs from one period to the next. What stays in doubt lengthens the promised date by one standard
    error, for it is a promise; the usual day stays in the middle.
    """
    seen = _outcomes(told, history, known)
    if len(seen.fell) < ENOUGH or not seen.weights[-1] > 0:
        return level
    error = _between_periods(seen, level=level, period=max(_WEEK, known.usual))
    if error is None:
        return level
    heard = _DOUBT**2 / (_DOUBT**2 + error**2)
    least, most = level - _BELOW, (1.0 + level) / 2 + _BELOW
    middle = _NORMAL.inv_cdf(level)
    right = _NORMAL.inv_cdf(min(max(_right_share(seen, level), 0.001), 0.999))
    doubt = error * heard**0.5 / _NORMAL.pdf(middle) if level > 0.5 else 0.0
    return min(max(_NORMAL.cdf(middle + heard * (right - middle) + doubt), least), most)


def _outcomes(told: Told, history: History, known: Known) -> Outcomes:
    """Return the outcomes of promises that were made from a past long enough to know slow deliveries."""
    arrived = known.days[known.came]
    long = float(np.quantile(arrived, 0.9)) if len(arrived) else np.inf
    grown = history.ordered[known.rows] >= history.ordered[0] + _GROWN * long
    rows = np.flatnonzero(grown & (told.curve_of[known.rows] >= 0))
    curve, ages = told.curve_of[known.rows[rows]], known.ages[rows]
    return Outcomes(
        fell=_fell(told, curve, known.days[rows]),
        came=known.came[rows],
        reached=_fell(told, curve, ages),
        ages=ages,
        weights=known.stands_for[rows] * np.exp2(-ages / max(_SHORTEST, _FADES * known.usual)),
    )


def _fell(told: Told, curve: Ints, days: Floats) -> Floats:
    """Return the share that had come the day before: a promise of the day itself or of a later one is kept."""
    day_before = np.searchsorted(DAYS, days, side="left") - 1
    going = told.curves[curve, np.maximum(day_before, 0)].astype(np.float64)
    return np.where(day_before < 0, 0.0, 1.0 - going)


def _right_share(seen: Outcomes, level: float) -> float:
    """Return below which share of their curves as many outcomes fell as `level` says, open ones as in a life table."""
    order = np.argsort(seen.fell, kind="stable")
    fell, weights, came = seen.fell[order], seen.weights[order], seen.came[order]
    at_risk = weights[::-1].cumsum()[::-1]
    going = np.cumprod(1.0 - np.where(came, weights / at_risk, 0.0))
    return float(fell[min(int((going > 1.0 - level).sum()), len(fell) - 1)])


def _between_periods(seen: Outcomes, *, level: float, period: float) -> float | None:
    """Return the standard error of the share that kept its promise, or nothing if that can't be told.

    A promise counts from the day it is over, kept or broken: as soon as that is certain, and favouring neither. Orders
    of one period come late together, so periods are counted, not orders (a sandwich estimate).
    """
    over = seen.reached >= level
    if over.sum() < ENOUGH or not seen.weights[over].sum() > 0:
        return None
    broken, weights, ages = (seen.fell >= level)[over], seen.weights[over], seen.ages[over]
    number = ((ages - ages.min()) / period).astype(np.int64)
    total = weights.sum()
    away = np.bincount(number, weights * (broken - (weights @ broken) / total))
    periods = float(total**2 / (np.bincount(number, weights) ** 2).sum())
    if periods < 1.5:
        return None
    return float(np.sqrt((away**2).sum() / total**2 * periods / (periods - 1.0))) + 1e-6
