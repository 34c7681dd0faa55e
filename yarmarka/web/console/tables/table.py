"""How a table is declared: its columns, what it can be narrowed by, and where its rows come from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Generic, TypeVar

from django.http import QueryDict
from django.utils.functional import Promise

from yarmarka.web.console.tables.cells import Cell

Row = TypeVar("Row")
Name = Promise | str
#: More of a text than this narrows nothing.
LONGEST = 120


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A column: its cell of each row. One that `sorts` is sorted by under its key; money has a currency beside it."""

    key: str
    name: Name
    cell: Callable[[Row], Cell]
    sorts: bool = False
    is_number: bool = False
    is_money: bool = False
    is_head: bool = False


@dataclass(frozen=True)
class Choice:
    """Narrows a table to one of some values; none is all of them."""

    key: str
    name: Name
    options: Sequence[tuple[str, Name]]

    def read(self, query: QueryDict) -> dict[str, str]:
        """Return what is chosen, if it is one of the options."""
        asked = query.get(self.key, "")
        return {self.key: asked} if asked in {value for value, _ in self.options} else {}


@dataclass(frozen=True)
class Words:
    """Narrows a table by what somebody types."""

    key: str
    name: Name

    def read(self, query: QueryDict) -> dict[str, str]:
        """Return what was typed, if anything was."""
        typed = query.get(self.key, "").replace("\x00", "").strip()[:LONGEST]
        return {self.key: typed} if typed else {}


@dataclass(frozen=True)
class Days:
    """Narrows a table to a time, from a day to a day, both included."""

    name_since: Name
    name_until: Name
    since: str = "since"
    until: str = "until"

    def read(self, query: QueryDict) -> dict[str, str]:
        """Return the days that can be read."""
        asked = {key: query.get(key, "") for key in (self.since, self.until)}
        return {key: text for key, text in asked.items() if _day(text)}


Filter = Choice | Words | Days


@dataclass(frozen=True)
class Asked:
    """What somebody asks of a table: how it is narrowed, and by which column sorted (`-` before it: downwards)."""

    narrowed: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""

    def get(self, key: str) -> str:
        """Return how a filter narrows; nothing if it does not."""
        return self.narrowed.get(key, "")

    @property
    def since(self) -> datetime | None:
        """The instant that the time asked for begins."""
        return _midnight(self.get("since"))

    @property
    def until(self) -> datetime | None:
        """The instant that the time asked for ends."""
        end = _midnight(self.get("until"))
        return end + timedelta(days=1) if end else None


@dataclass(frozen=True)
class Table(Generic[Row]):
    """A table. `fetch(asked, limit, offset)` gives its rows; `code` is what views of it are kept under."""

    code: str
    name: Name
    columns: Sequence[Column[Row]]
    fetch: Callable[[Asked, int, int], Sequence[Row]]
    filters: Sequence[Filter] = ()
    sort: str = ""
    empty: Name = ""

    def read(self, query: QueryDict) -> Asked:
        """Return what a query asks for; what it does not understand is left out."""
        narrowed: dict[str, str] = {}
        for each in self.filters:
            narrowed |= each.read(query)
        sort = query.get("sort", "")
        known = {column.key for column in self.columns if column.sorts}
        return Asked(narrowed=narrowed, sort=sort if sort.removeprefix("-") in known else self.sort)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _midnight(text: str) -> datetime | None:
    on = _day(text)
    return datetime.combine(on, time(), UTC) if on else None
