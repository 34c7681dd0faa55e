"""What is found while a row is read value by value: problems that it is refused for, notes that it is taken with."""

from collections.abc import Callable
from typing import Any, TypeVar

from yarmarka.connectors.feeds.types import FeedCode, Problem, RefusedRow
from yarmarka.connectors.feeds.values import BadValue

Value = TypeVar("Value")


class Findings:
    """Reads the values of one row, each by its reader, and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def refuse(self, name: str, code: FeedCode, /, **facts: Any) -> None:
        """Find a problem: the row can't be taken."""
        self.problems.append(Problem(name, code, facts))

    def note(self, name: str, code: FeedCode, /, **facts: Any) -> None:
        """Find something to tell the seller of, though the row is taken."""
        self.notes.append(Problem(name, code, facts))

    def needed(self, name: str, said: str, read: Callable[[str], Value]) -> Value | None:
        """Return a value that may be neither missing nor wrong."""
        if not said.strip():
            self.refuse(name, FeedCode.VALUE_MISSING)
            return None
        return self.optional(name, said, read)

    def optional(self, name: str, said: str, read: Callable[[str], Value]) -> Value | None:
        """Return a value that may be missing, but may not be wrong."""
        try:
            return read(said.strip()) if said.strip() else None
        except BadValue as bad:
            self.refuse(name, bad.code, **bad.facts)
            return None

    def if_good(self, name: str, said: str, read: Callable[[str], Value]) -> Value | None:
        """Return a value that goods can be sold without; a wrong one is noted and left out."""
        try:
            return read(said) if said else None
        except BadValue as bad:
            self.note(name, bad.code, **bad.facts)
            return None

    def refused_row(self, line: int, number: str) -> RefusedRow:
        """Return the row as refused, by its first problem and with all the others."""
        first, *others = self.problems
        return RefusedRow(line, number, first.field, first.code, first.facts, tuple(others))
