"""Reads a history of deliveries from a CSV file, whoever wrote it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from yarmarka.bench.files import Row, Unreadable, table_of
from yarmarka.domain.shipping.rules.history import History, history_of

COLUMNS: Final = ("ordered_at", "delivered_at", "promised_at", "lane", "origin", "destination", "service")
_FORMATS: Final = ("%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y", "%d-%b-%y")
_LATEST_YEARS_APART: Final = 30
_YEARS: Final = (1970, 2100)
#: cells that nobody asks for may be long, and are read over
_LONGEST_CELL: Final = 2**31 - 1
#: in place of a column's name: a row goes on after the last of them
_TOO_MANY: Final = ""


@dataclass(frozen=True)
class LeftOut:
    """A row that tells nothing, with the reason."""

    row: int
    column: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.reason}; {self.remedy}"


@dataclass
class Deliveries:
    """Rows of a file: days as ordinals, and where they ran."""

    ordered: list[int] = field(default_factory=list)
    delivered: list[int | None] = field(default_factory=list)
    promised: list[int | None] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    origins: list[str] = field(default_factory=list)
    destinations: list[str] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)

    @property
    def alike(self) -> int:
        """How many rows say the same as an earlier one."""
        return len(self.ordered) - len(set(zip(self.ordered, self.delivered, self.keys, strict=True)))

    @property
    def history(self) -> History:
        """The history up to the last day that the file speaks of."""
        seen = max([*self.ordered, *(day for day in self.delivered if day is not None)])
        return history_of(
            ordered=self.ordered,
            delivered=self.delivered,
            keys=self.keys,
            origins=self.origins,
            destinations=self.destinations,
            seen_until=seen,
        )


def read_deliveries(path: Path) -> Deliveries:
    """Return the deliveries of a CSV file with `COLUMNS`, of which only ordered_at and delivered_at must be there.

    A row without delivered_at is still on its way. Rows whose dates can't be are left out, with the reason. Raises
    Unreadable.
    """
    found = Deliveries()
    for number, row in _rows(path):
        try:
            _take(found, row)
        except _Told as told:
            found.left_out.append(LeftOut(number, *told.args))
    if not found.ordered:
        first = (
            f" First of them: {found.left_out[0]}." if found.left_out else " It has no rows but the first."
        )
        raise Unreadable(f"no row tells of an order.{first}", at=str(path))
    return found


class _Told(Exception):
    """Column, reason and remedy of a row that tells nothing."""


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with its number (of its last line, as editors count them)."""
    table = table_of(path, longest_cell=_LONGEST_CELL)
    _demand_columns(path, table.names, row=table.head)
    for row in table.rows:
        yield row.number, _named(path, row)


def _demand_columns(path: Path, names: Sequence[str], *, row: int) -> None:
    for column in COLUMNS:
        if column in COLUMNS[:2] and column not in names:
            raise Unreadable(
                f"it is missing; name the columns {', '.join(COLUMNS)} in the first row.",
                at=f"{path}, row {row}, column {column}",
            )
        if names.count(column) > 1:
            raise Unreadable(
                "it is there twice; name one of them otherwise.", at=f"{path}, row {row}, column {column}"
            )


def _named(path: Path, row: Row) -> dict[str, str]:
    """Return a row's cells by the names of their columns; those that are not there are left out."""
    for column in COLUMNS[:2]:
        if re.search(r"[\r\n]", row.cells.get(column, "")):
            raise Unreadable(
                "it goes over several lines; close the quotation mark before it.",
                at=f"{path}, row {row.number}, column {column}",
            )
    if any(cell.strip() for cell in row.beyond):
        return row.cells | {_TOO_MANY: row.beyond[-1]}
    return row.cells


def _take(found: Deliveries, row: dict[str, str]) -> None:
    if _TOO_MANY in row:
        raise _Told(
            COLUMNS[0],
            "its row has more cells than columns",
            "put cells with separators into quotation marks",
        )
    if COLUMNS[1] not in row:
        raise _Told(COLUMNS[1], "its row ends before it", "look whether it was cut off")
    ordered = _day(row, "ordered_at")
    delivered, promised = _day(row, "delivered_at"), None
    if ordered is None:
        raise _Told("ordered_at", "it is empty", "give the day of the order")
    if delivered == ordered - 1 and _later_elsewhere(row):
        delivered = ordered
    if delivered is not None and delivered < ordered:
        raise _Told("delivered_at", "it lies before ordered_at", "look which of the two is wrong")
    if delivered is not None and delivered - ordered > 366 * _LATEST_YEARS_APART:
        raise _Told(
            "delivered_at", f"it lies more than {_LATEST_YEARS_APART} years after ordered_at", "look at it"
        )
    try:
        promised = _day(row, "promised_at")
    except _Told:
        promised = None
    origin, destination = row.get("origin", ""), row.get("destination", "")
    found.ordered.append(ordered)
    found.delivered.append(delivered)
    found.promised.append(promised)
    found.keys.append((row.get("lane") or f"{origin}→{destination}", row.get("service", ""), destination))
    found.origins.append(_country(origin))
    found.destinations.append(_country(destination))


def _country(text: str) -> str:
    """Return the country that a place's text begins with ("CN", "CN-GD", "RU 420000"), in capitals, or nothing."""
    head = text[:2].upper()
    return head if head.isalpha() and head.isascii() and not text[2:3].isalpha() else ""


def _later_elsewhere(row: dict[str, str]) -> bool:
    """Test if a delivery is on an earlier day only because its clock is another zone's."""
    try:
        ordered, delivered = (datetime.fromisoformat(row[column]) for column in COLUMNS[:2])
        return delivered >= ordered
    except (ValueError, TypeError):
        return False


def _day(row: dict[str, str], column: str) -> int | None:
    """Return the day of a date or an instant as it is written, in its own zone."""
    text = row.get(column, "")
    if not text or text.lower() in {"null", "none", "nan", "nat", "na", "n/a", "-"}:
        return None
    day = _date(text)
    if day is None:
        raise _Told(column, f"“{text[:40]}” is no date", "write it as YYYY-MM-DD")
    if not _YEARS[0] <= day.year <= _YEARS[1]:
        raise _Told(column, f"the year {day.year} can't be", "look whether it was mistyped")
    return day.toordinal()


def _date(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text).date()
    except ValueError:
        pass
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 -- a day in its own zone
        except ValueError:
            continue
    begins = re.match(r"(\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4})(?=[ T])", text)
    return _date(begins[1]) if begins else None
