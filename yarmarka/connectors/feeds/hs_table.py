"""An open table of HS codes as CSV: which six-digit subheadings there are, and what they are called."""

import csv
from collections.abc import Iterator, Mapping
from typing import Final, TextIO

from yarmarka.domain.customs.errors import HsTableInvalid
from yarmarka.domain.customs.types import HsHeading

#: what the columns are called in tables that are about
_CODES: Final = ("hscode", "hs_code", "code", "hs6")
_NAMES: Final = ("description", "name", "text")
_LONGEST: Final = 1_000


def read_hs_table(file: TextIO, *, language: str) -> Iterator[HsHeading]:
    """Yield the six-digit subheadings of a table; chapters, headings and longer codes are passed over.

    Raises HsTableInvalid, which names the row, the column and what is wrong with it.
    """
    rows = csv.DictReader(file)
    columns = {name.strip().lower(): name for name in rows.fieldnames or ()}
    code_column, name_column = _column(columns, _CODES), _column(columns, _NAMES)
    for number, row in enumerate(rows, start=2):
        code = (row[code_column] or "").strip()
        name = (row[name_column] or "").strip()
        if not code.isascii() or not code.replace(".", "").isalnum():
            raise HsTableInvalid(row=number, column=code_column, reason="not_a_code", value=code[:40])
        digits = code.replace(".", "")
        if len(digits) != 6 or not digits.isdigit():
            continue
        if not name:
            raise HsTableInvalid(row=number, column=name_column, reason="empty", value=code)
        yield HsHeading(code=digits, names={language: name[:_LONGEST]}, is_own=False)


def _column(columns: Mapping[str, str], wanted: tuple[str, ...]) -> str:
    for name in wanted:
        if name in columns:
            return columns[name]
    raise HsTableInvalid(row=1, column=wanted[0], reason="missing", value=", ".join(columns))
