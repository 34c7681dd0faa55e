"""Latencies of a mix of queries, by kind, and how a search engine in this process fares with it."""

import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from yarmarka.bench.load import percentile_ms
from yarmarka.bench.search.mix import Asked


@dataclass
class Latencies:
    """How long each query took, in seconds, by its kind."""

    by_kind: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def note(self, kind: str, seconds: float) -> None:
        """Count one query."""
        self.by_kind[kind].append(seconds)

    def told(self) -> dict[str, Any]:
        """Return how many there were, the percentiles of all together, and each kind's 95th, in milliseconds."""
        every = [seconds for kind in self.by_kind.values() for seconds in kind]
        return {
            "queries": len(every),
            "p50_ms": round(percentile_ms(every, 0.5), 2),
            "p95_ms": round(percentile_ms(every, 0.95), 2),
            "p99_ms": round(percentile_ms(every, 0.99), 2),
            "p95_ms_by_kind": {
                kind: round(percentile_ms(took, 0.95), 2) for kind, took in self.by_kind.items()
            },
        }


def shuffled(asked: Sequence[Asked], *, seed: int) -> list[Asked]:
    """Return the whole mix in an order of its own, so that no kind comes in a row."""
    mixed = list(asked)
    random.Random(seed).shuffle(mixed)  # noqa: S311 -- an order, no secret
    return mixed


def timed(
    ask: Callable[[Asked], object],
    asked: Sequence[Asked],
    *,
    seconds: float,
    before_pass: Callable[[], object] = lambda: None,
    least: int = 0,
) -> Latencies:
    """Put whole passes of the mix for so long, one query after another; at least `least` queries.

    `before_pass` makes what earlier passes have taught forgotten.
    """
    found = Latencies()
    ends = time.perf_counter() + seconds
    for count, one in enumerate(_passes(asked, before_pass)):
        began = time.perf_counter()
        if began >= ends and count >= least:
            break
        ask(one)
        found.note(one.kind, time.perf_counter() - began)
    return found


def _passes(asked: Sequence[Asked], before_pass: Callable[[], object]) -> Iterator[Asked]:
    seed = 0
    while True:
        seed += 1
        before_pass()
        yield from shuffled(asked, seed=seed)


def beginnings(texts: Iterable[str]) -> list[str]:
    """Return what is typed on the way to each text: its beginnings from the second letter on, each once."""
    return list(dict.fromkeys(text[:end] for text in texts for end in range(2, len(text) + 1)))
