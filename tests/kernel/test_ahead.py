"""The next is made while the last is used: in order, not further ahead, and errors are not lost."""

from collections.abc import Iterator
from threading import Event, current_thread

import pytest

from yarmarka.kernel.ahead import one_ahead


def test_items_come_in_order() -> None:
    assert list(one_ahead(range(100))) == list(range(100))
    assert list(one_ahead([])) == []
    assert list(one_ahead([None, False, 0])) == [None, False, 0]


def test_the_next_is_made_while_the_last_is_used() -> None:
    begun = [Event() for _ in range(3)]

    def make() -> Iterator[int]:
        for number, event in enumerate(begun):
            assert current_thread().name.startswith("one-ahead")
            event.set()
            yield number

    items = one_ahead(make())
    assert next(items) == 0
    assert begun[1].wait(timeout=10)
    assert not begun[2].is_set()
    assert list(items) == [1, 2]


def test_what_the_maker_raises_is_raised_in_its_place() -> None:
    def make() -> Iterator[int]:
        yield 1
        raise ValueError("torn")

    items = one_ahead(make())
    assert next(items) == 1
    with pytest.raises(ValueError, match="torn"):
        next(items)


def test_a_caller_may_stop_early() -> None:
    items = one_ahead(iter(int, 1))
    assert next(items) == 0
    items.close()
