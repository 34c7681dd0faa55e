"""Lists as their reader asks for them: in an order (a constant in the place of a statement's mark), by some words."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from yarmarka.kernel.sql import Statement, like_literal

#: stands in a statement where the order goes
_MARK: Final = "/* order */"


class Sorted:
    """A statement that can be sorted: `ways` names an expression for each way, `tie` decides between equals."""

    def __init__(self, statement: Statement, ways: Mapping[str, str], *, default: str, tie: str) -> None:
        assert _MARK in statement.text, f"{statement.name} says where its order goes"
        self._statement, self._ways, self._default, self._tie = statement, ways, default, tie
        self._made = cache(self._make)

    def by(self, asked: str) -> Statement:
        """Return the statement sorted as asked (`-` before a way: downwards); by default if that is no way."""
        return self._made(asked if asked.removeprefix("-") in self._ways else "")

    def _make(self, asked: str) -> Statement:
        order = self._default
        if asked:
            downwards = " DESC NULLS LAST" if asked.startswith("-") else " NULLS LAST"
            order = f"{self._ways[asked.removeprefix('-')]}{downwards}, {self._tie}"
        return Statement(
            f"{self._statement.name} {asked}".strip(), self._statement.text.replace(_MARK, order)
        )


def beginning(words: str) -> str:
    """Return what LIKE finds texts by that begin with these words; nothing for none."""
    escaped = like_literal(words)
    return f"{escaped}%" if escaped else ""


def anywhere(words: str) -> str:
    """Return what LIKE finds texts by that hold these words; nothing for none."""
    escaped = like_literal(words)
    return f"%{escaped}%" if escaped else ""
