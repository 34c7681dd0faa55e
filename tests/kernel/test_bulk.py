"""Python's own settings are others inside blocks, and as before once the last of them has ended."""

import gc
import sys
from threading import Event, Thread

import pytest

from yarmarka.kernel.bulk import in_bulk


def settings() -> tuple[tuple[int, int, int], float]:
    return gc.get_threshold(), sys.getswitchinterval()


def test_all_is_as_before_when_the_last_of_several_threads_is_done() -> None:
    usual = settings()
    inside, may_end = Event(), Event()

    def other() -> None:
        with in_bulk():
            inside.set()
            may_end.wait(timeout=5)

    thread = Thread(target=other)
    with in_bulk():
        thread.start()
        assert inside.wait(timeout=5)
    # The first to begin has ended, and the other still works.
    assert settings()[0][0] > usual[0][0]
    assert settings()[1] < usual[1]
    may_end.set()
    thread.join(timeout=5)
    assert settings() == usual


def test_all_is_as_before_after_a_failure() -> None:
    usual = settings()
    with pytest.raises(ValueError, match="within"), in_bulk(), in_bulk():
        raise ValueError("within")
    assert settings() == usual
