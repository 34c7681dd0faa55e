"""A kept connection is looked at before each request, without a statement, and a dead one is seen."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections

from yarmarka.kernel.connection.base import DatabaseWrapper
from yarmarka.kernel.waiting import wait_until


@pytest.fixture
def kept(db: None) -> Iterator[DatabaseWrapper]:
    """A connection of its own to the test database, as one that was kept from an earlier request."""
    made = connections.create_connection("default")
    assert isinstance(made, DatabaseWrapper)
    made.inc_thread_sharing()
    made.connect()
    yield made
    made.close()


def asked(of: Any, statement: str, *values: object) -> Any:
    with of.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def test_a_quiet_connection_is_usable_without_being_asked(kept: DatabaseWrapper) -> None:
    backend = asked(kept, "SELECT pg_backend_pid() AS the_last_question")
    assert kept.is_usable()
    last = asked(connection, "SELECT query FROM pg_stat_activity WHERE pid = %s", backend)
    assert "the_last_question" in last


def test_a_connection_that_the_server_ended_is_given_up(kept: DatabaseWrapper) -> None:
    backend = asked(kept, "SELECT pg_backend_pid()")
    asked(connection, "SELECT pg_terminate_backend(%s)", backend)
    assert wait_until(lambda: not kept.is_usable(), seconds=5)
    kept.health_check_enabled, kept.health_check_done = True, False
    kept.close_if_health_check_failed()
    assert asked(kept, "SELECT pg_backend_pid()") != backend


def test_a_connection_that_was_closed_is_not_usable(kept: DatabaseWrapper) -> None:
    kept.close()
    assert not kept.is_usable()
