"""Reads a CommerceML file row by row: one product, offer or order in memory at a time, and the line of each.

Groups stand inside one another, so they are told as they open, parents first. Elements that are not known are passed
over: every version of 1C has some of its own.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

from yarmarka.connectors.feeds.commerceml.nodes import Node
from yarmarka.connectors.feeds.commerceml.rows import read_row
from yarmarka.connectors.feeds.commerceml.types import (
    ExchangeRow,
    Kind,
    Package,
    PackageBegins,
    Thing,
)
from yarmarka.connectors.feeds.stream import XmlStream, follow
from yarmarka.connectors.feeds.types import FeedCode, RefusedRow

ROOT: Final = "КоммерческаяИнформация"
MOST_CHARACTERS: Final = 500_000
MOST_ELEMENTS: Final = 5_000
MOST_GROUPS: Final = 50_000
#: row → the element that it stands in; an order stands wherever it likes
_ROWS: Final = {
    "Товар": {"Товары"},
    "Предложение": {"Предложения"},
    "ТипЦены": {"ТипыЦен"},
    "Свойство": {"Свойства"},
    "СвойствоНоменклатуры": {"Свойства", "СвойстваНоменклатуры"},
    "Склад": {"Склады"},
    "Документ": None,
}
_PACKAGES: Final = {
    "Каталог": Package.CATALOGUE,
    "ПакетПредложений": Package.OFFERS,
    "ИзмененияПакетаПредложений": Package.OFFERS,
}


def read_exchange(source: BinaryIO | Path) -> Iterator[ExchangeRow]:
    """Yield what a file says in its order: where packages begin, groups, lists, products, offers, news of orders.

    A file that breaks off, or is no CommerceML, yields what came whole and then one RefusedRow with a `feed_…` code.
    """
    return follow(source, _Exchange())


class _Exchange:
    """Follows the file and puts rows together as they end."""

    def __init__(self) -> None:
        self.stream = XmlStream(self)
        self._rows: list[ExchangeRow] = []
        self._path: list[str] = []
        self._row: list[Node] = []
        self._line = self._room = self._places = 0
        self._is_too_big = False
        self._groups: list[Node] = []
        self._told = 0

    def take(self) -> list[ExchangeRow]:
        """Return the rows that are complete by now."""
        rows, self._rows = self._rows, []
        return rows

    def start(self, name: str, named: dict[str, str], depth: int) -> None:
        """Begin a row, or something inside one."""
        if depth == 0 and name != ROOT:
            raise self.stream.broken(FeedCode.FEED_NOT_COMMERCEML, root=name[:60])
        parent = self._path[-1] if self._path else ""
        self._path.append(name)
        if self._row:
            self._start_inside(name, named)
        elif name in _ROWS and (_ROWS[name] is None or parent in (_ROWS[name] or ())):
            self._line, self._room, self._places = self.stream.line, MOST_CHARACTERS, MOST_ELEMENTS
            self._is_too_big = False
            self._row = [Node(name, named)]
        elif name in _PACKAGES:
            self._begin_package(name, named)
        elif name == "Группа" and parent == "Группы":
            self._tell_group()
            self._groups.append(Node(name, named))
        elif name == "Группы" and self._groups:
            self._tell_group()
        elif parent == "Группа" and self._groups and name in {"Ид", "Наименование"}:
            self._groups[-1].children.append(Node(name, named))

    def say(self, text: str) -> None:
        """Keep text of a row, as far as there is room, and a group's name."""
        if self._row:
            self._room -= len(text)
            if self._room >= 0:
                self._row[-1].words.append(text)
            else:
                self._is_too_big = True
        elif self._groups and self._path[-2:-1] == ["Группа"] and self._path[-1] in {"Ид", "Наименование"}:
            self._groups[-1].children[-1].words.append(text[:1_000])

    def end(self, name: str, depth: int) -> None:
        """End a row, or something inside one."""
        self._path.pop()
        if self._row:
            node = self._row.pop()
            if not self._row:
                self._end_row(node)
        elif name == "Группа" and self._groups:
            self._tell_group()
            self._groups.pop()

    def _start_inside(self, name: str, named: dict[str, str]) -> None:
        self._places -= 1
        self._room -= sum(map(len, named.values()))
        node = Node(name, named)
        if self._places >= 0 and self._room >= 0:
            self._row[-1].children.append(node)
        else:
            self._is_too_big = True
        self._row.append(node)

    def _end_row(self, node: Node) -> None:
        if self._is_too_big:
            number = node.said("Ид")[:120]
            self._rows.append(RefusedRow(self._line, number, node.name, FeedCode.OFFER_TOO_BIG))
        elif row := read_row(node, line=self._line):
            self._rows.append(row)

    def _begin_package(self, name: str, named: dict[str, str]) -> None:
        said = named.get("СодержитТолькоИзменения", "").strip().lower()
        is_whole = name in {"Каталог", "ПакетПредложений"} and said == "false"
        self._rows.append(PackageBegins(self.stream.line, _PACKAGES[name], is_whole))

    def _tell_group(self) -> None:
        """Tell the innermost open group, once, as soon as its name is known."""
        if not self._groups or self._groups[-1].words:
            return
        group = self._groups[-1]
        number, title = group.said("Ид"), " ".join(group.said("Наименование").split())
        if not number or not title:
            return
        group.words.append("told")
        self._told += 1
        if self._told > MOST_GROUPS:
            raise self.stream.broken(FeedCode.FEED_HAS_TOO_MANY_CATEGORIES, limit=MOST_GROUPS)
        above = [outer.said("Ид") for outer in self._groups[:-1]]
        facts = {"title": title[:300], "parent": above[-1] if above else ""}
        self._rows.append(Thing(self.stream.line, Kind.GROUP, number[:120], facts))
