"""What is remembered is right for a few seconds, and no longer."""

import pytest
from pytest_django.fixtures import Settings

from yarmarka.kernel.remembered import LONGEST, Remembered


@pytest.fixture(autouse=True)
def _remembering(settings: Settings) -> None:
    settings.REMEMBERS = True


def test_an_answer_is_kept_for_its_time_and_then_asked_for_anew() -> None:
    clock = [100.0]
    rates = Remembered[str](seconds=lambda: clock[0])
    assert rates.get() is None
    assert rates.keep("today's") == "today's"
    clock[0] += LONGEST.total_seconds() - 0.1
    assert rates.get() == "today's"
    clock[0] += 0.1
    assert rates.get() is None


def test_who_changes_it_forgets_it() -> None:
    rates = Remembered[str]()
    rates.keep("yesterday's")
    rates.forget()
    assert rates.get() is None


def test_where_rows_come_and_go_nothing_is_kept(settings: Settings) -> None:
    settings.REMEMBERS = False
    rates = Remembered[str]()
    assert rates.keep("of this test") == "of this test"
    assert rates.get() is None
