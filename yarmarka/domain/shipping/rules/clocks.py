"""How many working days lie between two days, on the way between two countries."""

from dataclasses import dataclass

import numpy as np

from yarmarka.domain.shipping.rules.calendars import working_days
from yarmarka.domain.shipping.rules.history import Floats, History, Ints

#: how far beyond the newest day of a history working days are counted
_AHEAD = 3200


@dataclass(frozen=True)
class WorkingClock:
    """Counts working days between the two countries of every delivery of a history."""

    first: int
    pair_of: Ints
    counts: tuple[Ints, ...]

    @classmethod
    def of(cls, history: History) -> "WorkingClock":
        """Return the clock of a history's pairs of countries, reaching beyond its longest times."""
        pairs: dict[tuple[str, str], int] = {}
        pair_of = np.array(
            [
                pairs.setdefault(pair, len(pairs))
                for pair in zip(history.origins, history.destinations, strict=True)
            ],
            dtype=np.int64,
        )
        first = int(history.ordered.min(initial=history.seen_until))
        counts = tuple(working_days(*pair, first=first, last=history.seen_until + _AHEAD) for pair in pairs)
        return cls(first=first, pair_of=pair_of, counts=counts)

    @property
    def has_holidays(self) -> bool:
        """Whether any pair of countries has a holiday that is known."""
        return any(counts[-1] < len(counts) for counts in self.counts)

    def elapsed(self, rows: Ints, since: Ints, days: Floats) -> Floats:
        """Return how many working days lie in so many calendar days from a day on, for each row."""
        passed = np.empty(np.broadcast_shapes(days.shape, since.shape), dtype=np.float64)
        since, days = np.broadcast_to(since, passed.shape), np.broadcast_to(days, passed.shape)
        for number, counts in enumerate(self.counts):
            mine = self.pair_of[rows] == number
            start = since[mine] - self.first
            end = np.minimum(start + days[mine].astype(np.int64), len(counts) - 1)
            passed[mine] = counts[end] - counts[start]
        return passed
