"""Tables as files for a spreadsheet: all rows that the page's filters leave, in its order."""

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final

import xlsxwriter
from django.http import FileResponse, HttpResponseBase
from django.utils.translation import gettext as _

from yarmarka.web.console.csv_file import csv_answer
from yarmarka.web.console.tables.table import Asked, Row, Table

#: So many rows a file holds at most, fetched so many at once.
MOST_ROWS: Final = 20_000
_AT_ONCE: Final = 1_000
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WIDTH: Final = 18


def as_csv(table: Table[Row], asked: Asked) -> HttpResponseBase:
    """Answer with the table as CSV."""
    return csv_answer(f"{table.code}.csv", _head(table), (_flat(row) for row in _rows(table, asked)))


def as_xlsx(table: Table[Row], asked: Asked) -> HttpResponseBase:
    """Answer with the table as a workbook: numbers and instants stay such, the head stays in sight."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it when it has been sent
    options = {
        "constant_memory": True,
        "default_date_format": "yyyy-mm-dd hh:mm",
        "strings_to_formulas": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        head = _head(table)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(head) - 1, _WIDTH)
        for place, name in enumerate(head):
            sheet.write_string(0, place, name, bold)
        for number, row in enumerate(_rows(table, asked), start=1):
            for place, value in enumerate(row):
                _write(sheet, number, place, value)
    file.seek(0)
    answer = FileResponse(file, as_attachment=True, filename=f"{table.code}.xlsx", content_type=_XLSX)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _head(table: Table[Row]) -> list[str]:
    names: list[str] = []
    for column in table.columns:
        names.append(str(column.name))
        if column.is_money:
            names.append(_("%(column)s, currency") % {"column": column.name})
    return names


def _rows(table: Table[Row], asked: Asked) -> Iterator[list[object]]:
    for offset in range(0, MOST_ROWS, _AT_ONCE):
        rows = table.fetch(asked, _AT_ONCE, offset)
        yield from (_values(table, row) for row in rows)
        if len(rows) < _AT_ONCE:
            return


def _values(table: Table[Row], row: Row) -> list[object]:
    values: list[object] = []
    for column in table.columns:
        cell = column.cell(row)
        values.append(cell.plain)
        if column.is_money:
            values.append(cell.unit)
    return values


def _flat(values: Sequence[object]) -> list[object]:
    return [value.isoformat(timespec="seconds") if isinstance(value, datetime) else value for value in values]


def _write(sheet: Any, row: int, place: int, value: object) -> None:
    match value:
        case int() | float() | Decimal():
            sheet.write_number(row, place, value)
        case datetime():
            sheet.write_datetime(row, place, value.replace(tzinfo=None))
        case date():
            sheet.write_datetime(row, place, datetime(value.year, value.month, value.day))  # noqa: DTZ001 -- a day has no zone
        case _:
            sheet.write_string(row, place, str(value))
