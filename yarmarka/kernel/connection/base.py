"""Django's PostgreSQL backend, with a cheaper look at whether a kept connection still stands."""

import select
from typing import cast

import psycopg
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks the socket before each request whether the server has hung up, and the server only if it said something.

    A server that stops, or is killed, closes its sockets, and a closed socket is one that can be read. So what
    Django asks with a statement of its own, which every request would pay for, is seen without one.
    """

    def is_usable(self) -> bool:
        """Test if the connection can be used for another request."""
        line = cast("psycopg.Connection | None", self.connection)
        if line is None or line.closed:
            return False
        return not _has_something_to_say(line.fileno()) or bool(super().is_usable())


def _has_something_to_say(socket: int) -> bool:
    watched = select.poll()
    watched.register(socket, select.POLLIN | select.POLLPRI)
    return bool(watched.poll(0))
