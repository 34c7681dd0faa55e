"""Holds promised days against what came of them, and two simple quantiles against the same."""

from dataclasses import asdict, dataclass
from typing import Final

import numpy as np

from yarmarka.domain.shipping.rules.history import NEVER, Bools, Floats, History, Ints
from yarmarka.domain.shipping.rules.rolling import LEVELS, pinball

#: with fewer orders that can be judged, all are
_ENOUGH: Final = 30


@dataclass(frozen=True)
class Figures:
    """How some promises went: the share of 90 % dates that were kept, their mean length, and pinball losses in days."""

    coverage90: float
    mean_days: float
    pinball50: float
    pinball90: float
    orders: int

    def rounded(self) -> dict[str, float | None]:
        """Return them for a report; what can't be told yet is nothing."""
        return {name: round(value, 4) if np.isfinite(value) else None for name, value in asdict(self).items()}


def old_enough(history: History, which: Bools) -> Bools:
    """Return which of some orders can be judged.

    All, where all came. Else those that are older at the history's end than nineteen of twenty deliveries took: of
    younger ones only the quick are known, and to judge those would flatter short promises.
    """
    came = history.delivered < NEVER
    if came[which].all():
        return which
    enough = np.quantile(history.days[came], 0.95)
    older = which & (history.ordered + enough <= history.seen_until)
    return older if older.sum() >= _ENOUGH else which


def judge(history: History, promised: Floats, which: Bools) -> Figures:
    """Return how the promises of some orders went, of those that can be judged.

    What never came breaks its promise when the promised day is over, and counts as having come on the history's last
    day: the mildest that can be true.
    """
    judged = old_enough(history, which)
    came = history.delivered < NEVER
    due = history.ordered + promised[-1]
    kept = came & (history.delivered <= due)
    decided = judged & (came | (due <= history.seen_until))
    days = (np.where(came, history.delivered, history.seen_until) - history.ordered)[judged].astype(
        np.float64
    )
    losses = [float(pinball(days, promised[row][judged], LEVELS[row]).mean()) for row in range(len(LEVELS))]
    return Figures(
        coverage90=float(kept[decided].mean()) if decided.any() else float("nan"),
        mean_days=float(promised[-1][which].mean()),
        pinball50=losses[0],
        pinball90=losses[-1],
        orders=int(judged.sum()),
    )


def empirical(history: History, groups: Ints, asked: Ints, *, frozen_on: int | None = None) -> Floats:
    """Return the quantiles of whatever had been delivered before each order's day, group by group.

    A group of which nothing had been delivered gets everything's. With `frozen_on`, before that day.
    """
    said = np.full((len(LEVELS), len(history.ordered)), np.nan)
    mornings = history.ordered[asked] if frozen_on is None else np.full(len(asked), frozen_on)
    for morning in np.unique(mornings):
        known = np.flatnonzero(history.delivered < morning)
        here = asked[mornings == morning]
        if not len(known):
            said[:, here] = 0.0
            continue
        days = history.days[known]
        said[:, here] = np.quantile(days, LEVELS, method="higher")[:, None]
        for group in np.unique(groups[here]):
            own = days[groups[known] == group]
            if len(own):
                mine = here[groups[here] == group]
                said[:, mine] = np.quantile(own, LEVELS, method="higher")[:, None]
    return said
