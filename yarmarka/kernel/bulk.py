"""How Python itself is set while a process takes much in: fewer rounds of the garbage collector, quicker turns."""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: new objects before the youngest are looked through, and how seldom the older and the oldest are
_SELDOM: Final = (50_000, 20, 1_000)
#: how long a thread may compute while another waits for its turn
_TURN_S: Final = 0.000_5
_lock = threading.Lock()
_inside = 0
_usual: tuple[tuple[int, int, int], float] = (gc.get_threshold(), sys.getswitchinterval())


@contextmanager
def in_bulk() -> Iterator[None]:
    """Let much be made and let go again at less cost until the block ends; it holds for the whole process.

    A batch of a thousand rows is tens of thousands of objects, none of them in a ring: what is let go is freed at once,
    and the collector only read them all, and everything else that the process holds, over and over (a third of an
    import's Python time). And whoever comes back from PostgreSQL with an answer need not wait for the five
    milliseconds that a thread that reads ahead may have. Blocks may lie within one another and in several threads.
    """
    global _inside, _usual  # noqa: PLW0603 -- these settings are one for the process
    with _lock:
        if not _inside:
            _usual = gc.get_threshold(), sys.getswitchinterval()
            gc.set_threshold(*_SELDOM)
            sys.setswitchinterval(_TURN_S)
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                gc.set_threshold(*_usual[0])
                sys.setswitchinterval(_usual[1])
