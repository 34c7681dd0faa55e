"""From where can goods come to a reader, and within how many days?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from yarmarka.domain.shipping.queries import days_to

#: days that a reader may choose among
WITHIN: Final = (3, 7, 14, 21, 30, 45)


@dataclass(frozen=True)
class Reach:
    """By warehouses' country, within how many days at the latest the quickest offered service brings goods from there.

    What a parcel weighs, and whether it may be brought at all, is looked at where the goods are known: on their page.
    """

    days: Mapping[str, int]
    today: date

    def origins(self, *, within: int = 0) -> frozenset[str]:
        """Return the countries from which anything comes, or comes within so many days."""
        return frozenset(origin for origin, days in self.days.items() if not within or days <= within)

    def choices(self) -> tuple[int, ...]:
        """Return the days to choose among: within each something comes from more countries than within fewer."""
        found: dict[frozenset[str], int] = {}
        for days in WITHIN:
            if origins := self.origins(within=days):
                found.setdefault(origins, days)
        return tuple(found.values())

    def last_day(self, within: int) -> date:
        """Return the day until which so many days reach."""
        return self.today + timedelta(days=within)


def reach_to(country: str, *, place: str = "", now: datetime) -> Reach:
    """Return what is brought now to a country, or to a place in it."""
    return Reach(days_to(country, place=place, now=now), now.date())
