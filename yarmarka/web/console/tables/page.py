"""A table's page: heads that sort, filters with what they are set to, views that its reader keeps, files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from yarmarka.domain.accounts.queries import saved_views
from yarmarka.web.console.paging import Sheet, sheet_of
from yarmarka.web.console.tables.cells import Cell
from yarmarka.web.console.tables.files import MOST_ROWS, as_csv, as_xlsx
from yarmarka.web.console.tables.table import Asked, Choice, Column, Days, Filter, Row, Table
from yarmarka.web.console.visitor import person_id

PER_PAGE: Final = 50
_FILES: Final[Mapping[str, Callable[[Any, Asked], HttpResponseBase]]] = {"csv": as_csv, "xlsx": as_xlsx}


@dataclass(frozen=True)
class Head:
    """A column's head: where a click on it leads, and how the column is sorted now."""

    name: str
    sort_url: str
    sorted: str
    is_number: bool


@dataclass(frozen=True)
class Place:
    """A cell with the name of its column, which stands beside it on a phone."""

    cell: Cell
    name: str
    is_number: bool
    is_head: bool


@dataclass(frozen=True)
class Field:
    """A field that narrows the table; `kind` is choice, words or day."""

    kind: str
    key: str
    name: str
    value: str
    options: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class View:
    """A way of looking that its reader keeps."""

    id: UUID
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class TablePage:
    """All that a table's template shows."""

    code: str
    name: str
    empty: str
    heads: Sequence[Head]
    rows: Sequence[Sequence[Place]]
    fields: Sequence[Field]
    views: Sequence[View]
    sort: str
    path: str
    query: str
    is_narrowed: bool
    files: Mapping[str, str]
    most_rows: int
    previous_url: str
    next_url: str
    number: int


def table_answer(
    request: HttpRequest,
    table: Table[Row],
    show: Callable[[TablePage], HttpResponseBase],
) -> HttpResponseBase:
    """Answer with a table: as the file that `?as=` asks for, or by `show` with a page of it."""
    asked = table.read(request.GET)
    if make := _FILES.get(request.GET.get("as", "")):
        return make(table, asked)
    sheet = sheet_of(request, lambda limit, offset: table.fetch(asked, limit, offset), size=PER_PAGE)
    return show(_page(request, table, asked, sheet))


def _page(request: HttpRequest, table: Table[Row], asked: Asked, sheet: Sheet[Row]) -> TablePage:
    query = _query(table, asked)
    return TablePage(
        code=table.code,
        name=str(table.name),
        empty=str(table.empty),
        heads=[_head(table, column, asked) for column in table.columns],
        rows=[[_place(column, row) for column in table.columns] for row in sheet.rows],
        fields=[field for each in table.filters for field in _fields(each, asked)],
        views=[
            View(id=view.id, name=view.name, url=f"?{view.query}", is_current=view.query == query)
            for view in saved_views(person_id=person_id(request), table=table.code)
        ],
        sort=asked.sort,
        path=request.path,
        query=query,
        is_narrowed=bool(asked.narrowed),
        files={name: "?" + "&".join(filter(None, [query, f"as={name}"])) for name in _FILES},
        most_rows=MOST_ROWS,
        previous_url=sheet.previous_url,
        next_url=sheet.next_url,
        number=sheet.number,
    )


def _query(table: Table[Row], asked: Asked, *, sort: str | None = None) -> str:
    """Return the query that asks for the same, from the first page on."""
    order = asked.sort if sort is None else sort
    facts = dict(asked.narrowed) | ({"sort": order} if order and order != table.sort else {})
    return urlencode(facts)


def _head(table: Table[Row], column: Column[Row], asked: Asked) -> Head:
    upwards, downwards = column.key, f"-{column.key}"
    # A click sorts the other way; numbers and instants begin with the most.
    then = {upwards: downwards, downwards: upwards}.get(
        asked.sort, downwards if column.is_number else upwards
    )
    return Head(
        name=str(column.name),
        sort_url=f"?{_query(table, asked, sort=then) or 'sort=' + then}" if column.sorts else "",
        sorted={upwards: "ascending", downwards: "descending"}.get(asked.sort, ""),
        is_number=column.is_number or column.is_money,
    )


def _place(column: Column[Row], row: Row) -> Place:
    return Place(
        cell=column.cell(row),
        name=str(column.name),
        is_number=column.is_number or column.is_money,
        is_head=column.is_head,
    )


def _fields(each: Filter, asked: Asked) -> list[Field]:
    match each:
        case Choice(key, name, options):
            named = [(value, str(words)) for value, words in options]
            return [Field("choice", key, str(name), asked.get(key), named)]
        case Days(name_since, name_until, since, until):
            days = ((since, name_since), (until, name_until))
            return [Field("day", key, str(name), asked.get(key)) for key, name in days]
        case _:
            return [Field("words", each.key, str(each.name), asked.get(each.key))]
