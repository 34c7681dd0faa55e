"""How long a host is left alone, and when an article's pictures are looked after again."""

from datetime import timedelta
from typing import Any

import pytest

from tests.market import NOW
from yarmarka.domain.intake.rules import asked_pause, is_failing, next_look, next_rest

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FAILS = {"reason": "no_answer"}
ASKS = {"reason": "status", "status": 429, "retry_after_s": 120}


@pytest.mark.parametrize(
    ("facts", "pause", "fails"),
    [
        ({}, None, False),
        ({"reason": "status", "status": 404}, None, False),
        ({"reason": "type", "type": "text/html"}, None, False),
        ({"reason": "no_answer", "detail": "ConnectTimeout"}, None, True),
        ({"reason": "too_slow"}, None, True),
        ({"reason": "status", "status": 502}, None, True),
        ({"reason": "status", "status": 429}, MINUTE, False),
        ({"reason": "status", "status": 429, "retry_after_s": 7}, timedelta(seconds=7), False),
        ({"reason": "status", "status": 503, "retry_after_s": 0}, timedelta(0), True),
    ],
)
def test_a_host_asks_for_a_pause_or_fails_or_only_lacks_a_file(
    facts: dict[str, Any], pause: timedelta | None, fails: bool
) -> None:
    assert (asked_pause(facts), is_failing(facts)) == (pause, fails)


def test_a_host_rests_as_long_as_it_asks_and_longer_while_it_gives_nothing() -> None:
    assert [next_rest(ASKS, times=times) for times in range(3)] == [2 * MINUTE, 10 * MINUTE, HOUR]
    assert [next_rest(FAILS, times=times) for times in (0, 1, 2, 3, 9)] == [
        10 * MINUTE, HOUR, 6 * HOUR, 24 * HOUR, 24 * HOUR,
    ]  # fmt: skip
    assert next_rest(ASKS | {"retry_after_s": 86_400}, times=9) == 24 * HOUR
    assert next_rest(ASKS | {"retry_after_s": 0}, times=0) > timedelta(0)


def test_what_was_not_asked_for_is_no_try_and_what_was_waits_for_its_host() -> None:
    assert next_look(NOW, tries=0, tried=[], asked=[]) == (None, 1)
    assert next_look(NOW, tries=2, tried=[], asked=[NOW + HOUR, NOW + MINUTE]) == (NOW + MINUTE, 2)
    assert next_look(NOW, tries=0, tried=[NOW], asked=[]) == (NOW + 10 * MINUTE, 1)
    assert next_look(NOW, tries=0, tried=[NOW + HOUR], asked=[]) == (NOW + HOUR, 1)
    assert next_look(NOW, tries=4, tried=[NOW], asked=[]) == (None, 5)
    assert next_look(NOW, tries=4, tried=[NOW], asked=[NOW + HOUR]) == (NOW + HOUR, 5)
