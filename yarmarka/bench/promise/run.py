"""Promises for orders after a split, from what was known on each morning, beside two simple quantiles."""

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np

from yarmarka.bench.files import Unreadable
from yarmarka.bench.promise.judge import Figures, empirical, judge
from yarmarka.bench.promise.table import Deliveries
from yarmarka.domain.shipping.rules.history import NEVER, History
from yarmarka.domain.shipping.rules.rolling import promise_with_and_without

#: without a split of the reader's, so many of the orders come before it
_LEARNT = 0.5
#: promises are practised, and experts weighed, after this share of what lies before the split
_PRACTICE = 0.15


def bench_promise(
    deliveries: Deliveries, *, split: date | None, say: Callable[[str], None]
) -> dict[str, Any]:
    """Return how promises of orders after the split went, and say so in a table. Raises Unreadable."""
    history = deliveries.history
    day = split.toordinal() if split else _middle(history)
    test = history.ordered >= day
    _demand(history, day)
    start = int(np.quantile(history.ordered[~test], _PRACTICE, method="nearest"))
    later = test & (history.ordered >= np.quantile(history.ordered[test], 0.5))
    asked = np.flatnonzero(test)
    everything, lanes = history.levels[0], history.traits[0]
    learning, still = promise_with_and_without(history, since=start, split=day)
    rows = {
        "promise": learning,
        "global quantile": empirical(history, everything, asked),
        "lane's quantile": empirical(history, lanes, asked),
    }
    frozen = {
        "promise": still,
        "global quantile": empirical(history, everything, asked, frozen_on=day),
        "lane's quantile": empirical(history, lanes, asked, frozen_on=day),
    }
    _say_what(deliveries, history, day, say)
    whole = _table("after the split, learning on", rows, history, test, say)
    late = _table("their later half", rows, history, later, say)
    no_more = _table("after the split, learning no more", frozen, history, test & ~np.isnan(still[-1]), say)
    return {
        **whole["promise"].rounded(),
        "best_baseline_pinball90": _best(whole),
        "split": date.fromordinal(day).isoformat(),
        "learns": "each morning, from orders and deliveries before it",
        "later": {**late["promise"].rounded(), "best_baseline_pinball90": _best(late)},
        "frozen": {**no_more["promise"].rounded(), "best_baseline_pinball90": _best(no_more)},
        "baselines": {name: figures.rounded() for name, figures in whole.items() if name != "promise"},
        "promised_at": _as_promised(deliveries, day),
        "undelivered": int((history.delivered[test] == NEVER).sum()),
        "left_out": len(deliveries.left_out),
    }


def _middle(history: History) -> int:
    """Return the day that half of the orders come before, or a later one that knows of a delivery at least."""
    middle = int(np.quantile(history.ordered, _LEARNT, method="nearest"))
    return max(middle, min(int(history.delivered.min()), int(history.ordered.max()) - 1) + 1)


def _demand(history: History, day: int) -> None:
    """Raise Unreadable unless something was delivered before a day, and something that was ordered later came, too."""
    split, first, last = (date.fromordinal(int(at)) for at in (day, history.ordered[0], history.ordered[-1]))
    if not (history.delivered < NEVER).any():
        raise Unreadable("No row has a delivered_at: nothing is known of how long deliveries take.")
    came = date.fromordinal(int(history.delivered.min()))
    remedy = (
        f"give a --split after {came} and until {last}"
        if came < last
        else "no day has deliveries before it and orders after it, a longer history is needed"
    )
    told = f"Orders are of {first} to {last}, the first delivery is of {came}: {remedy}."
    if not (history.ordered >= day).any():
        raise Unreadable(f"There is no order on or after the split, {split}. {told}")
    if not (history.delivered < day).any():
        raise Unreadable(f"Nothing was delivered before the split, {split}. {told}")
    if not (history.delivered[history.ordered >= day] < NEVER).any():
        raise Unreadable(
            f"Nothing that was ordered on or after the split, {split}, has come: give an earlier one."
        )


def _say_what(deliveries: Deliveries, history: History, day: int, say: Callable[[str], None]) -> None:
    say(
        f"{len(history.ordered)} orders, split {date.fromordinal(day)}: {(history.delivered < day).sum()} deliveries "
        f"known then; {int((history.delivered == NEVER).sum())} never seen to come, counted as still on their way."
    )
    if deliveries.alike:
        say(f"{deliveries.alike} rows say the same as another; each is taken for an order of its own.")
    if deliveries.left_out:
        say(f"{len(deliveries.left_out)} rows left out, for example:")
        for told in deliveries.left_out[:3]:
            say(f"  {told}")


def _table(
    title: str, rows: dict[str, Any], history: History, which: Any, say: Callable[[str], None]
) -> dict[str, Figures]:
    figures = {name: judge(history, promised, which) for name, promised in rows.items()}
    say(f"\n{title:<34} {'kept':>7} {'days':>7} {'pinball 0.5':>12} {'pinball 0.9':>12}")
    for name, one in figures.items():
        say(
            f"  {name:<32} {one.coverage90:>7.1%} {one.mean_days:>7.1f} {one.pinball50:>12.3f} {one.pinball90:>12.3f}"
        )
    return figures


def _best(figures: dict[str, Figures]) -> float:
    return round(min(one.pinball90 for name, one in figures.items() if name != "promise"), 4)


def _as_promised(deliveries: Deliveries, day: int) -> dict[str, float] | None:
    """Return how the dates that the file says were promised went: no rival and no source, only told."""
    kept = [
        came is not None and came <= promised
        for ordered, came, promised in zip(
            deliveries.ordered, deliveries.delivered, deliveries.promised, strict=True
        )
        if promised is not None and ordered >= day
    ]
    return {"kept": round(sum(kept) / len(kept), 4), "orders": len(kept)} if kept else None
