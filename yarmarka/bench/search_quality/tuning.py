"""Weights of the ranking found on some queries and judged on others: never on a query that helped to find them."""

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from statistics import fmean
from typing import Final

from yarmarka.bench.search_quality.figures import AT, ndcg
from yarmarka.connectors.search.index.engine import Judged
from yarmarka.connectors.search.index.ranking import Weights

FOLDS: Final = 5
_STEPS: Final = (-0.4, -0.15, 0.15, 0.4)
_ROUNDS: Final = 3
#: a gain smaller than this on the training queries is luck
_WORTH: Final = 0.0005

#: query → its candidates with their signs
Candidates = Mapping[str, Sequence[Judged]]
Gains = Mapping[str, Mapping[str, float]]


def fold_of(query: str) -> int:
    """Return which fold a query belongs to, by a hash of its words alone."""
    return int.from_bytes(sha256(query.strip().lower().encode()).digest()[:4]) % FOLDS


def ranking(candidates: Sequence[Judged], weights: Weights) -> list[str]:
    """Return the best ten under some weights."""
    told = [(name, getattr(weights, name)) for name in Weights.names()]
    scored = [(sum(weight * one.signs[name] for name, weight in told), one.id) for one in candidates]
    return [key for _, key in heapq.nsmallest(AT, scored, key=lambda pair: (-pair[0], pair[1]))]


def quality(candidates: Candidates, gains: Gains, weights: Weights) -> float:
    """Return the mean nDCG@10 of some queries under some weights."""
    return fmean(ndcg(ranking(candidates[query], weights), gains[query]) for query in gains)


def tuned(candidates: Candidates, gains: Gains, *, start: Weights) -> Weights:
    """Return weights under which these queries rank best: one weight after the other, a step at a time."""
    best, reached = start, quality(candidates, gains, start)
    for _ in range(_ROUNDS):
        before = reached
        for name in Weights.names():
            if name == "words":  # what all others are measured by
                continue
            for step in _STEPS:
                tried = replace(best, **{name: round(getattr(best, name) + step, 3)})
                got = quality(candidates, gains, tried)
                if got > reached + _WORTH:
                    best, reached = tried, got
        if reached - before < _WORTH:
            break
    return best
