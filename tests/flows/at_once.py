"""Several things at the same moment, each in a thread with a database connection of its own."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections

PATIENCE_S = 60


def at_once(calls: Sequence[Callable[[], Any]]) -> list[Any]:
    """Start all calls at the same moment; return what each returned or raised, in order.

    A call that does not end (a deadlock that nobody breaks) fails the test.
    """
    gate = threading.Barrier(len(calls))
    outcomes: list[Any] = [None] * len(calls)

    def run(place: int, call: Callable[[], Any]) -> None:
        try:
            # Connect before the start, so that the race is about the work.
            connections["default"].ensure_connection()
            gate.wait(PATIENCE_S)
            outcomes[place] = call()
        except Exception as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each, daemon=True) for each in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
        assert not thread.is_alive(), "a call did not end"
    return outcomes


def only(kind: type[Any], outcomes: Sequence[Any]) -> list[Any]:
    """Return the outcomes of one kind."""
    return [outcome for outcome in outcomes if isinstance(outcome, kind)]


def wait_for_a_waiting_one() -> None:
    """Return once somebody waits for what this transaction has locked."""
    for _ in range(PATIENCE_S * 50):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT 1 FROM pg_stat_activity WHERE pg_backend_pid() = ANY (pg_blocking_pids(pid)) LIMIT 1"
            )
            if cursor.fetchone():
                return
        time.sleep(0.02)
    raise AssertionError("nobody waits")
