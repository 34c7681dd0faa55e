"""Sheets of drawings, read once: an SVG file with a symbol for each."""

import re
from functools import cache
from pathlib import Path
from typing import Final

_SYMBOL: Final = re.compile(r'<symbol id="(\w+)"[^>]*>(.*?)</symbol>', re.S)


@cache
def symbols(sheet: Path) -> dict[str, str]:
    """Return what each symbol of a sheet holds, by its name."""
    return dict(_SYMBOL.findall(sheet.read_text(encoding="utf-8")))
