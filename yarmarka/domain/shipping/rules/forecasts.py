"""When deliveries come: several ways to read the past, each with a memory and a clock of its own.

Nobody knows beforehand which way suits a lane, and it changes; `rolling` listens to those that told the past best.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from yarmarka.domain.shipping.rules.calendars import fit_season, season_waves
from yarmarka.domain.shipping.rules.clocks import WorkingClock
from yarmarka.domain.shipping.rules.history import Bools, Floats, History, Ints, thinned
from yarmarka.domain.shipping.rules.lifetimes import Fit, Lives, cells_of, still_going, survival

#: no memory is shorter than a month
_SHORTEST: Final = 30.0
#: days at which shares are read: every day at first, then each 2 %
DAYS: Final[Floats] = np.unique(
    np.concatenate([np.arange(0, 100), np.round(100 * np.exp2(np.arange(0, 170) / 35))])
).astype(np.float64)
#: of a longer past a fair part is read
_MOST: Final = 20_000
#: as many deliveries of its own weigh as much as the wider group's usual length
_PULL: Final = 3.0


@dataclass(frozen=True)
class Expert:
    """A way to read the past.

    `memory` is its half-life in usual deliveries' lengths, `prior` how many deliveries' worth a wider group weighs.
    A scaled one compares deliveries with what is usual on their own lane, a seasonal one with the season, a working
    one counts working days.
    """

    memory: float
    prior: float
    scaled: bool = False
    seasonal: bool = False
    working: bool = False


_ALWAYS: Final = (
    *(Expert(memory, prior) for memory in (1.5, 6.0, 24.0) for prior in (12.0, 120.0)),
    *(Expert(memory, 60.0, scaled=True) for memory in (1.5, 6.0, 24.0)),
    *(Expert(memory, 60.0, scaled=True, seasonal=True) for memory in (6.0, 24.0)),
)
_WITH_HOLIDAYS: Final = (
    *(Expert(memory, 60.0, scaled=True, working=True) for memory in (6.0, 24.0)),
    Expert(24.0, 60.0, scaled=True, seasonal=True, working=True),
)


def experts(clock: WorkingClock) -> tuple[Expert, ...]:
    """Return the ways to read a history; working days only where a holiday is known."""
    return _ALWAYS + _WITH_HOLIDAYS if clock.has_holidays else _ALWAYS


@dataclass(frozen=True)
class Known:
    """What is known of a history at the start of a day: who was ordered before it, and who had come before it.

    Of a long history it is a fair part; `stands_for` says of how many orders each is one.
    """

    rows: Ints
    stands_for: Floats
    ages: Floats
    came: Bools
    days: Floats
    usual: float
    settled: Bools

    @classmethod
    def at(cls, history: History, day: int) -> "Known":
        """Return what was known before a day began; whoever had not come is known only to have waited so long.

        Settled are orders so old that nine of ten of their like have come: to look at them favours neither the quick
        nor the slow.
        """
        before = int(np.searchsorted(history.ordered, day))
        rows, stands_for = thinned(history.levels[-1][:before], _MOST)
        ordered, delivered = history.ordered[rows], history.delivered[rows]
        came = delivered < day
        days = (np.where(came, delivered, day) - ordered).astype(np.float64)
        ages = (day - ordered).astype(np.float64)
        arrived = days[came]
        long = float(np.quantile(arrived, 0.9)) if len(arrived) else np.inf
        usual = max(1.0, float(np.median(arrived))) if len(arrived) else 10.0
        return cls(
            rows=rows,
            stands_for=stands_for,
            ages=ages,
            came=came,
            days=days,
            usual=usual,
            settled=ages > long,
        )


def still_waiting(
    history: History, known: Known, expert: Expert, *, asked: Ints, clock: WorkingClock
) -> Floats:
    """Return, for each row that is asked about, the share that is still on its way after each of `DAYS`."""
    half_life = max(_SHORTEST, expert.memory * known.usual)
    ordered, levels = history.ordered[known.rows], [level[known.rows] for level in history.levels]
    wanted = [level[asked] for level in history.levels]
    weights = history.weights[known.rows] * known.stands_for
    days, grid = known.days, np.broadcast_to(DAYS, (len(asked), len(DAYS)))
    if expert.working:
        days = clock.elapsed(known.rows, ordered, days)
        grid = clock.elapsed(asked, history.ordered[asked][:, None], grid)
    log_days, log_grid = np.log1p(days), np.log1p(grid + 0.5)
    sure = known.settled & known.came
    if expert.scaled:
        faded = weights * np.exp2(-known.ages / half_life)
        groups = [*history.traits, *history.levels[1:]]
        usual, usual_asked = _usual(
            log_days,
            faded * sure,
            [group[known.rows] for group in groups],
            [group[asked] for group in groups],
        )
        log_days, log_grid = log_days - usual, log_grid - usual_asked[:, None]
    if expert.seasonal:
        season = fit_season(log_days, ordered, levels[-1], sure)
        log_days = log_days - season_waves(ordered) @ season
        log_grid = log_grid - (season_waves(history.ordered[asked]) @ season)[:, None]
    curves = survival(
        Lives(cells_of(log_days), known.came, known.ages, weights),
        levels,
        wanted,
        fit=Fit(half_life=half_life, prior=expert.prior),
    )
    return np.minimum.accumulate(still_going(curves, log_grid), axis=1)


def _usual(
    log_days: Floats, weights: Floats, known: Sequence[Ints], asked: Sequence[Ints]
) -> tuple[Floats, Floats]:
    """Return how the usual length of each row's groups differs from everything's, of known rows and of those asked.

    Means of logarithms, one grouping after the other, each drawn towards what the earlier ones explain.
    """
    known_usual, asked_usual = np.zeros(len(log_days)), np.zeros(1)
    everything = (weights @ log_days) / max(float(weights.sum()), 1e-9)
    for groups, wanted in zip(known, asked, strict=True):
        count = int(max(groups.max(initial=-1), wanted.max(initial=-1))) + 1
        counts = np.bincount(groups, weights, count)
        gaps = np.bincount(groups, weights * (log_days - everything - known_usual), count)
        step = gaps / (counts + _PULL)
        known_usual = known_usual + step[groups]
        asked_usual = asked_usual + step[wanted]
    return known_usual, asked_usual


def days_by(shares: Floats, probabilities: Floats) -> Floats:
    """Return by which day each row has come with its probability; the last of `DAYS` if never so surely."""
    least = (1.0 - probabilities)[:, None]
    reached = shares <= least + 1e-9
    first = np.where(reached.any(axis=1), reached.argmax(axis=1), len(DAYS) - 1)
    earlier = np.maximum(first - 1, 0)
    high, low = DAYS[first], DAYS[earlier]
    at, before = (np.take_along_axis(shares, column[:, None], axis=1)[:, 0] for column in (first, earlier))
    part = np.clip((before - least[:, 0]) / np.maximum(before - at, 1e-12), 0.0, 1.0)
    return np.where(high - low > 1, np.ceil(low + part * (high - low)), high)
