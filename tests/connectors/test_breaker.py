"""When a service that is down is asked again."""

from yarmarka.connectors.breaker import FAILURES, PAUSE_S, Breaker


def _broken(clock: list[float]) -> Breaker:
    breaker = Breaker(seconds=lambda: clock[0])
    for _ in range(FAILURES):
        assert breaker.may_ask()
        breaker.note(answered=False)
    return breaker


def test_failures_in_a_row_stop_the_asking() -> None:
    assert not _broken([0.0]).may_ask()


def test_a_success_in_between_keeps_it_going() -> None:
    breaker = Breaker(seconds=lambda: 0.0)
    for _ in range(3 * FAILURES):
        breaker.note(answered=False)
        breaker.note(answered=True)
    assert breaker.may_ask()


def test_after_the_pause_one_asks_for_all() -> None:
    clock = [0.0]
    breaker = _broken(clock)
    clock[0] = PAUSE_S
    assert [breaker.may_ask() for _ in range(3)] == [True, False, False]
    breaker.note(answered=False)
    assert not breaker.may_ask()
    clock[0] = 2 * PAUSE_S
    assert breaker.may_ask()
    breaker.note(answered=True)
    assert all(breaker.may_ask() for _ in range(3))
