"""Which format a file is of, by what stands in it: names of files say nothing reliable."""

import re
import zipfile
from enum import StrEnum
from pathlib import Path
from typing import Final

_PEEK: Final = 4_096
_BETWEEN: Final = (b";", b"\t", b",", b"|")
_ROOT: Final = re.compile(rb"<([A-Za-z_\x80-\xff][^\s>/]*)")


class Format(StrEnum):
    """A format that goods come in."""

    YML = "yml"
    GOOGLE = "google"
    TABLE = "table"


def format_of(file: Path) -> Format:
    """Return a file's format; what is of no known kind is taken for YML, which then says what is wrong."""
    if zipfile.is_zipfile(file):
        return Format.TABLE
    with file.open("rb") as opened:
        head = opened.read(_PEEK)
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").replace(b"\x00", b"")
    if not text.startswith(b"<"):
        first = text.partition(b"\n")[0]
        return Format.TABLE if any(sign in first for sign in _BETWEEN) else Format.YML
    root = _ROOT.search(re.sub(rb"<!--.*?-->", b"", text, flags=re.DOTALL))
    return Format.GOOGLE if root and root[1].lower() in {b"rss", b"feed"} else Format.YML
