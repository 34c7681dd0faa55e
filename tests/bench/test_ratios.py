"""Ratios hold between what was measured in the same round."""

from dataclasses import dataclass
from math import isnan

from yarmarka.bench.ratios import median_ratio


@dataclass
class Measured:
    round: int
    what: str
    clients: int
    per_second: float
    p50_ms: float = 0.0


def test_each_round_is_compared_with_itself_and_the_middle_one_is_told() -> None:
    rows = [
        *(Measured(1, "ceiling", 32, 1000), Measured(1, "journey", 32, 100)),
        *(Measured(2, "ceiling", 32, 2000), Measured(2, "journey", 32, 240)),
        *(Measured(3, "ceiling", 32, 500), Measured(3, "journey", 32, 25), Measured(3, "journey", 8, 500)),
    ]
    assert median_ratio(rows, ("journey", 32), ("ceiling", 32)) == 0.1


def test_another_figure_can_be_compared() -> None:
    rows = [Measured(1, "gathered", 1, 10, p50_ms=6), Measured(1, "one by one", 1, 10, p50_ms=4)]
    assert median_ratio(rows, ("gathered", 1), ("one by one", 1), figure="p50_ms") == 1.5


def test_what_did_nothing_is_no_measure() -> None:
    rows = [Measured(1, "ceiling", 32, 0), Measured(1, "journey", 32, 100)]
    assert isnan(median_ratio(rows, ("journey", 32), ("ceiling", 32)))
