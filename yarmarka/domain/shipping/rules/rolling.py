"""Promises morning after morning, each made from what was known then, and held against what came of earlier ones."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from yarmarka.domain.shipping.rules.clocks import WorkingClock
from yarmarka.domain.shipping.rules.forecasts import DAYS, Known, days_by, experts, still_waiting
from yarmarka.domain.shipping.rules.history import Floats, History, Ints
from yarmarka.domain.shipping.rules.record import ENOUGH, Told, fed_back

#: the usual day and the promised one
LEVELS: Final = (0.5, 0.9)
#: how much louder an expert is for telling the past better: twice the loss, 2^-15 the voice
_SHARPNESS: Final = 15.0
#: how many mornings a history is gone through in at most
_MORNINGS: Final = 120
#: half-life of an expert's record, in usual deliveries' lengths
_RECORD: Final = 8.0
#: orders that are promised at once, so that a long history fits into memory
_AT_ONCE: Final = 2000
#: at most so many are promised beside, as if nothing were learnt any more
_BESIDE: Final = 10_000


def pinball(days: Floats, promised: Floats, probability: float) -> Floats:
    """Return the pinball loss of each promise: a day too early costs the probability, a day too late the rest."""
    late = days - promised
    return np.maximum(probability * late, (probability - 1.0) * late)


def promise_all(history: History, *, since: int) -> Floats:
    """Return, for each of `LEVELS` and each order from a day on, within how many days it would have been promised.

    A morning knows the orders before it and the deliveries before it, nothing else; orders that are made before the
    next morning are promised from the same knowledge. Earlier orders get no promise (not a number).
    """
    end = int(history.ordered.max(initial=since)) + 1
    return _promise_on(history, since=since, splits=(end,))[0]


def promise_with_and_without(history: History, *, since: int, split: int) -> tuple[Floats, Floats]:
    """Return what `promise_all` does, and beside it what is promised if nothing is learnt after a split.

    Of many orders the second answer has an even part; the others get no promise.
    """
    end = max(split, int(history.ordered.max(initial=since))) + 1
    return _promise_on(history, since=since, splits=(max(since, split), end))


def _promise_on(history: History, *, since: int, splits: tuple[int, ...]) -> tuple[Floats, Floats]:
    """Promise from the first day to the last split; the second answer learns no more from the first split on."""
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
    step = max(1, -(-(splits[-1] - since) // _MORNINGS))
    frozen = told.said
    for first, last in zip((since, *splits), splits, strict=False):
        if first == splits[0]:
            frozen = told.said.copy()
            known = Known.at(history, first)
            later = np.flatnonzero(history.ordered >= first)
            for asked in _some_at_once(later[:: len(later) // _BESIDE + 1]):
                frozen[:, asked] = _promise(told, history, known, asked=asked, clock=clock).days
        for morning in range(first, last, step):
            until = min(morning + step, last)
            known = Known.at(history, morning)
            for asked in _some_at_once(
                np.flatnonzero((history.ordered >= morning) & (history.ordered < until))
            ):
                _write_down(told, _promise(told, history, known, asked=asked, clock=clock), asked)
    return told.said, frozen


def _some_at_once(rows: Ints) -> list[Ints]:
    return [rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE)]


@dataclass(frozen=True)
class Promised:
    """What some orders are promised: days as said, by each expert for each level, and the mixed curve behind them."""

    days: Floats
    by_expert: Floats
    curves: Floats


def _promise(told: Told, history: History, known: Known, *, asked: Ints, clock: WorkingClock) -> Promised:
    """Return what is promised for some orders from what is known; those of one group and day get the same."""
    alike = np.stack([history.levels[-1][asked], history.ordered[asked], clock.pair_of[asked]])
    _, first, same_as = np.unique(alike, axis=1, return_index=True, return_inverse=True)
    asked, same_as = asked[first], same_as.reshape(-1)
    shares = np.stack(
        [still_waiting(history, known, expert, asked=asked, clock=clock) for expert in told.who]
    )
    days, by_expert = [], []
    mixed = shares[0]
    for row, level in enumerate(LEVELS):
        by_expert.append([days_by(share, np.full(len(asked), level)) for share in shares])
        mixed = np.tensordot(voice(told, known, row), shares, axes=1)
        days.append(days_by(mixed, np.full(len(asked), fed_back(told, history, known, level))))
    # The curve of the last level, the promised one, is what outcomes are held against.
    return Promised(
        days=np.stack(days)[:, same_as],
        by_expert=np.array(by_expert)[:, :, same_as],
        curves=mixed[same_as],
    )


def _write_down(told: Told, promised: Promised, asked: Ints) -> None:
    first = int(told.curve_of.max(initial=-1)) + 1
    told.said[:, asked] = promised.days
    told.by_expert[:, :, asked] = promised.by_expert
    told.curve_of[asked] = np.arange(first, first + len(asked))
    told.curves[first : first + len(asked)] = promised.curves


def voice(told: Told, known: Known, row: int) -> Floats:
    """Return how much each expert is heard: all alike at first, then by what its promises of settled orders lost."""
    judged = known.settled & ~np.isnan(told.said[row, known.rows])
    if judged.sum() < ENOUGH:
        return np.full(len(told.who), 1.0 / len(told.who))
    faded = known.stands_for[judged] * np.exp2(-known.ages[judged] / max(60.0, _RECORD * known.usual))
    lost = pinball(known.days[judged], told.by_expert[row][:, known.rows[judged]], LEVELS[row]) @ faded
    loud = (np.maximum(lost, 1e-9) / max(lost.min(), 1e-9)) ** -_SHARPNESS
    heard: Floats = loud / loud.sum()
    return heard
