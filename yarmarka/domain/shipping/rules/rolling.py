"""Promises morning after morning, each made from what was known then, and held against what came of earlier ones."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from yarmarka.domain.shipping.rules.clocks import WorkingClock
from yarmarka.domain.shipping.rules.forecasts import DAYS, Expert, Known, days_by, experts, still_waiting
from yarmarka.domain.shipping.rules.history import Floats, History, Ints

#: the usual day and the promised one
LEVELS: Final = (0.5, 0.9)
#: how much louder an expert is for telling the past better: twice the loss, 2^-15 the voice
_SHARPNESS: Final = 15.0
#: how many mornings a history is gone through in at most
_MORNINGS: Final = 120
#: half-lives, in usual deliveries' lengths: of an expert's record, and of the record of what was promised
_RECORD, _FEEDBACK = 8.0, 6.0
#: how far a promise's probability follows the record of promises: most of the way, for the record comes late
_GAIN: Final = 0.7
_ENOUGH: Final = 30


def pinball(days: Floats, promised: Floats, probability: float) -> Floats:
    """Return the pinball loss of each promise: a day too early costs the probability, a day too late the rest."""
    late = days - promised
    return np.maximum(probability * late, (probability - 1.0) * late)


@dataclass(frozen=True)
class Told:
    """What was promised so far: days by each expert, days as said in the end, and the mixed curve behind them."""

    who: tuple[Expert, ...]
    by_expert: Floats
    said: Floats
    curves: NDArray[np.float16]
    curve_of: Ints


def promise_all(history: History, *, since: int, frozen_on: int | None = None) -> Floats:
    """Return, for each of `LEVELS` and each order from a day on, within how many days it would have been promised.

    A morning knows the orders before it and the deliveries before it, nothing else; orders that are made before the
    next morning are promised from the same knowledge. Earlier orders get no promise (not a number). With `frozen_on`,
    that morning is the last one that anything is learnt on.
    """
    clock = WorkingClock.of(history)
    who = experts(clock)
    size, asked_in_all = len(history.ordered), int((history.ordered >= since).sum())
    told = Told(
        who=who,
        by_expert=np.full((len(LEVELS), len(who), size), np.nan, dtype=np.float32),
        said=np.full((len(LEVELS), size), np.nan),
        curves=np.ones((asked_in_all, len(DAYS)), dtype=np.float16),
        curve_of=np.full(size, -1, dtype=np.int64),
    )
    for morning, until in _mornings(history, since=since, frozen_on=frozen_on):
        asked = np.flatnonzero((history.ordered >= morning) & (history.ordered < until))
        if len(asked):
            _promise(told, history, Known.at(history, morning), asked=asked, clock=clock)
    return told.said


def _mornings(history: History, *, since: int, frozen_on: int | None) -> list[tuple[int, int]]:
    """Return the mornings on which promises are made, each with the morning that ends its time."""
    end = int(history.ordered.max(initial=since)) + 1
    step = max(1, -(-(end - since) // _MORNINGS))
    if frozen_on is None:
        return [(morning, min(morning + step, end)) for morning in range(since, end, step)]
    learnt = [(morning, min(morning + step, frozen_on)) for morning in range(since, frozen_on, step)]
    return [*learnt, (max(since, frozen_on), max(end, frozen_on))]


def _promise(told: Told, history: History, known: Known, *, asked: Ints, clock: WorkingClock) -> None:
    """Write down what one morning promises."""
    shares = np.stack(
        [still_waiting(history, known, expert, asked=asked, clock=clock) for expert in told.who]
    )
    first = int(told.curve_of.max(initial=-1)) + 1
    voices = [voice(told, known, row) for row in range(len(LEVELS))]
    mixed = np.tensordot(voices[-1], shares, axes=1)
    for row, level in enumerate(LEVELS):
        for number, share in enumerate(shares):
            told.by_expert[row, number, asked] = days_by(share, np.full(len(asked), level))
        surely = fed_back(told, known, level)
        curve = mixed if row == len(LEVELS) - 1 else np.tensordot(voices[row], shares, axes=1)
        told.said[row, asked] = days_by(curve, np.full(len(asked), surely))
    told.curve_of[asked] = np.arange(first, first + len(asked))
    told.curves[first : first + len(asked)] = mixed


def voice(told: Told, known: Known, row: int) -> Floats:
    """Return how much each expert is heard: all alike at first, then by what its promises of settled orders lost."""
    judged = known.settled & ~np.isnan(told.said[row, known.rows])
    if judged.sum() < _ENOUGH:
        return np.full(len(told.who), 1.0 / len(told.who))
    faded = np.exp2(-known.ages[judged] / max(60.0, _RECORD * known.usual))
    lost = pinball(known.days[judged], told.by_expert[row][:, known.rows[judged]], LEVELS[row]) @ faded
    loud = (np.maximum(lost, 1e-9) / max(lost.min(), 1e-9)) ** -_SHARPNESS
    heard: Floats = loud / loud.sum()
    return heard


def fed_back(told: Told, known: Known, level: float) -> float:
    """Return how probable a date must be by the curves so that it is kept as often as it says.

    Conformal: where outcomes fell on their own curves (Chernozhukov, Wüthrich and Zhu 2021), the newest weighing most,
    parcels on their way counted as life tables count them.
    """
    curve = told.curve_of[known.rows]
    rows = np.flatnonzero(curve >= 0)
    if len(rows) < _ENOUGH:
        return level
    # Kept is a promise of the day itself or a later one: all that counts is the share that had come the day before.
    day_before = np.searchsorted(DAYS, known.days[rows], side="left") - 1
    fell = np.where(
        day_before < 0, 0.0, 1.0 - told.curves[curve[rows], np.maximum(day_before, 0)].astype(np.float64)
    )
    faded = np.exp2(-known.ages[rows] / max(60.0, _FEEDBACK * known.usual))
    order = np.argsort(fell, kind="stable")
    fell, faded, came = fell[order], faded[order], known.came[rows][order]
    at_risk = faded[::-1].cumsum()[::-1]
    going = np.cumprod(1.0 - np.where(came, faded / at_risk, 0.0))
    spot = min(int((going > 1.0 - level).sum()), len(fell) - 1)
    weight = faded.sum() ** 2 / (faded**2).sum()
    gain = _GAIN * weight / (weight + 100.0)
    return float(np.clip(level + gain * (fell[spot] - level), level - 0.03, (1.0 + level) / 2 + 0.03))
