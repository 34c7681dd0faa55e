"""What became of promises is heard as far as its periods agree, and what stays in doubt makes promises longer."""

from dataclasses import replace

import numpy as np
import pytest

from tests.domain.shipping.histories import FIRST_DAY
from yarmarka.domain.shipping.rules.forecasts import DAYS, Known
from yarmarka.domain.shipping.rules.history import NEVER, History, history_of, thinned
from yarmarka.domain.shipping.rules.record import Told, fed_back

SPAN = 1200


def _went(late: float = 0.1, *, good_and_bad: bool = False) -> History:
    """Return five orders a day, promised within 9 days with 90 %; some take longer, evenly or by turns."""
    chance = np.random.default_rng(4)
    day = np.repeat(np.arange(SPAN), 5)
    turn = np.where((day // 10) % 2 == 0, 2.0, 0.0) if good_and_bad else 1.0
    broken = chance.random(len(day)) < late * turn
    days = np.where(
        broken, 10 + np.floor(chance.exponential(6, len(day))), chance.integers(1, 10, len(day))
    ).astype(np.int64)
    return history_of(
        ordered=(FIRST_DAY + day).tolist(),
        delivered=(FIRST_DAY + day + days).tolist(),
        keys=[("lane",)] * len(day),
        origins=[""] * len(day),
        destinations=[""] * len(day),
        seen_until=FIRST_DAY + SPAN,
    )


def _told(history: History, *, since: int = 0) -> Told:
    """Return the same curve for every order since a day: each of nine days as probable, a tenth fading after them."""
    size = len(history.ordered)
    curve = np.where(DAYS <= 9, 1.0 - DAYS / 10, 0.1 * np.exp(-np.maximum(DAYS - 9, 0) / 6))
    return Told(
        who=(),
        by_expert=np.zeros((2, 0, size)),
        said=np.full((2, size), 9.0),
        curves=curve[None, :].astype(np.float16),
        curve_of=np.where(history.ordered >= FIRST_DAY + since, 0, -1),
    )


def _heard(history: History, day: int = SPAN, **told: int) -> float:
    return fed_back(_told(history, **told), history, Known.at(history, FIRST_DAY + day), 0.9)


def test_promises_that_were_kept_as_often_as_they_say_go_on_and_broken_ones_make_later_ones_longer() -> None:
    assert _heard(_went(0.1)) == pytest.approx(0.9, abs=0.015)
    assert _heard(_went(0.25)) > 0.925


def test_where_periods_differ_the_same_record_gives_longer_promises() -> None:
    evenly, by_turns = _heard(_went(0.1)), _heard(_went(0.1, good_and_bad=True))
    assert by_turns > evenly + 0.003


def test_a_broken_promise_counts_once_its_day_is_over_not_when_the_goods_come_at_last() -> None:
    history = _went(0.3)
    late = history.days > 9
    still_waiting = replace(history, delivered=np.where(late, NEVER, history.delivered))
    assert _heard(still_waiting) >= _heard(history) > 0.92


def test_without_outcomes_or_from_a_past_too_short_for_slow_deliveries_nothing_is_corrected() -> None:
    history = _went(0.4)
    assert _heard(history, since=SPAN - 3) == 0.9
    assert _heard(history, day=20) == 0.9


def test_of_a_long_history_small_groups_are_kept_whole_and_large_ones_evenly() -> None:
    groups = np.array([0] * 900 + [1] * 60 + [2] * 40)
    rows, stand_for = thinned(groups, 300)
    assert len(rows) == 300
    assert np.bincount(groups[rows]).tolist() == [200, 60, 40]
    assert stand_for.sum() == pytest.approx(1000)
    assert np.ptp(np.diff(rows[groups[rows] == 0])) <= 1
