"""The next is made while the last is used: in order, not further ahead, and errors are not lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event, current_thread

import pytest
from django.db import connection

from yarmarka.kernel.ahead import Precedence, one_ahead


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


@pytest.mark.django_db
def test_who_comes_second_computes_while_the_first_asks_the_database() -> None:
    first = Precedence(patience_s=60)
    seen: list[int] = []
    goes_on = Event()

    def note(items: Iterator[int]) -> Iterator[int]:
        for item in items:
            seen.append(item)
            goes_on.set()
            yield item

    with first.taken(), connection.cursor() as cursor:
        items = one_ahead(note(first.after(iter(range(2)))))
        with ThreadPoolExecutor(max_workers=1) as asking:
            coming = asking.submit(list, items)
            assert not goes_on.wait(timeout=0.05)
            assert seen == []
            cursor.execute("SELECT pg_sleep(0.2)")
            assert coming.result(timeout=10) == [0, 1]


def test_nobody_waits_for_ever_for_one_who_only_looks_busy() -> None:
    first = Precedence(patience_s=0.01)
    with first.taken():
        assert list(one_ahead(first.after(range(3)))) == [0, 1, 2]
