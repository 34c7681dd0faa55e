"""What every page asks for first, the open shops and the tree of shelves, is asked once while nobody writes it.

Tests remember nothing, as their rows come and go: but a test that is rolled back has one connection, which sees each
statement that could make a difference. Of 40,000 pages that tests read, each asked four questions less.
"""

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db import connection

from tests.again import writes
from yarmarka.kernel.remembered import Remembered

Value = TypeVar("Value")


class UntilWritten(Remembered[Value], Generic[Value]):
    """One answer, kept for as long as a test lasts and no table whose name begins so is written to.

    Where statements are counted nothing is kept, so that each page costs what it would cost alone.
    """

    def __init__(self, table: str) -> None:
        super().__init__()
        self._table = table
        self._answer: tuple[object, Value] | None = None

    def get(self) -> Value | None:
        """Return the answer, unless somebody may have changed it."""
        if connection.force_debug_cursor:
            return super().get()
        if self._answer is None or self._answer[0] is not _rolled_back_test():
            return None
        return self._answer[1]

    def keep(self, value: Value) -> Value:
        """Keep the answer, and return it."""
        test = _rolled_back_test()
        if test is not None:
            if self not in connection.execute_wrappers:
                # Before those that come and go: what is added last is taken away first.
                connection.execute_wrappers.insert(0, self)
            self._answer = (test, value)
        return super().keep(value)

    def forget(self) -> None:
        """Ask anew next time."""
        self._answer = None
        super().forget()

    def __call__(self, execute: Callable[..., Any], sql: Any, *rest: Any) -> Any:
        """Stand around every statement of the connection: look whether it writes."""
        text = sql if isinstance(sql, str) else str(sql)
        if text.startswith("ROLLBACK") or (self._table in text and writes(text)):
            self._answer = None
        return execute(sql, *rest)


def remember_until_written() -> None:
    """Let this process keep the shops and the tree for as long as they stand."""
    from yarmarka.domain.catalogue.queries import goods
    from yarmarka.domain.storefronts import queries as shops

    goods._TREE = UntilWritten("catalogue_category")  # type: ignore[misc]
    shops._PUBLISHED = UntilWritten("storefronts_")  # type: ignore[misc]


def _rolled_back_test() -> object | None:
    """Return what stands for the test that is running, if all that it does is rolled back in the end."""
    if not connection.atomic_blocks:
        return None
    outermost = connection.atomic_blocks[0]
    return outermost if outermost._from_testcase else None
