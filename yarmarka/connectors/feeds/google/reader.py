"""Reads Google Merchant's feed row by row: one item in memory at a time, and the line of each."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO, Final

from yarmarka.connectors.feeds.google.item import NAMES, as_offer
from yarmarka.connectors.feeds.paths import Paths
from yarmarka.connectors.feeds.stream import XmlStream, follow
from yarmarka.connectors.feeds.types import FeedCode, FeedHead, FeedRow, RefusedRow
from yarmarka.connectors.feeds.yml.offer import read_offer

MOST_CHARACTERS: Final = 500_000
MOST_VALUES: Final = 500
_ROOTS: Final = frozenset({"rss", "feed"})
_ITEMS: Final = frozenset({"item", "entry"})


def read_products(source: BinaryIO | Path) -> Iterator[FeedRow]:
    """Yield the head, and for each item the categories of its path that are new, and the offer or why it is refused.

    `product_type` is the seller's own category; where it is missing, `google_product_category` stands in.
    """
    return follow(source, _Items())


class _Items:
    """Follows the file and puts items together as they end."""

    def __init__(self) -> None:
        self.stream = XmlStream(self)
        self._rows: list[FeedRow] = []
        self._paths = Paths()
        self._seen: set[str] = set()
        self._title = ""
        self._is_head_told = False
        self._said: dict[str, list[str]] | None = None
        self._item_depth = self._line = self._room = self._places = 0
        self._heard: list[str] | None = None
        self._is_too_big = False

    def take(self) -> list[FeedRow]:
        """Return the rows that are complete by now."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, named: dict[str, str], depth: int) -> None:
        """Begin an item, or a value in one."""
        plain = _plain(name)
        if depth == 0 and plain not in _ROOTS:
            raise self.stream.broken(FeedCode.FEED_NOT_GOOGLE, root=name[:60])
        if self._said is None and plain in _ITEMS:
            self._said, self._item_depth, self._line = {}, depth, self.stream.line
            self._room, self._places, self._is_too_big = MOST_CHARACTERS, MOST_VALUES, False
            self._tell_head()
        elif self._said is not None and depth == self._item_depth + 1:
            self._places -= 1
            self._heard = [] if self._places >= 0 else None
            self._is_too_big |= self._places < 0
        elif self._said is None and plain == "title":
            self._heard = []

    def say(self, text: str) -> None:
        """Keep text, as far as there is room."""
        if self._heard is None:
            return
        self._room -= len(text)
        if self._said is None or self._room >= 0:
            self._heard.append(text[:2_000] if self._said is None else text)
        else:
            self._is_too_big = True

    def end(self, name: str, depth: int) -> None:
        """End a value or an item."""
        plain = _plain(name)
        if self._said is None:
            if plain == "title" and self._heard is not None:
                self._title = self._title or "".join(self._heard).strip()[:300]
            self._heard = None
        elif depth == self._item_depth + 1:
            if self._heard is not None and (said := "".join(self._heard).strip()):
                self._said.setdefault(plain, []).append(said)
            self._heard = None
        elif depth == self._item_depth:
            self._end_item(self._said)
            self._said = None

    def _tell_head(self) -> None:
        if not self._is_head_told:
            self._is_head_told = True
            self._rows.append(FeedHead(self.stream.line, self._title, "", None))

    def _end_item(self, said: dict[str, list[str]]) -> None:
        path = next(iter(said.get("product_type") or said.get("google_product_category") or ()), "")
        category, told = self._paths.tell(path, line=self._line)
        self._rows += told
        elements = as_offer(self._line, said, category=category)
        elements.is_too_big = self._is_too_big
        number = " ".join(elements.named["id"].split())
        is_repeated = bool(number) and number in self._seen
        self._seen.add(number)
        row = read_offer(elements, categories=self._paths.known, is_repeated=is_repeated)
        self._rows.append(_renamed(row) if isinstance(row, RefusedRow) else row)


def _renamed(row: RefusedRow) -> RefusedRow:
    """Name what is wrong as the file names it."""
    others = tuple(replace(other, field=NAMES.get(other.field, other.field)) for other in row.others)
    return replace(row, field=NAMES.get(row.field, row.field), others=others)


def _plain(name: str) -> str:
    return name.rpartition(":")[2].lower()
