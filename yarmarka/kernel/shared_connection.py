"""One database connection for work that many threads do in turn.

Each thread of a web server has a connection of its own, and each connection prepares each statement for itself and
keeps a process of PostgreSQL warm. Work that only one thread does at a time needs one of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Final

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

_PLANNING: Final = ("-c plan_cache_mode=force_generic_plan", "-c enable_seqscan=off")


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
            self._connection = _opened()
        self._connection.close_if_unusable_or_obsolete()
        return self._connection


def _opened() -> BaseDatabaseWrapper:
    """Return a connection that any thread may use, and that plans each of its statements once.

    They are the same few again and again, by keys: to plan them anew for each batch costs as much as to run them,
    and finds the same plan. That plan must also hold for tables that were empty when it was made and are not any more
    (a new shop, a month's first partition): so it never reads a whole table where an index leads to the rows. Nor is
    it asked before each batch whether the connection is still sound: a batch that finds it broken fails as a whole,
    and is tried again on a new one.
    """
    connection = connections.create_connection(DEFAULT_DB_ALIAS)
    described = deepcopy(connection.settings_dict)
    options = described["OPTIONS"]
    options["options"] = " ".join(filter(None, [options.get("options"), *_PLANNING]))
    options["prepare_threshold"] = 0
    described["CONN_HEALTH_CHECKS"] = False
    connection.settings_dict = described
    connection.inc_thread_sharing()
    return connection
