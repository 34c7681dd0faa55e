"""Reads a YML file row by row: one offer in memory at a time, and the exact line of each."""

import hashlib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO, Final

from yarmarka.connectors.feeds.stream import BrokenFeedError, XmlStream, follow
from yarmarka.connectors.feeds.types import FeedCategory, FeedCode, FeedHead, FeedRow, RefusedRow
from yarmarka.connectors.feeds.yml.categories import MOST, parents_first, read_category
from yarmarka.connectors.feeds.yml.offer import Elements, read_offer

#: An offer may say so much, in so many elements; what is beyond is thrown away and the offer refused.
MOST_CHARACTERS: Final = 500_000
MOST_ELEMENTS: Final = 2_000
#: How deep things stand: yml_catalog > shop > offers > offer > price.
_LIST, _ROW, _VALUE = 2, 3, 4
#: A date without a zone is Moscow's.
_MOSCOW: Final = timezone(timedelta(hours=3))


def read_feed(source: BinaryIO | Path) -> Iterator[FeedRow]:
    """Yield the feed's head, its categories (parents first), and every offer or why it is refused, in file order.

    Offers are told apart by `id`: of two with one id the later is refused, also when the earlier was. A file that
    breaks off or is no YML yields what came whole, and then one RefusedRow with a `feed_…` code and the line.
    """
    shop = _Shop()
    return follow(source, shop, at_end=shop.tell_head)


class _Shop:
    """Follows the file and puts rows together as they end."""

    def __init__(self) -> None:
        self.stream = XmlStream(self)
        self._rows: list[FeedRow] = []
        self._list = ""
        self._head: dict[str, str] = {}
        self._head_line = 0
        self._is_head_told = False
        self._categories: list[FeedCategory] = []
        self._category_ids: set[str] = set()
        self._row = Elements(0, {})
        self._heard: list[str] | None = None
        self._named: dict[str, str] = {}
        self._room = self._places = 0
        self._seen: set[int] = set()

    def take(self) -> list[FeedRow]:
        """Return the rows that are complete by now."""
        rows, self._rows = self._rows, []
        return rows

    def tell_head(self) -> None:
        """Put the head before the first category or offer, once."""
        if self._is_head_told:
            return
        self._is_head_told = True
        shop, company = self._head.get("name", ""), self._head.get("company", "")
        self._rows.append(FeedHead(self._head_line, shop, company, _moment(self._head.get("date", ""))))

    def start(self, name: str, named: dict[str, str], depth: int) -> None:
        """Begin a value, or the row around it."""
        if depth == _VALUE:
            self._start_value(named)
        elif depth > _VALUE:
            self.say(" ")  # markup inside a description: its words count, its tags do not
        elif depth in {_ROW, _LIST}:
            self._row = Elements(self.stream.line, named)
            self._heard, self._room, self._places = [], MOST_CHARACTERS, MOST_ELEMENTS
            if depth == _LIST:
                self._start_list(name)
        elif depth == 0:
            self._start_file(name, named)

    def say(self, text: str) -> None:
        """Keep text, as far as there is room."""
        if self._heard is None:
            return
        self._room -= len(text)
        if self._room >= 0:
            self._heard.append(text)
        else:
            self._row.is_too_big = True

    def end(self, name: str, depth: int) -> None:
        """End a value or a row."""
        if depth == _VALUE:
            heard, self._heard = self._heard, None
            if heard and (said := "".join(heard).strip()):
                self._row.children.setdefault(name, []).append((self._named, said))
        elif depth == _ROW and self._list == "offers" and name == "offer":
            self._end_offer()
        elif depth == _ROW and self._list == "categories" and name == "category":
            self._end_category()
        elif depth == _LIST and name == "categories":
            self._rows.extend(parents_first(self._categories))
            self._categories = []
        elif depth == _LIST and name in {"name", "company"}:
            self._head.setdefault(name, self._said())

    def _start_value(self, named: dict[str, str]) -> None:
        self._places -= 1
        if named:
            self._room -= sum(map(len, named.values()))
        if self._places >= 0 and self._room >= 0:
            self._named, self._heard = named, []
        else:
            self._row.is_too_big = True
            self._heard = None

    def _start_list(self, name: str) -> None:
        self._list = name
        if name in {"categories", "offers"}:
            self.tell_head()

    def _start_file(self, name: str, named: dict[str, str]) -> None:
        if name != "yml_catalog":
            raise self.stream.broken(FeedCode.FEED_NOT_YML, root=name[:60])
        self._head_line = self.stream.line
        self._head["date"] = named.get("date", "")

    def _said(self) -> str:
        said, self._heard = "".join(self._heard or ()).strip(), None
        return said

    def _end_offer(self) -> None:
        is_repeated = self._is_repeated(" ".join(self._row.named.get("id", "").split()))
        offer = read_offer(self._row, categories=self._category_ids, is_repeated=is_repeated)
        self._rows.append(offer)
        self._row = Elements(0, {})

    def _end_category(self) -> None:
        row = read_category(
            line=self._row.line, named=self._row.named, said=self._said(), known=self._category_ids
        )
        if isinstance(row, RefusedRow):
            self._rows.append(row)
            return
        if len(self._category_ids) >= MOST:
            raise BrokenFeedError(row.line, FeedCode.FEED_HAS_TOO_MANY_CATEGORIES, limit=MOST)
        self._categories.append(row)
        self._category_ids.add(row.id)

    def _is_repeated(self, number: str) -> bool:
        """Test if an id was met before; eight bytes of a hash stand for each, so that memory stays small."""
        if not number:
            return False
        key = int.from_bytes(hashlib.blake2b(number.encode(), digest_size=8).digest())
        if key in self._seen:
            return True
        self._seen.add(key)
        return False


def _moment(text: str) -> datetime | None:
    """Return `2022-05-22T14:37+03:00` or `2022-05-22 14:37` as an instant."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=_MOSCOW)
