"""Promised days are kept as often as they say, whatever the past was like, and nobody knows the future."""

from dataclasses import replace

import numpy as np
import pytest

from tests.domain.shipping.histories import FIRST_DAY, made_up
from yarmarka.bench.promise.judge import empirical, judge
from yarmarka.domain.shipping.rules.calendars import working_days
from yarmarka.domain.shipping.rules.forecasts import Known
from yarmarka.domain.shipping.rules.history import NEVER, nested_levels
from yarmarka.domain.shipping.rules.rolling import promise_all

#: what the past was like, and how many days of it there are
KINDS = {"drift": 600, "season": 900, "new lanes": 600, "heavy tails": 600}


@pytest.mark.parametrize(("kind", "span"), KINDS.items())
def test_nine_of_ten_promises_are_kept_and_they_cost_less_than_plain_quantiles(kind: str, span: int) -> None:
    history = made_up(kind, span=span)
    test = history.ordered >= FIRST_DAY + 0.55 * span
    promised = promise_all(history, since=FIRST_DAY + 60)
    seen = judge(history, promised, test)
    assert 0.86 <= seen.coverage90 <= 0.94
    asked = np.flatnonzero(test)
    for groups in (history.levels[0], history.traits[0]):
        assert seen.pinball90 < judge(history, empirical(history, groups, asked), test).pinball90


def test_what_happens_later_changes_no_earlier_promise() -> None:
    history = made_up("drift", orders=900, span=440)
    morning = FIRST_DAY + 425
    later = (history.delivered >= morning) & (history.delivered < NEVER)
    other = replace(
        history, delivered=np.where(later, np.maximum(history.delivered + 40, morning), history.delivered)
    )
    before = history.ordered < morning - 5
    ours, theirs = (promise_all(one, since=FIRST_DAY + 380) for one in (history, other))
    known = before & (history.ordered >= FIRST_DAY + 380)
    assert known.sum() > 50
    np.testing.assert_array_equal(ours[:, known], theirs[:, known])
    assert (ours[:, ~before] != theirs[:, ~before]).any(), "what is learnt changes later ones"


def test_a_parcel_on_its_way_is_known_only_to_have_waited() -> None:
    history = made_up("drift", orders=300)
    known = Known.at(history, FIRST_DAY + 200)
    assert (history.ordered[known.rows] < FIRST_DAY + 200).all()
    assert (known.days[~known.came] == known.ages[~known.came]).all()
    assert (history.delivered[known.rows][known.came] < FIRST_DAY + 200).all()


def test_promises_do_not_leave_out_parcels_that_are_still_on_their_way() -> None:
    """Whoever looks at arrivals alone thinks that a lane which half of its parcels never leave is quick."""
    history = made_up("heavy tails", orders=900)
    slow = (history.days > 20) & (np.arange(len(history.ordered)) % 2 == 0)
    stuck = replace(history, delivered=np.where(slow, NEVER, history.delivered))
    asked = history.ordered >= FIRST_DAY + 570
    usual, longer = (promise_all(one, since=FIRST_DAY + 570)[1, asked].mean() for one in (history, stuck))
    assert longer > 1.5 * usual


def test_groups_are_nested_and_a_width_that_tells_nothing_apart_is_left_out() -> None:
    levels = nested_levels([("a", "x", "1"), ("a", "y", "2"), ("b", "x", "3"), ("a", "x", "1")])
    assert [level.max() + 1 for level in levels] == [1, 2, 3]
    assert levels[-1][0] == levels[-1][3]


def test_holidays_of_both_countries_are_no_working_days() -> None:
    from datetime import date

    new_year = date(2026, 2, 16).toordinal()
    counts = {
        pair: int(np.ptp(working_days(*pair, first=new_year, last=new_year + 9)))
        for pair in (("CN", "RU"), ("RU", "RU"), ("", "XX"))
    }
    assert counts["", "XX"] == 9
    assert counts["CN", "RU"] < counts["RU", "RU"] < 9
