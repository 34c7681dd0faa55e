"""How many delivery promises were kept, route by route and week by week?"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Final

from yarmarka.kernel.sql import Statement

_KEPT: Final = Statement.beside(__file__, "kept_promises")
#: half a year of weeks
WEEKS: Final = 26


@dataclass(frozen=True)
class WeekOfPromises:
    """Promises of a week's orders on a route whose day is over, and how many days each delivery took."""

    origin: str
    destination: str
    week_on: date
    due: int
    kept: int
    days: list[int]

    @property
    def half_by(self) -> int:
        """Within how many days half of them came."""
        return share_by(self.days, 5)

    @property
    def nine_of_ten_by(self) -> int:
        """Within how many days nine of ten of them came."""
        return share_by(self.days, 9)


@dataclass(frozen=True)
class RouteRecord:
    """What became of the promises on a route."""

    origin: str
    destination: str
    weeks: tuple[WeekOfPromises, ...]

    @property
    def due(self) -> int:
        """How many promises are over."""
        return sum(week.due for week in self.weeks)

    @property
    def kept(self) -> int:
        """How many of them were kept."""
        return sum(week.kept for week in self.weeks)

    @property
    def half_by(self) -> int:
        """Within how many days half of the deliveries came."""
        return share_by(chain.from_iterable(week.days for week in self.weeks), 5)

    @property
    def nine_of_ten_by(self) -> int:
        """Within how many days nine of ten deliveries came."""
        return share_by(chain.from_iterable(week.days for week in self.weeks), 9)


def kept_promises(*, now: datetime) -> tuple[RouteRecord, ...]:
    """Return the record of every route that had promises in the last half-year, the busiest first."""
    rows = _KEPT.rows(WeekOfPromises, since=now - timedelta(weeks=WEEKS), today=now.date())
    routes: dict[tuple[str, str], list[WeekOfPromises]] = {}
    for row in rows:
        routes.setdefault((row.origin, row.destination), []).append(row)
    records = [RouteRecord(*route, weeks=tuple(weeks)) for route, weeks in routes.items()]
    return tuple(sorted(records, key=lambda record: (-record.due, record.origin, record.destination)))


def share_by(days: Iterable[int], tenths: int) -> int:
    """Return by which whole day so many tenths of some deliveries had come."""
    sorted_days = sorted(days)
    return sorted_days[max(0, -(-len(sorted_days) * tenths // 10) - 1)]
