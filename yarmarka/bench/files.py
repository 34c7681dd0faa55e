"""Reads anybody's text files, line by line or as tables: plain or gzip, in UTF-8 or what their first bytes say.

Lines may end in any way; cells may be parted by commas, semicolons, tabs or bars, or by what a first line `sep=…` says.
"""

import codecs
import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Final, cast

import click

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GZIP: Final = b"\x1f\x8b"
_BETWEEN: Final = ",;\t|"
#: longer cells are a quotation mark that is not closed
USUAL_CELL: Final = csv.field_size_limit()


class Unreadable(click.ClickException):
    """A file that can't be used; says where in it, why and what helps."""

    def __init__(self, reason: str, *, at: str = "") -> None:
        super().__init__(f"{at}: {reason}" if at else reason)


@dataclass(frozen=True)
class Row:
    """A row: the number of its last line, its cells by their columns (those that are not there are left out), and those
    behind the last column."""

    number: int
    cells: dict[str, str]
    beyond: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: its columns by name, in small letters with `_` between words, the line that names them, and its rows."""

    names: tuple[str, ...]
    head: int
    rows: Iterator[Row]


def lines_of(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file from 1, ends included. Raises Unreadable for what is no text, or breaks off."""
    with file.open("rb") as raw:
        is_packed = raw.read(2) == _GZIP
    number = 0
    try:
        with cast(IO[bytes], gzip.open(file) if is_packed else file.open("rb")) as opened:
            for number, line in enumerate(_decoded(opened), start=1):
                yield number, line
    except UnicodeDecodeError:
        at = f"{file.name}, line {number + 1}"
        raise Unreadable("its letters are not in UTF-8; save the file as UTF-8", at=at) from None
    except (EOFError, OSError, zlib.error) as wrong:
        at = f"{file.name}, line {number + 1}"
        raise Unreadable(f"the file breaks off ({wrong}); pack it again", at=at) from None


def table_of(file: Path, *, longest_cell: int = USUAL_CELL) -> Table:
    """Return the table that a file holds, its first row read; rows without a word are left out.

    Raises Unreadable, now or as rows are taken, for what is no text, or no table.
    """
    lines = (line.replace("\0", "") for _, line in lines_of(file))
    first = next(lines, "")
    told = re.fullmatch(r"sep=(.)[\r\n]*", first)
    between = told[1] if told else max(_BETWEEN, key=first.count)
    rest, before = (lines, 1) if told else (chain([first], lines), 0)
    records = _records(file, rest, between, before=before, longest_cell=longest_cell)
    head, cells = next(records, (1, []))
    names = tuple(re.sub(r"[\s-]+", "_", cell.strip().casefold()) for cell in cells)
    return Table(names, head, (_row(number, names, cells) for number, cells in records))


def _decoded(opened: IO[bytes]) -> Iterator[str]:
    """Yield lines; those in UTF-8 are decoded one by one, so that a bad one can be named."""
    head = opened.read(3)
    opened.seek(0)
    mark, encoding = next((one for one in _MARKS if head.startswith(one[0])), (b"", "utf-8"))
    if encoding == "utf-16":
        yield from io.TextIOWrapper(opened, encoding, newline="")
        return
    opened.seek(len(mark))
    for line in opened:
        yield from io.StringIO(line.decode(), newline="")


def _records(
    file: Path, lines: Iterator[str], between: str, *, before: int, longest_cell: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield the cells of each row that has any, with the number of its last line; `before` stood before the first."""
    reader = csv.reader(lines, delimiter=between)
    try:
        with _cells_up_to(longest_cell):
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield before + reader.line_num, cells
    except csv.Error as wrong:
        reason = f"not CSV ({wrong}); see that each quotation mark is closed"
        raise Unreadable(reason, at=f"{file.name}, line {before + reader.line_num}") from None


def _row(number: int, names: tuple[str, ...], cells: list[str]) -> Row:
    """Return a row; of columns with the same name the first one counts."""
    named = [(name, cell.strip()) for name, cell in zip(names, cells, strict=False)]
    return Row(number, dict(reversed(named)), tuple(cells[len(names) :]))


@contextmanager
def _cells_up_to(length: int) -> Iterator[None]:
    """Let cells be so long within this block: the limit is the whole process's, and others rely on it."""
    usual = csv.field_size_limit(length)
    try:
        yield
    finally:
        csv.field_size_limit(usual)
