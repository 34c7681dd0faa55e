"""Reads a history of deliveries from a CSV file, whoever wrote it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from yarmarka.domain.shipping.rules.history import History, history_of

COLUMNS: Final = ("ordered_at", "delivered_at", "promised_at", "lane", "origin", "destination", "service")
_FORMATS: Final = ("%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d-%b-%Y", "%d-%b-%y")
_LATEST_YEARS_APART: Final = 30


class Unreadable(ValueError):
    """A file that no history can be read from; says where, why and what helps."""


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
        first = f" First of them: {found.left_out[0]}." if found.left_out else ""
        raise Unreadable(f"{path}: no row has a readable ordered_at.{first} Give dates as YYYY-MM-DD.")
    return found


class _Told(Exception):
    """Column, reason and remedy of a row that tells nothing."""


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as odd:
        raise Unreadable(f"{path}: not UTF-8 (byte {odd.start}); save it as UTF-8.") from odd
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    names = [name.strip().lower() for name in next(reader, [])]
    for needed in ("ordered_at", "delivered_at"):
        if needed not in names:
            raise Unreadable(
                f"{path}, row 1, column {needed}: it is missing; "
                f"name the columns {', '.join(COLUMNS)} in the first row."
            )
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, dict(zip(names, (cell.strip() for cell in cells), strict=False))


def _take(found: Deliveries, row: dict[str, str]) -> None:
    ordered = _day(row, "ordered_at")
    delivered, promised = _day(row, "delivered_at"), None
    if ordered is None:
        raise _Told("ordered_at", "it is empty", "give the day of the order")
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


def _day(row: dict[str, str], column: str) -> int | None:
    """Return the day of a date or an instant as it is written, in its own zone."""
    text = row.get(column, "")
    if not text or text.lower() in {"null", "none", "nan", "nat", "na", "n/a", "-"}:
        return None
    try:
        return datetime.fromisoformat(text).toordinal()
    except ValueError:
        pass
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).toordinal()  # noqa: DTZ007 -- a day in its own zone
        except ValueError:
            continue
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        raise _Told(column, f"“{text[:40]}” is no date", "write it as YYYY-MM-DD") from None
