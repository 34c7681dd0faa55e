"""The garbage collector looks more seldom inside blocks, and as before once the last of them has ended."""

import gc
from threading import Event, Thread

from yarmarka.kernel.garbage import seldom_collecting


def test_the_collector_is_as_before_when_the_last_of_several_threads_is_done() -> None:
    usual = gc.get_threshold()
    inside, may_end = Event(), Event()

    def other() -> None:
        with seldom_collecting():
            inside.set()
            may_end.wait(timeout=5)

    thread = Thread(target=other)
    with seldom_collecting():
        thread.start()
        inside.wait(timeout=5)
    # The first to begin has ended, and the other still works.
    assert gc.get_threshold()[0] > usual[0]
    may_end.set()
    thread.join(timeout=5)
    assert gc.get_threshold() == usual


def test_the_collector_is_as_before_after_a_failure() -> None:
    usual = gc.get_threshold()
    try:
        with seldom_collecting(), seldom_collecting():
            raise ValueError
    except ValueError:
        pass
    assert gc.get_threshold() == usual
