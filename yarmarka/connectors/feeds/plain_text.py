"""Descriptions without markup: sellers may use a few HTML tags, shops decide themselves how text looks."""

import re
from html.parser import HTMLParser
from typing import Final

_BLOCKS: Final = frozenset(
    {"p", "br", "div", "ul", "ol", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table"}
)
_UNSEEN: Final = frozenset({"script", "style"})


def plain_text(value: str) -> str:
    """Return text in lines: tags are dropped, blocks begin a new line, list items a dash."""
    if "<" not in value and "&" not in value:
        return _tidy(value)
    reader = _Reader()
    reader.feed(value)
    reader.close()
    return _tidy("".join(reader.parts))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.parts.append("\n– " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def _tidy(value: str) -> str:
    lines = (" ".join(line.split()) for line in value.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
