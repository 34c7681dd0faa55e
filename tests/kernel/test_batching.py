"""Callers that come together share one run; each still gets its own result or error."""

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from yarmarka.kernel.batching import Batching, Busy


class Counter:
    """Work that doubles numbers, notes how it was called, and can be held back."""

    def __init__(self, refuses: Callable[[Sequence[int]], bool] = lambda run: False) -> None:
        self.runs: list[list[int]] = []
        self.goes_on = threading.Event()
        self.has_begun = threading.Event()
        self.goes_on.set()
        self.refuses = refuses

    def __call__(self, run: Sequence[int]) -> list[int]:
        self.runs.append(list(run))
        self.has_begun.set()
        assert self.goes_on.wait(10)
        if self.refuses(run):
            raise ValueError(f"refused {run}")
        return [2 * number for number in run]


def gathered(batching: Batching[int, int], work: Counter, numbers: Sequence[int]) -> list[object]:
    """Let one caller begin, all others gather behind it, and everything go on; return what each was given."""

    def ask(number: int) -> object:
        try:
            return batching(number)
        except Exception as error:
            return error

    work.goes_on.clear()
    with ThreadPoolExecutor(len(numbers)) as callers:
        first = callers.submit(ask, numbers[0])
        assert work.has_begun.wait(10)
        others = []
        for place, number in enumerate(numbers[1:], start=1):
            others.append(callers.submit(ask, number))
            while len(batching._waiting) < min(place, batching._most_waiting) and not others[-1].done():
                pass  # until this caller stands in the row, so that the order is known
        work.goes_on.set()
        return [first.result(10), *(other.result(10) for other in others)]


def test_a_caller_alone_is_served_at_once_in_its_own_thread() -> None:
    threads = []

    def work(run: Sequence[int]) -> Sequence[int]:
        threads.append(threading.get_ident())
        return run

    assert Batching(work)(7) == 7
    assert threads == [threading.get_ident()]


def test_those_who_come_meanwhile_share_the_next_run_in_the_order_they_came() -> None:
    work = Counter()
    assert gathered(Batching(work), work, range(10)) == [2 * number for number in range(10)]
    assert work.runs == [[0], list(range(1, 10))]


def test_those_who_were_just_answered_are_given_a_moment_to_come_back() -> None:
    work = Counter()
    batching = Batching(work, patience=10)
    gathered(batching, work, range(4))
    with ThreadPoolExecutor(3) as callers:
        assert sorted(callers.map(batching, range(4, 7))) == [8, 10, 12]
    assert [len(run) for run in work.runs] == [1, 3, 3]


def test_nobody_waits_long_for_those_who_do_not_come_back() -> None:
    work = Counter()
    batching = Batching(work, patience=0.01)
    gathered(batching, work, range(4))
    assert [batching(number) for number in range(4, 7)] == [8, 10, 12]
    assert work.runs[2:] == [[4], [5], [6]]
    begun = time.perf_counter()
    for number in range(100):
        batching(number)
    assert time.perf_counter() - begun < 0.5, "a quiet process waits for nobody"


def test_a_run_takes_no_more_than_it_may() -> None:
    work = Counter()
    assert gathered(Batching(work, most_together=4), work, range(10)) == [2 * n for n in range(10)]
    assert [len(run) for run in work.runs] == [1, 4, 4, 1]


def test_when_a_run_fails_each_is_tried_alone_and_only_the_culprit_fails() -> None:
    work = Counter(refuses=lambda run: 5 in run)
    given = gathered(Batching(work), work, range(8))
    assert [result for result in given if not isinstance(result, ValueError)] == [0, 2, 4, 6, 8, 12, 14]
    assert isinstance(given[5], ValueError)
    assert work.runs[2:] == [[number] for number in range(1, 8)]


def test_a_newcomer_to_a_full_row_is_told_at_once_that_it_is_busy() -> None:
    work = Counter()
    given = gathered(Batching(work, most_waiting=3), work, range(6))
    assert [isinstance(result, Busy) for result in given].count(True) == 2
    assert sorted(result for result in given if isinstance(result, int)) == [0, 2, 4, 6]


def test_after_a_failure_the_next_caller_is_served() -> None:
    work = Counter(refuses=lambda run: run == [1])
    batching = Batching(work)
    with pytest.raises(ValueError, match="refused"):
        batching(1)
    assert batching(2) == 4


def test_many_callers_at_once_each_get_their_own_answer() -> None:
    batching = Batching(lambda run: [number * number for number in run], most_together=16)
    with ThreadPoolExecutor(32) as callers:
        assert list(callers.map(batching, range(2_000))) == [number * number for number in range(2_000)]
