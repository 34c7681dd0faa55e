"""How many days do deliveries on a route take, region by region?"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from yarmarka.kernel.sql import Statement

_DAYS: Final = Statement.beside(__file__, "days_by_place")
_HALF_A_YEAR: Final = timedelta(weeks=26)


@dataclass(frozen=True)
class DaysThere:
    """What deliveries to one place took: by so many days half had come, and nine of ten; and how many promises were
    over, and kept."""

    place: str
    half_by: int
    nine_of_ten_by: int
    deliveries: int
    due: int
    kept: int


def days_by_place(*, origin: str, destination: str, now: datetime) -> dict[str, DaysThere]:
    """Return the days of the last half-year's deliveries on a route, by the code of the place."""
    rows = _DAYS.rows(
        DaysThere, origin=origin, destination=destination, since=now - _HALF_A_YEAR, today=now.date()
    )
    return {row.place: row for row in rows}
