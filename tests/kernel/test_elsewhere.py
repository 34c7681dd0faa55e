"""Another process makes items: in order, one ahead, its errors are raised here, and it never outlives its user."""

import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from tests.kernel.makers import Counting, Curious, Ending, Noting, Tearing, Unsendable
from yarmarka.kernel.elsewhere import Elsewhere, MakerLost
from yarmarka.kernel.errors import Invalid
from yarmarka.kernel.processes import CannotStart
from yarmarka.kernel.waiting import wait_until


def test_items_come_in_order_from_another_process() -> None:
    with Elsewhere(Counting(100)) as made:
        items = list(made.items())
    assert [number for number, _ in items] == list(range(100))
    [maker] = {pid for _, pid in items}
    assert maker != os.getpid()
    assert not psutil.pid_exists(maker)


def test_nothing_may_come() -> None:
    with Elsewhere(Counting(0)) as made:
        assert list(made.items()) == []


def test_the_maker_is_one_item_ahead_and_no_further(tmp_path: Path) -> None:
    with Elsewhere(Noting(10, tmp_path)) as made:
        items = made.items()
        next(items)
        assert wait_until((tmp_path / "1").exists, seconds=20)
        next(items)
        assert wait_until((tmp_path / "2").exists, seconds=20)
        assert not (tmp_path / "3").exists()


def test_what_is_told_counts_from_the_next_but_one() -> None:
    with Elsewhere(Counting(30)) as made:
        items = made.items()
        assert next(items)[0] == 0
        made.tell(10)
        assert [number for number, _ in items] == [1, 11, 21]


def test_what_the_maker_raises_is_raised_here_after_what_came_before() -> None:
    came: list[int] = []
    with Elsewhere(Tearing(3)) as made, pytest.raises(Invalid) as raised:
        came.extend(number for number, _ in made.items())
    assert came == [0, 1, 2]
    assert (raised.value.field, raised.value.facts) == ("price", {"reason": "torn", "at": 3})
    assert "makers.py" in raised.value.__notes__[0]


def test_an_error_that_cannot_be_sent_is_told_in_words() -> None:
    with Elsewhere(Unsendable(1)) as made, pytest.raises(RuntimeError, match="KeyError"):
        list(made.items())


def test_a_maker_that_ends_is_no_end_of_items() -> None:
    with Elsewhere(Ending(2)) as made, pytest.raises(MakerLost):
        list(made.items())


def test_a_maker_that_is_killed_is_no_end_of_items() -> None:
    with Elsewhere(Counting(1_000_000)) as made:
        items = made.items()
        _, maker = next(items)
        os.kill(maker, signal.SIGKILL)
        with pytest.raises(MakerLost):
            list(items)


def test_the_maker_ends_with_its_block() -> None:
    with Elsewhere(Counting(1_000_000)) as made:
        _, maker = next(made.items())
        assert psutil.pid_exists(maker)
    assert not psutil.pid_exists(maker)


def test_the_maker_ends_when_its_user_is_killed() -> None:
    user = subprocess.Popen([sys.executable, "-c", _ENDLESS], stdout=subprocess.PIPE, text=True)
    with user:
        assert user.stdout
        maker = psutil.Process(int(user.stdout.readline()))
        user.kill()
    assert wait_until(lambda: not maker.is_running() or maker.status() == psutil.STATUS_ZOMBIE, seconds=20)


_ENDLESS = """
import time
from tests.kernel.makers import Counting
from yarmarka.kernel.elsewhere import Elsewhere

with Elsewhere(Counting(1_000_000)) as made:
    print(next(made.items())[1], flush=True)
    time.sleep(60)
"""


def test_the_maker_is_told_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "whisper")
    monkeypatch.setenv("DATABASE_URL", "postgresql://whisper")
    with Elsewhere(Curious(1)) as made:
        assert [seen for seen, _ in made.items()] == [0]


def test_named_errors_come_through_pickle_as_they_were() -> None:
    for error in (
        Invalid(field="sku", reason="repeated"),
        CannotStart("The port is taken.", remedy="Choose another.", field="port", port=8000),
    ):
        copy = pickle.loads(pickle.dumps(error))  # noqa: S301 -- our own
        assert type(copy) is type(error)
        assert str(copy) == str(error)
        assert vars(copy) == vars(error)
