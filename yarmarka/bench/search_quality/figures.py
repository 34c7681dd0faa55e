"""Figures of a ranking: nDCG and MRR at ten, and the interval of a gain that is seen in pairs."""

from collections.abc import Mapping, Sequence
from math import log2, sqrt
from statistics import fmean, stdev

AT = 10


def ndcg(ranking: Sequence[str], gains: Mapping[str, float]) -> float:
    """Return the discounted gain of the first ten over that of the best order there is (Järvelin, Kekäläinen 2002)."""
    best = _discounted(sorted(gains.values(), reverse=True)[:AT])
    return _discounted([gains.get(key, 0.0) for key in ranking[:AT]]) / best if best else 0.0


def reciprocal_rank(ranking: Sequence[str], gains: Mapping[str, float]) -> float:
    """Return one over the place of the first fitting find among ten, or 0."""
    return next((1 / place for place, key in enumerate(ranking[:AT], start=1) if gains.get(key, 0) > 0), 0.0)


def mean_with_interval(differences: Sequence[float]) -> tuple[float, float, float]:
    """Return the mean of paired differences and its 95 % interval (normal; fit for a hundred pairs and more)."""
    mean = fmean(differences)
    half = 1.96 * stdev(differences) / sqrt(len(differences)) if len(differences) > 1 else 0.0
    return mean, mean - half, mean + half


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1))
