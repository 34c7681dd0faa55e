"""The figures of a bench: what was found, what was held for nothing, how fast."""

from dataclasses import dataclass


@dataclass
class Count:
    """Answers by whether they were right; seconds are of the computer's time in this process."""

    found: int = 0
    missed: int = 0
    false_alarms: int = 0
    rightly_cleared: int = 0
    seconds: float = 0.0

    def add(self, *, is_match: bool, held: bool) -> None:
        """Count one answer."""
        if is_match:
            self.found += held
            self.missed += not held
        else:
            self.false_alarms += held
            self.rightly_cleared += not held

    def __add__(self, other: "Count") -> "Count":
        return Count(
            self.found + other.found,
            self.missed + other.missed,
            self.false_alarms + other.false_alarms,
            self.rightly_cleared + other.rightly_cleared,
            self.seconds + other.seconds,
        )

    def figures(self) -> dict[str, float]:
        """Return the figures by their names; a share of nothing is 0."""
        asked = self.found + self.missed + self.false_alarms + self.rightly_cleared
        return {
            "precision": _share(self.found, self.found + self.false_alarms),
            "recall": _share(self.found, self.found + self.missed),
            "f1": _share(2 * self.found, 2 * self.found + self.missed + self.false_alarms),
            "false_positive_rate": _share(self.false_alarms, self.false_alarms + self.rightly_cleared),
            "names_per_s": round(asked / self.seconds, 1) if self.seconds else 0.0,
        }


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
