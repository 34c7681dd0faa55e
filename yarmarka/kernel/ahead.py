"""Making the next while the last is being used."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any, Final, TypeVar, cast

from django.db import connection

Item = TypeVar("Item")
_END: Final = object()
_PATIENCE_S: Final = 0.03


def one_ahead(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items, each made by a thread of its own while the caller works on the one before.

    It pays where the caller waits for something outside, such as the database; the maker must not use the caller's
    connection. What the maker raises is raised here. One item more than is in use is in memory.
    """
    making = iter(items)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="one-ahead") as maker:
        coming = maker.submit(next, making, _END)
        while (item := coming.result()) is not _END:
            coming = maker.submit(next, making, _END)
            yield cast(Item, item)


class Precedence:
    """Lets one thread compute before another, which goes on whenever the first waits for PostgreSQL.

    Threads that compute share one processor's worth of Python by halves: what the first does between two statements
    would take twice as long, and PostgreSQL would idle meanwhile. This is a hint and no lock. Who looks busy for longer
    than the other's patience waits for something else (a commit), and the other goes on.
    """

    def __init__(self, *, patience_s: float = _PATIENCE_S) -> None:
        self._is_free = Event()
        self._is_free.set()
        self._patience_s = patience_s

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Compute first within this block; the other goes on while a statement of this thread is executed."""
        with connection.execute_wrapper(self._execute):
            self._is_free.clear()
            try:
                yield
            finally:
                self._is_free.set()

    def after(self, items: Iterable[Item]) -> Iterator[Item]:
        """Yield items to the other thread, each when the first does not compute."""
        for item in items:
            if not self._is_free.is_set() and not self._is_free.wait(self._patience_s):
                self._is_free.set()
            yield item

    def _execute(self, execute: Callable[..., Any], *statement: Any) -> Any:
        self._is_free.set()
        try:
            return execute(*statement)
        finally:
            self._is_free.clear()
