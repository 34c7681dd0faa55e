"""One process at a time: a lock on a file, which the system lifts when its holder ends in whatever way."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from yarmarka.kernel.errors import YarmarkaError
from yarmarka.kernel.processes import CannotStart


class HeldElsewhere(YarmarkaError):
    """Another process holds the lock; `holder` is its number, as it wrote it down."""

    code, status = "held_elsewhere", 409

    def __init__(self, holder: str) -> None:
        super().__init__(holder=holder)
        self.holder = holder


def hold_file(file: Path) -> IO[str]:
    """Take the lock and write our process number into the file; closing what is returned lifts it.

    Raises HeldElsewhere, or CannotStart when the file can't be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        lock = file.open("a+")
    except OSError as cause:
        raise CannotStart(
            f"The data folder {file.parent} can't be written: {cause.strerror}.",
            remedy="Choose another DATA_DIR, or become the user who made it.",
            field="DATA_DIR",
        ) from cause
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.seek(0)
        holder = lock.read().strip()
        lock.close()
        raise HeldElsewhere(holder or "unknown") from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


@contextmanager
def held_file(file: Path) -> Iterator[None]:
    """Hold the lock for the length of a block."""
    lock = hold_file(file)
    try:
        yield
    finally:
        lock.close()


def is_held(file: Path) -> bool:
    """Test if some process holds the lock now."""
    if not file.exists():
        return False
    with file.open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
