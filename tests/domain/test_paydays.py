"""On which days sellers are paid, and what stands in the way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.domain.payouts.errors import TermsInvalid
from yarmarka.domain.payouts.rules import (
    DEFAULT,
    check_terms,
    hindrance,
    is_payday,
    minimum_of,
    next_payday,
    payday_since,
)
from yarmarka.domain.payouts.types import Hindrance, Rhythm, Terms

MONDAY = date(2026, 11, 23)
BY_HAND = Terms(rhythm=Rhythm.BY_HAND, weekday=None)
TWICE = Terms(rhythm=Rhythm.TWICE_A_MONTH, weekday=None)
DAILY = Terms(rhythm=Rhythm.DAILY, weekday=None)


@pytest.mark.parametrize(
    ("terms", "today", "expected"),
    [
        (DEFAULT, MONDAY, date(2026, 11, 30)),
        (replace(DEFAULT, weekday=2), MONDAY, date(2026, 11, 25)),
        (TWICE, MONDAY, date(2026, 12, 1)),
        (TWICE, date(2027, 2, 1), date(2027, 2, 16)),
        (DAILY, MONDAY, date(2026, 11, 24)),
        (BY_HAND, MONDAY, None),
    ],
)
def test_the_next_payday_follows_the_rhythm(terms: Terms, today: date, expected: date | None) -> None:
    assert next_payday(terms, today=today) == expected


def test_a_payday_on_which_nobody_worked_is_made_up_for() -> None:
    friday = MONDAY - timedelta(days=3)
    assert payday_since(DEFAULT, after=friday, until=MONDAY + timedelta(days=2)) == MONDAY
    assert payday_since(DEFAULT, after=MONDAY, until=MONDAY + timedelta(days=6)) is None
    assert payday_since(DEFAULT, after=friday, until=MONDAY + timedelta(days=200)) is not None


@given(
    terms=st.sampled_from([DEFAULT, TWICE, DAILY]),
    start=st.dates(min_value=date(2026, 1, 1), max_value=date(2030, 1, 1)),
    runs=st.lists(st.integers(min_value=0, max_value=20), min_size=1, max_size=12),
)
def test_however_often_the_clock_looks_each_payday_is_taken_at_most_once(
    terms: Terms, start: date, runs: list[int]
) -> None:
    through = today = start
    taken = []
    for wait in runs:
        today += timedelta(days=wait)
        if payday := payday_since(terms, after=through, until=today):
            taken.append(payday)
            through = today
    assert len(set(taken)) == len(taken)
    assert all(is_payday(terms, day) and start < day <= today for day in taken)


@pytest.mark.parametrize(
    ("terms", "account", "owed", "expected"),
    [
        (DEFAULT, "A", 50_000, None),
        (DEFAULT, "A", 49_999, Hindrance.BELOW_MINIMUM),
        (DEFAULT, "A", 0, Hindrance.NOTHING_OWED),
        (DEFAULT, "A", -1, Hindrance.OWES_US),
        (DEFAULT, "", 50_000, Hindrance.NO_ACCOUNT),
        (replace(DEFAULT, held_reason="documents"), "A", 50_000, Hindrance.HELD),
        (replace(DEFAULT, minimum_minor=1), "A", 1, None),
    ],
)
def test_what_stands_in_the_way_is_named(
    terms: Terms, account: str, owed: int, expected: Hindrance | None
) -> None:
    least = minimum_of(terms, "RUB")
    assert hindrance(terms, account=account, owed_minor=owed, least_minor=least) is expected


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Terms(rhythm=Rhythm.WEEKLY, weekday=None), "weekday"),
        (Terms(rhythm=Rhythm.DAILY, weekday=3), "weekday"),
        (replace(DEFAULT, minimum_minor=0), "minimum"),
    ],
)
def test_terms_that_contradict_themselves_are_refused(terms: Terms, field: str) -> None:
    with pytest.raises(TermsInvalid) as refused:
        check_terms(terms)
    assert refused.value.field == field
