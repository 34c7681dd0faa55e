"""One SQLite file per stand-in: what it has answered is on the disk, so that a killed one forgets nothing."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path


class Store:
    """One connection that threads take in turns: the traffic of a stand-in needs no more.

    Write-ahead log with a full sync: a committed transaction survives the process and the machine.
    """

    def __init__(self, path: Path, *, schemas: tuple[Path, ...]) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._turn = threading.Lock()
        # isolation_level=None: the module must not open transactions on its own.
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.row_factory = sqlite3.Row
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            self._connection.execute(f"PRAGMA {pragma}")
        for schema in schemas:
            self._connection.executescript(schema.read_text(encoding="utf-8"))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Be the only writer until the block ends; commit then, or undo everything on an error."""
        with self._turn:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        with self._turn:
            self._connection.close()


def stamp(at: datetime) -> str:
    """Return an instant as text that sorts by time: UTC, milliseconds, a final Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def instant(text: str) -> datetime:
    """Return the instant that `stamp` wrote."""
    return datetime.fromisoformat(text)
