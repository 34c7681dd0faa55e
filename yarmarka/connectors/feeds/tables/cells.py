"""Rows of cells out of a file: CSV in whatever encoding and with whatever sign between, or a workbook's first sheet."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from yarmarka.connectors.feeds.archives import ArchiveRefused
from yarmarka.connectors.feeds.types import FeedCode

MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 100_000
#: what a workbook may unpack to: a million rows of twenty columns are about a gigabyte
LARGEST_INSIDE: Final = 2_000_000_000
MOST_SWELLING: Final = 400
_ENCODINGS: Final = ("utf-8-sig", "windows-1251", "gb18030")
_PEEK: Final = 64 * 1024
_SIGNS: Final = ";\t,|"
Cells = tuple[str, ...]


class BrokenTableError(Exception):
    """The table can't be read any further."""

    def __init__(self, line: int, code: FeedCode, **facts: Any) -> None:
        super().__init__(code)
        self.line, self.code, self.facts = line, code, facts


def rows_of(file: Path) -> Iterator[tuple[int, Cells]]:
    """Yield each row that says something, with its line, as text. Raises BrokenTableError, ArchiveRefused."""
    yield from _workbook_rows(file) if zipfile.is_zipfile(file) else _csv_rows(file)


def _csv_rows(file: Path) -> Iterator[tuple[int, Cells]]:
    with file.open("rb") as opened:
        head = opened.read(_PEEK)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = next((one for one in _ENCODINGS if _reads(head, one)), "windows-1251")
    sign = _sign_between(head.decode(encoding, errors="replace"))
    with file.open(encoding=encoding, errors="replace", newline="") as text:
        table = csv.reader(text, delimiter=sign)
        line = 0
        try:
            for row in table:
                line = table.line_num
                if any(cell.strip() for cell in row):
                    yield line, tuple(cell.replace("\x00", "").strip() for cell in row[:MOST_COLUMNS])
        except csv.Error as error:
            raise BrokenTableError(line + 1, FeedCode.FEED_BROKEN, reason=str(error)) from None


def _reads(head: bytes, encoding: str) -> bool:
    """Test if the beginning of a file is text of this encoding; a letter may be cut at its end."""
    try:
        io.TextIOWrapper(io.BytesIO(head), encoding=encoding).read(len(head) // 4)
        text = head.decode(encoding, errors="strict") if len(head) < _PEEK else head[:-8].decode(encoding)
    except UnicodeDecodeError as error:
        return len(head) == _PEEK and error.start > len(head) - 12
    # Chinese reads as Russian letter by letter, but hardly any Russian word has such signs in it.
    return encoding != "windows-1251" or sum(map(text.count, "ЎўЈҐ¦§©ЃѓЄЇєї°±µ")) * 50 <= len(text)


def _sign_between(text: str) -> str:
    """Return the sign that parts the first line into the most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(_SIGNS, key=first.count)


def _workbook_rows(file: Path) -> Iterator[tuple[int, Cells]]:
    # 29 MB that only who reads a workbook needs: no web process does.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    _check_size(file)
    # Given a path, openpyxl goes by its ending; what is sent is kept under a name of ours.
    with file.open("rb") as stream:
        try:
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, OSError) as error:
            raise BrokenTableError(1, FeedCode.FEED_BROKEN, reason=str(error)[:200]) from None
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()
            for line, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
                cells = _without_blank_end(tuple(map(_text, row)))
                if cells:
                    yield line, cells
        except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError, IndexError) as error:
            raise BrokenTableError(1, FeedCode.FEED_BROKEN, reason=str(error)[:200]) from None
        finally:
            book.close()


def _without_blank_end(cells: Cells) -> Cells:
    """Return a row up to its last cell that says something: openpyxl fills rows up to as many cells as it may read."""
    filled = [place for place, cell in enumerate(cells) if cell]
    return cells[: filled[-1] + 1] if filled else ()


def _check_size(file: Path) -> None:
    """Refuse what would swell. Python reads no more of a member than it claims, so claims can be believed here."""
    with zipfile.ZipFile(file) as archive:
        inside = sum(member.file_size for member in archive.infolist())
    if inside > min(LARGEST_INSIDE, file.stat().st_size * MOST_SWELLING):
        raise ArchiveRefused(reason="swells", limit=LARGEST_INSIDE)


def _text(value: Any) -> str:
    """Return a cell as somebody would type it: 5 and not 5.0, a date by its year first."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value).strip()[:LONGEST_CELL]
