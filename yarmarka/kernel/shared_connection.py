"""One database connection for work that many threads do in turn.

Each thread of a web server has a connection of its own, and each connection prepares each statement for itself and
keeps a process of PostgreSQL warm. Work that only one thread does at a time needs one of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper


class SharedConnection:
    """Lends its connection to one thread after the other. It is the borrowers' task to take turns."""

    def __init__(self) -> None:
        self._connection: BaseDatabaseWrapper | None = None

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Let this thread work on the shared connection, and give it its own back afterwards.

        A thread in the middle of a transaction keeps its own: what it does belongs to that transaction.
        """
        own = next(
            (one for one in connections.all(initialized_only=True) if one.alias == DEFAULT_DB_ALIAS), None
        )
        if own is not None and own.in_atomic_block:
            yield
            return
        connections[DEFAULT_DB_ALIAS] = self._sound()
        try:
            yield
        finally:
            if own is None:
                del connections[DEFAULT_DB_ALIAS]
            else:
                connections[DEFAULT_DB_ALIAS] = own

    def _sound(self) -> BaseDatabaseWrapper:
        """Return the connection; one that broke, or is too old, is opened anew when it is used."""
        if self._connection is None:
            self._connection = connections.create_connection(DEFAULT_DB_ALIAS)
            self._connection.inc_thread_sharing()
        self._connection.close_if_unusable_or_obsolete()
        return self._connection
