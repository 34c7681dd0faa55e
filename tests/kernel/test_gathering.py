"""Callers on an event loop that come together share one run; each still gets its own result or error."""

import asyncio
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from yarmarka.kernel.batching import Busy
from yarmarka.kernel.gathering import Gathering


class Doubling:
    """Work that doubles numbers, notes how it was called, and can be held back."""

    def __init__(self, refuses: Callable[[Sequence[int]], bool] = lambda run: False) -> None:
        self.runs: list[list[int]] = []
        self.refuses = refuses
        self.goes_on = threading.Event()
        self.goes_on.set()

    def __call__(self, run: Sequence[int]) -> list[int]:
        self.runs.append(list(run))
        assert self.goes_on.wait(10)
        if self.refuses(run):
            raise ValueError(f"refused {run}")
        return [2 * number for number in run]


def gathered(work: Doubling, numbers: Sequence[int], **how: float) -> list[object]:
    """Let one caller begin, all others gather behind it, and everything go on; return what each was given."""

    async def story() -> list[object]:
        with ThreadPoolExecutor(1) as hands:
            gathering = Gathering(work, hands=hands, **how)  # type: ignore[arg-type]  # numbers by their names
            work.goes_on.clear()
            asked = [asyncio.ensure_future(gathering(number)) for number in numbers]
            await asyncio.sleep(0)  # by now all of them stand in the row
            work.goes_on.set()
            return list(await asyncio.gather(*asked, return_exceptions=True))

    return asyncio.run(story())


def test_those_who_come_meanwhile_share_the_next_run_in_the_order_they_came() -> None:
    work = Doubling()
    assert gathered(work, range(10)) == [2 * number for number in range(10)]
    assert work.runs == [[0], list(range(1, 10))]


def test_a_run_takes_no_more_than_it_may() -> None:
    work = Doubling()
    assert gathered(work, range(10), most_together=4) == [2 * number for number in range(10)]
    assert [len(run) for run in work.runs] == [1, 4, 4, 1]


def test_when_a_run_fails_each_is_tried_alone_and_only_the_culprit_fails() -> None:
    work = Doubling(refuses=lambda run: 5 in run)
    given = gathered(work, range(8))
    assert [result for result in given if not isinstance(result, ValueError)] == [0, 2, 4, 6, 8, 12, 14]
    assert isinstance(given[5], ValueError)
    assert work.runs[2:] == [[number] for number in range(1, 8)]


def test_a_newcomer_to_a_full_row_is_told_at_once_that_it_is_busy() -> None:
    given = gathered(Doubling(), range(6), most_waiting=3)
    assert [isinstance(result, Busy) for result in given] == [False] * 4 + [True] * 2


def test_those_who_were_just_answered_are_given_a_moment_to_come_back() -> None:
    work = Doubling()

    async def story() -> None:
        with ThreadPoolExecutor(1) as hands:
            gathering = Gathering(work, hands=hands, patience=10)
            await asyncio.gather(*[gathering(number) for number in range(4)])
            again = [asyncio.ensure_future(gathering(number)) for number in (4, 5)]
            await asyncio.sleep(0.02)
            await asyncio.gather(gathering(6), *again)

    asyncio.run(story())
    assert work.runs == [[0], [1, 2, 3], [4, 5, 6]]


def test_nobody_waits_long_for_those_who_do_not_come_back() -> None:
    work = Doubling()

    async def story() -> float:
        with ThreadPoolExecutor(1) as hands:
            gathering = Gathering(work, hands=hands, patience=0.01)
            await asyncio.gather(*[gathering(number) for number in range(4)])
            for number in range(4, 7):
                assert await gathering(number) == 2 * number
            begun = time.perf_counter()
            for number in range(100):
                await gathering(number)
            return time.perf_counter() - begun

    assert asyncio.run(story()) < 0.5, "a quiet process waits for nobody"
    assert work.runs[2:5] == [[4], [5], [6]]


def test_who_stops_waiting_does_not_stop_the_others() -> None:
    work = Doubling()

    async def story() -> list[object]:
        with ThreadPoolExecutor(1) as hands:
            gathering = Gathering(work, hands=hands)
            work.goes_on.clear()
            asked = [asyncio.ensure_future(gathering(number)) for number in range(4)]
            await asyncio.sleep(0)
            asked[0].cancel()
            asked[2].cancel()
            work.goes_on.set()
            return list(await asyncio.gather(*asked, return_exceptions=True))

    given = asyncio.run(story())
    assert [given[1], given[3]] == [2, 6]
    assert work.runs == [[0], [1, 2, 3]], "what was asked for is done, whoever waits for it"


def test_many_callers_at_once_each_get_their_own_answer() -> None:
    given = gathered(Doubling(), range(500), most_together=16)
    assert given == [2 * number for number in range(500)]


def test_work_that_gives_too_few_results_fails_for_everybody_and_hangs_nobody() -> None:
    async def story() -> None:
        with ThreadPoolExecutor(1) as hands:
            gathering = Gathering[int, int](lambda run: [], hands=hands)
            with pytest.raises(IndexError):
                await asyncio.wait_for(gathering(1), timeout=5)

    asyncio.run(story())
