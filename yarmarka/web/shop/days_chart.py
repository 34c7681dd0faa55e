"""Draws how many days a route's deliveries took, week by week, as points of a vector picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from yarmarka.domain.shipping.rules.keeping import Kept

#: the picture's size, and the room that its axes take
WIDTH, HEIGHT = 640, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 16, 40
#: lines across, at round numbers of days
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500)
_MOST_LINES: Final = 6
_MOST_LABELS: Final = 6


@dataclass(frozen=True)
class Week:
    """What became of the promises of a week's orders; some are over."""

    week_on: date
    kept: Kept


@dataclass(frozen=True)
class Point:
    """A week in the picture: where its deliveries' bar ends, and what it says."""

    x: float
    half_y: float
    nine_y: float
    week: Week
    #: whether the week is named below; not each can be
    is_named: bool


@dataclass(frozen=True)
class DaysChart:
    """A picture of weeks and days."""

    points: tuple[Point, ...]
    #: days and how far down their line lies
    lines: tuple[tuple[int, float], ...]
    path: str
    #: by which day they had been promised, on average
    promised: str = ""
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    foot: int = HEIGHT - _BOTTOM


def days_chart(weeks: Sequence[Week]) -> DaysChart:
    """Return the picture of some weeks, which are in the order of their time; weeks without promises stay empty."""
    longest = max(max(week.kept.nine_of_ten_by, week.kept.promised_by) for week in weeks)
    step = next((one for one in _STEPS if longest / one < _MOST_LINES), _STEPS[-1])
    top = step * (longest // step + 1)
    first, last = weeks[0].week_on, weeks[-1].week_on
    every = -(-len(weeks) // _MOST_LABELS)
    points = tuple(
        Point(
            x=_across(week.week_on, first, last),
            half_y=_down(week.kept.half_by, top),
            nine_y=_down(week.kept.nine_of_ten_by, top),
            week=week,
            is_named=number % every == 0,
        )
        for number, week in enumerate(weeks)
    )
    return DaysChart(
        points=points,
        lines=tuple((days, _down(days, top)) for days in range(0, top + 1, step)),
        path=_line((one.x, one.nine_y) for one in points),
        promised=_line((one.x, _down(one.week.kept.promised_by, top)) for one in points),
    )


def _line(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{'L' if number else 'M'}{x} {y}" for number, (x, y) in enumerate(places))


def _across(day: date, first: date, last: date) -> float:
    room, span = WIDTH - _LEFT - _RIGHT - 40, max(1, (last - first).days)
    return round(_LEFT + 20 + room * (day - first).days / span, 1)


def _down(days: int, top: int) -> float:
    return round(HEIGHT - _BOTTOM - (HEIGHT - _TOP - _BOTTOM) * days / top, 1)
