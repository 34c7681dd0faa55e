"""Lines of anybody's text file: plain or gzip, in UTF-8 or what its first bytes say, each with its number."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final, cast

import click

_MARKS: Final = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_GZIP: Final = b"\x1f\x8b"


class BadLine(click.ClickException):
    """A line of a file that can't be read; says which, why and what helps."""

    def __init__(self, *, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")


def lines_of(file: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a file from 1, ends included. Raises BadLine for what is no text, or breaks off."""
    with file.open("rb") as raw:
        is_packed = raw.read(2) == _GZIP
    number = 0
    try:
        with cast(IO[bytes], gzip.open(file) if is_packed else file.open("rb")) as opened:
            for number, line in enumerate(_decoded(opened), start=1):
                yield number, line
    except UnicodeDecodeError:
        raise BadLine(
            field=f"{file.name}, line {number + 1}",
            reason="its letters are not in UTF-8; save the file as UTF-8",
        ) from None
    except (EOFError, OSError, zlib.error) as wrong:
        raise BadLine(
            field=f"{file.name}, line {number + 1}", reason=f"the file breaks off ({wrong}); pack it again"
        ) from None


def _decoded(opened: IO[bytes]) -> Iterator[str]:
    """Yield lines; those of a file without a mark are decoded one by one, so that a bad one can be named."""
    head = opened.read(3)
    opened.seek(0)
    mark, encoding = next((one for one in _MARKS if head.startswith(one[0])), (b"", "utf-8"))
    if encoding == "utf-16":
        yield from codecs.getreader(encoding)(opened)
        return
    opened.seek(len(mark))
    yield from (line.decode() for line in opened)
