"""How long nothing is heard of parcels that come all the same, stretch by stretch; and so, when to stop waiting.

Two life tables by Bayes' rule: of silences that ended, how many last longer than so many days (Kaplan and Meier, narrow
groups drawn towards wide ones, as for promises); and of how many nothing was ever heard again. Beyond the longest
silences seen the share falls by their mean excess (an exponential tail), so that a silence longer than any before is
not taken for a certain loss at once.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from yarmarka.domain.shipping.rules.history import Floats, Ints, nested_levels
from yarmarka.domain.shipping.rules.lateness import LEAST_SILENCE, LONGEST_SILENCE, LOST_BELOW
from yarmarka.domain.shipping.rules.lifetimes import Fit, Lives, cells_of, still_going, survival
from yarmarka.domain.shipping.types import Ground, LearntSilence, PastSilence, Stretch

Service = tuple[str, str, str, str]

#: with fewer silences that ended, a group has to be told by a wider one
ENOUGH: Final = 100
#: before anything is known one silence in 200 is a loss; this weighs as much as 200 silences
_PRIOR_LOST, _PRIOR_ALL = 1.0, 200.0
#: a silence that began so long ago counts half; a wider group weighs as much as so many silences
_FIT: Final = Fit(half_life=180.0, prior=50.0)
#: of the silences, so many of the longest say how the tail falls
_TAIL: Final = 0.05
_DAYS: Final = np.arange(1, LONGEST_SILENCE + 1, dtype=np.float64)


@dataclass(frozen=True)
class _Columns:
    """Silences in columns, with the number of their group at each width: stretch, route of it, service on it."""

    days: Floats
    is_over: np.ndarray
    is_lost: np.ndarray
    ages: Floats
    levels: tuple[Ints, ...]


def learn_silences(
    past: Sequence[PastSilence], *, services: Collection[Service]
) -> tuple[LearntSilence, ...]:
    """Return, for each stretch of the services, after which silence a parcel hardly comes any more.

    Those that nothing can be said of are left out; `lateness.BOUNDS` stand in for them.
    """
    asked = [(service, stretch) for service in sorted(set(services)) for stretch in Stretch]
    if not past or not asked:
        return ()
    keys = [_keys(_service(one), one.stretch) for one in past] + [
        _keys(service, stretch) for service, stretch in asked
    ]
    numbers = [np.unique([key[depth] for key in keys], return_inverse=True)[1] for depth in range(3)]
    known = len(past)
    columns = _Columns(
        days=np.array([one.days for one in past], dtype=np.float64),
        is_over=np.array([one.is_over for one in past]),
        is_lost=np.array([one.is_lost for one in past]),
        ages=np.array([one.age_days for one in past], dtype=np.float64),
        levels=tuple(np.asarray(column[:known], dtype=np.int64) for column in numbers),
    )
    longer = _longer(columns, keys, known)
    found = []
    for row, (service, stretch) in enumerate(asked):
        groups = [int(column[known + row]) for column in numbers]
        learnt = _learn(columns, groups, longer[row])
        if learnt is not None:
            days, ground, silences = learnt
            found.append(
                LearntSilence(
                    *service, stretch=stretch, lost_after_days=days, ground=ground, silences=silences
                )
            )
    return tuple(found)


def chance(longer: Floats, *, lost: float, silences: float) -> Floats:
    """Return how probable it is that a parcel still comes, given the share of silences that last longer.

    `lost` of `silences` were never broken.
    """
    gone = (lost + _PRIOR_LOST) / (silences + _PRIOR_ALL)
    return np.asarray((1 - gone) * longer / ((1 - gone) * longer + gone))


def _learn(columns: _Columns, groups: list[int], longer: Floats) -> tuple[int, Ground, int] | None:
    """Return the days, whose silences say so and how many; nothing where even the widest group has too few."""
    for depth, ground in ((2, Ground.SERVICE), (1, Ground.ROUTE), (0, Ground.EVERYWHERE)):
        mine = columns.levels[depth] == groups[depth]
        over = columns.days[mine & columns.is_over]
        if len(over) >= ENOUGH:
            lost = float((mine & columns.is_lost).sum())
            odds = chance(_with_tail(longer, over), lost=lost, silences=len(over) + lost)
            below = np.flatnonzero((odds < LOST_BELOW) & (_DAYS >= LEAST_SILENCE))
            days = int(_DAYS[below[0]]) if len(below) else LONGEST_SILENCE
            return days, ground, len(over)
    return None


def _longer(columns: _Columns, keys: list[tuple[str, str, str]], known: int) -> Floats:
    """Return, for each stretch asked about, the share of silences that last longer than each day."""
    levels = nested_levels(keys)
    kept = ~columns.is_lost  # what was never broken is counted apart
    lives = Lives(
        cells=cells_of(np.log1p(columns.days[kept])),
        came=columns.is_over[kept],
        ages=columns.ages[kept],
        weights=np.ones(int(kept.sum())),
    )
    curves = survival(
        lives, [level[:known][kept] for level in levels], [level[known:] for level in levels], fit=_FIT
    )
    times = np.broadcast_to(np.log1p(_DAYS), (len(curves), len(_DAYS)))
    return still_going(curves, times)


def _with_tail(longer: Floats, over: Floats) -> Floats:
    """Let the share fall by the mean excess of the longest silences from where too few were seen."""
    ordered = np.sort(over)
    start = ordered[int(len(ordered) * (1 - _TAIL))]
    excess = max(1.0, float((ordered[ordered >= start] - start).mean()))
    tail = _TAIL * np.exp(-(_DAYS - start) / excess)
    return np.asarray(
        np.where(start < _DAYS, np.maximum(np.minimum(tail, _TAIL), 0.0), np.maximum(longer, _TAIL))
    )


def _keys(service: Service, stretch: Stretch) -> tuple[str, str, str]:
    carrier, code, origin, destination = service
    return (
        stretch.value,
        f"{stretch.value} {origin}→{destination}",
        f"{stretch.value} {origin}→{destination} {carrier} {code}",
    )


def _service(one: PastSilence) -> Service:
    return one.carrier, one.code, one.origin_country, one.destination_country
