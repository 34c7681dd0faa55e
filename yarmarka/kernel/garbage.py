"""Fewer rounds of Python's garbage collector while much is made and let go again in good order."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: new objects before the youngest are looked through, and how seldom the older and the oldest are
_SELDOM: Final = (50_000, 20, 1_000)
_lock = threading.Lock()
_inside = 0
_usual: tuple[int, int, int] = gc.get_threshold()


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Let the collector look for rings of objects more seldom until the block ends, in the whole process.

    A batch of a thousand rows is tens of thousands of objects, none of them in a ring: what is let go is freed at once,
    and the collector only reads them all, and everything else that the process holds, over and over (a third of an
    import's Python time). Blocks may lie within one another and in several threads.
    """
    global _inside, _usual  # noqa: PLW0603 -- the collector is one for the process
    with _lock:
        if not _inside:
            _usual = gc.get_threshold()
            gc.set_threshold(*_SELDOM)
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                gc.set_threshold(*_usual)
