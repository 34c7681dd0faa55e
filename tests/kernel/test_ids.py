"""Keys are UUIDv7: born at an instant, sorted by it, and for repeats the same."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.kernel.ids import born_at, derived_id, first_id, new_id

INSTANTS = st.datetimes(
    min_value=datetime(2015, 1, 1), max_value=datetime(2300, 1, 1), timezones=st.just(UTC)
).map(lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000))


@given(INSTANTS)
def test_a_key_says_when_it_was_born(at: datetime) -> None:
    key = new_id(at)
    assert born_at(key) == at
    assert (key.version, key.variant) == (7, RFC_4122)
    assert new_id(at) != key


@given(INSTANTS, INSTANTS)
def test_keys_sort_by_birth(one: datetime, other: datetime) -> None:
    earlier, later = sorted((one, other))
    assert (new_id(earlier) < new_id(later)) or earlier == later
    assert first_id(later) <= new_id(later)
    assert new_id(earlier) < first_id(later) or earlier == later


@given(INSTANTS, st.lists(st.text(max_size=8), min_size=1, max_size=4))
def test_the_same_facts_at_the_same_instant_have_the_same_key(at: datetime, facts: list[str]) -> None:
    key = derived_id(at, *facts)
    assert key == derived_id(at, *facts)
    assert born_at(key) == at
    assert key != derived_id(at + timedelta(milliseconds=1), *facts)
    assert key != derived_id(at, *facts, "more")


def test_facts_do_not_run_into_one_another() -> None:
    at = datetime(2026, 11, 20, tzinfo=UTC)
    assert derived_id(at, "ab", "c") != derived_id(at, "a", "bc")


def test_the_zone_is_asked_for_and_taken_into_account() -> None:
    moscow = datetime(2026, 11, 20, 12, tzinfo=timezone(timedelta(hours=3)))
    assert born_at(new_id(moscow)) == datetime(2026, 11, 20, 9, tzinfo=UTC)
    with pytest.raises(ValueError, match="time zone"):
        new_id(datetime(2026, 11, 20, 12))
