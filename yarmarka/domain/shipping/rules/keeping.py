"""How promises were kept: what tallies come to together, and how many parcels it takes to say so."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from yarmarka.domain.shipping.types import PromiseTally

#: with fewer promises over, a share of them would say little, and none is told
TELLING: Final = 10
#: with fewer late parcels, by how much they were late is no habit yet
TELLING_LATE: Final = 3


@dataclass(frozen=True)
class Kept:
    """What became of some promises, of one service or of several.

    Days are whole ones by which a share had come; 0 where nothing is known. `late` is about broken promises alone.
    """

    due: int = 0
    kept: int = 0
    not_come: int = 0
    not_over: int = 0
    promised_by: int = 0
    half_by: int = 0
    nine_of_ten_by: int = 0
    late_half_by: int = 0
    late_nine_of_ten_by: int = 0

    @property
    def broken(self) -> int:
        """How many were not kept."""
        return self.due - self.kept

    @property
    def is_telling(self) -> bool:
        """Test if so many are over that their share may be told."""
        return self.due >= TELLING

    @property
    def tells_lateness(self) -> bool:
        """Test if so many were broken that it may be told by how much."""
        return self.broken >= TELLING_LATE


def kept(tallies: Iterable[PromiseTally]) -> Kept:
    """Return what became of the promises of some tallies, together."""
    own = list(tallies)
    took: dict[int, int] = {}
    late: dict[int, int] = {}
    for tally in own:
        for days, after, count in tally.outcomes:
            took[days] = took.get(days, 0) + count
            if after:
                late[after] = late.get(after, 0) + count
    due = sum(one.due for one in own)
    return Kept(
        due=due,
        kept=sum(one.kept for one in own),
        not_come=sum(one.not_come for one in own),
        not_over=sum(one.not_over for one in own),
        promised_by=round(sum(one.promised_days for one in own) / due) if due else 0,
        half_by=share_by(took, 5),
        nine_of_ten_by=share_by(took, 9),
        late_half_by=share_by(late, 5),
        late_nine_of_ten_by=share_by(late, 9),
    )


def share_by(counts: dict[int, int], tenths: int) -> int:
    """Return the smallest number of days within which so many tenths of what is counted by days had come."""
    wanted, seen = sum(counts.values()) * tenths, 0
    for days in sorted(counts):
        seen += counts[days]
        if seen * 10 >= wanted:
            return days
    return 0
