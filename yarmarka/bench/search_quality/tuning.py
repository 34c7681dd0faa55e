"""Weights of the ranking found on some queries and judged on others: never on a query that helped to find them."""

import heapq
from collections.abc import Mapping, Sequence
from hashlib import sha256
from math import exp, sqrt
from operator import mul
from statistics import fmean
from typing import Final

from yarmarka.bench.search_quality.figures import AT, ndcg
from yarmarka.connectors.search.index.engine import Judged
from yarmarka.connectors.search.index.ranking import Weights

FOLDS: Final = 5
#: how often, how fast, how sharply and how near to the start weights are moved
_TURNS, _PACE, _SHARP, _HOLD = 60, 0.05, 2.0, 0.02
#: set by hand; what is shipped has seen all queries and may not be started from
START: Final = Weights(
    words=1.0,
    title=0.2,
    text=0.1,
    facts=0.1,
    kind=0.2,
    brand=0.1,
    best_field=0.2,
    phrase=0.1,
    early=0.05,
    missing=-0.5,
    serves=-0.2,
    short=0.1,
    typed=1.5,
    alike=0.3,
    sales=0.05,
    rating=0.05,
    promise=0.05,
    price=0.05,
)

#: query → its candidates with their signs
Candidates = Mapping[str, Sequence[Judged]]
Gains = Mapping[str, Mapping[str, float]]


def fold_of(query: str) -> int:
    """Return which fold a query belongs to, by a hash of its words alone."""
    return int.from_bytes(sha256(query.strip().lower().encode()).digest()[:4]) % FOLDS


def ranking(candidates: Sequence[Judged], weights: Weights) -> list[str]:
    """Return the best ten under some weights; among equals, the first of the first look."""
    told = [(name, getattr(weights, name)) for name in Weights.names()]
    scored = [(sum(weight * one.signs[name] for name, weight in told), one.id) for one in candidates]
    return [key for _, key in heapq.nsmallest(AT, scored, key=lambda pair: -pair[0])]


def quality(candidates: Candidates, gains: Gains, weights: Weights) -> float:
    """Return the mean nDCG@10 of some queries under some weights."""
    return fmean(ndcg(ranking(candidates[query], weights), gains[query]) for query in gains)


def tuned(candidates: Candidates, gains: Gains) -> Weights:
    """Return weights under which these queries rank well: ListNet (Cao et al. 2007), held near the start.

    Its descent is smooth and sees every candidate, so that a hundred queries are not learned by heart.
    """
    names = Weights.names()
    start = [getattr(START, name) for name in names]
    lists = [told for query in gains if (told := _list(candidates[query], gains[query], names))]
    weights, pace, spread = list(start), [0.0] * len(names), [0.0] * len(names)
    for turn in range(1, _TURNS + 1):
        slope = _slope(lists, weights)
        for at in range(len(names)):
            own = slope[at] + 2 * _HOLD * _SHARP**2 * (weights[at] - start[at])
            pace[at] = 0.9 * pace[at] + 0.1 * own
            spread[at] = 0.999 * spread[at] + 0.001 * own * own
            step = pace[at] / (1 - 0.9**turn) / (sqrt(spread[at] / (1 - 0.999**turn)) + 1e-8)
            weights[at] -= _PACE * step * (1 - turn / _TURNS)
    return Weights(**{name: round(weight, 3) for name, weight in zip(names, weights, strict=True)})


#: of each candidate its signs, and its share of all that fits
_Signs = list[tuple[list[float], float]]


def _list(candidates: Sequence[Judged], gains: Mapping[str, float], names: Sequence[str]) -> _Signs:
    whole = sum(gains.get(one.id, 0.0) for one in candidates)
    if not whole:
        return []
    return [([one.signs[name] for name in names], gains.get(one.id, 0.0) / whole) for one in candidates]


def _slope(lists: Sequence[_Signs], weights: Sequence[float]) -> list[float]:
    slope = [0.0] * len(weights)
    for told in lists:
        scores = [_SHARP * sum(map(mul, signs, weights)) for signs, _ in told]
        highest = max(scores)
        shares = [exp(score - highest) for score in scores]
        whole = sum(shares)
        for (signs, wanted), share in zip(told, shares, strict=True):
            off = _SHARP * (share / whole - wanted) / len(lists)
            for at, sign in enumerate(signs):
                slope[at] += off * sign
    return slope
