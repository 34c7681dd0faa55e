"""Working days on the way between two countries, and the season of the year."""

from functools import lru_cache
from typing import Final

import holidays
import numpy as np

from yarmarka.domain.shipping.rules.history import Bools, Floats, Ints

#: pairs of waves a year; four tell a month apart from its neighbours
_WAVES: Final = 4
#: how many deliveries' worth of doubt hold each wave back
_DOUBT: Final = 40.0
_YEAR: Final = 365.2425


@lru_cache(maxsize=512)
def _days_off(country: str, first_year: int, last_year: int) -> tuple[int, ...]:
    try:
        found = holidays.country_holidays(country, years=range(first_year, last_year + 1))
    except NotImplementedError:
        return ()
    return tuple(sorted(day.toordinal() for day in found))


def is_country(code: str) -> bool:
    """Test if a country's holidays are known by this code."""
    return len(code) == 2 and code.isupper() and code in holidays.list_supported_countries()


def working_days(origin: str, destination: str, *, first: int, last: int) -> Ints:
    """Return, for each day from `first` to `last` (ordinals), how many days so far were no holiday in either country.

    Weekends count as days: parcels travel on them. Countries whose holidays are unknown have none.
    """
    years = (_year(first), _year(last))
    off = np.zeros(last - first + 1, dtype=bool)
    for country in {code for code in (origin, destination) if is_country(code)}:
        days = np.array(_days_off(country, *years), dtype=np.int64)
        off[days[(days >= first) & (days <= last)] - first] = True
    return np.cumsum(~off)


def _year(ordinal: int) -> int:
    return int(ordinal / _YEAR) + 1


def season_waves(ordered: Ints) -> Floats:
    """Return the waves of the year on the days of order: one column for each."""
    angle = 2 * np.pi * (ordered[:, None] % _YEAR) / _YEAR * np.arange(1, _WAVES + 1)
    return np.concatenate([np.sin(angle), np.cos(angle)], axis=1)


def fit_season(log_days: Floats, ordered: Ints, groups: Ints, settled: Bools) -> Floats:
    """Return how strongly each wave of the year lengthens deliveries, in logarithms: ridge regression beside a trend.

    Only settled orders count, old enough that next to all of their like have come. What spans less than a year and a
    quarter tells no season apart from a trend, and gets none.
    """
    none = np.zeros(2 * _WAVES)
    if settled.sum() < 60 or np.ptp(ordered[settled]) < 1.25 * _YEAR:
        return none
    y, days, group = log_days[settled], ordered[settled], groups[settled]
    sums = np.bincount(group, y)
    counts = np.maximum(np.bincount(group), 1)
    y = y - (sums / counts)[group]
    spread = 1.5 * np.median(np.abs(y - np.median(y))) * 2 + 1e-9
    y = np.clip(y, -3 * spread, 3 * spread)
    trend = (days - days.mean()) / _YEAR
    design = np.column_stack([season_waves(days), np.ones_like(trend), trend, trend**2])
    doubt = np.zeros(design.shape[1])
    doubt[: 2 * _WAVES] = _DOUBT
    return np.linalg.solve(design.T @ design + np.diag(doubt + 1e-6), design.T @ y)[: 2 * _WAVES]
