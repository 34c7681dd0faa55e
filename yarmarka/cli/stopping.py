"""Ctrl-C and its like: they interrupt whatever goes on, and then no more while we tidy up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STOPPERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop; it passes through everything that catches mere errors."""


@contextmanager
def until_stopped() -> Iterator[None]:
    """Run the block until it ends or until SIGINT, SIGTERM or SIGHUP; then ignore these, as we are ending."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for stopper in _STOPPERS:
            signal.signal(stopper, signal.SIG_IGN)
        raise Stopped

    for stopper in _STOPPERS:
        signal.signal(stopper, stop)
    try:
        yield
    except Stopped:
        return
