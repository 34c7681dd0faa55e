"""What is the search index told of goods?"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.search.best import STORE_MARK
from yarmarka.connectors.search.index import Fact, IndexedGoods
from yarmarka.domain.catalogue.queries import categories
from yarmarka.kernel.sql import Sent, Statement, together
from yarmarka.vocabulary.assortments import spelling_of
from yarmarka.vocabulary.goods import shown_in, words_in

_GOODS: Final = Statement.beside(__file__, "goods_for_index")
#: what sold longer ago says little of what is wanted now
SALES_OF: Final = timedelta(days=90)
#: where to days are counted from each warehouse: prices are compared in its money, too
_HOME: Final = "RU"


def goods_for_index(product_ids: Collection[UUID], *, now: datetime) -> list[IndexedGoods]:
    """Return those of some products that can be had, as the index takes them, in one statement."""
    if not product_ids:
        return []
    return _read(_GOODS.sent(product_ids=list(product_ids), since=now - SALES_OF, home=_HOME))


@contextmanager
def goods_on_their_way(
    product_ids: Collection[UUID], *, now: datetime
) -> Iterator[Callable[[], list[IndexedGoods]]]:
    """Let PostgreSQL gather goods while the block does something else, which may not ask the database for anything.

    What is given tells the goods, after the block.
    """
    with together():
        sent = _GOODS.sent(product_ids=list(product_ids), since=now - SALES_OF, home=_HOME)
        yield lambda: _read(sent)


def _read(sent: Sent) -> list[IndexedGoods]:
    shelves = {str(card.id): card.names for card in categories()}
    return [_goods(row, shelves) for row in sent.decoded(list[dict[str, Any]])]


def _goods(row: Mapping[str, Any], shelves: Mapping[str, Mapping[str, str]]) -> IndexedGoods:
    names = [shelves.get(key, {}) for key in row["path"]]
    return IndexedGoods(
        id=row["id"],
        titles=row["titles"],
        descriptions=row["descriptions"],
        brand=row["brand"],
        numbers=tuple(filter(None, (row["part_number"], *row["gtins"], *row["skus"]))),
        kinds=tuple(text for said in names[-1:] for text in said.values()),
        facts=tuple(_facts(row)) + tuple(text for said in names[:-1] for text in said.values()),
        choices=tuple(_choices(row["attributes"])),
        shelves=tuple(row["path"]),
        price=row["price"] or 0,
        rating=row["rating"],
        weighed_rating=row["weighed"],
        sales=max(0, row["sales"]),
        days=row["days"] or 0,
        born=row["born"],
        sellers=tuple(row["sellers"]),
        stores=tuple(f"{spelling_of(row['brand'])}{STORE_MARK}{seller}" for seller in row["sellers"]),
        countries=tuple(row["countries"]),
        near=tuple(row["near"]),
    )


def _facts(row: Mapping[str, Any]) -> list[str]:
    """Return what attributes and variants say: value and unit, in every language."""
    found = []
    for one in row["attributes"]:
        values, units = _in_all(one.get("value")), _in_all(one.get("unit"))
        found += [
            f"{value} {units[at] if at < len(units) else ''}".strip() for at, value in enumerate(values)
        ]
    return found + [str(value) for options in row["options"] for value in options.values()]


def _choices(attributes: Iterable[Mapping[str, Any]]) -> Iterator[Fact]:
    """Yield what readers may choose by, under the names that `reads.faceted_shelf` gives to the same."""
    for one in attributes:
        said = _key(one.get("value"))
        names, values, units = (one.get(part) for part in ("name", "value", "unit"))
        if not said:
            continue
        told = [part for part in (names, values, units) if isinstance(part, Mapping)]
        languages = {language for part in told for language in part}
        words = {
            language: " ".join(filter(None, (shown_in(values, language), words_in(units, language))))
            for language in languages
        }
        yield Fact(
            _key(names),
            " ".join(filter(None, (said, _key(units)))),
            {language: words_in(names, language) for language in languages},
            words,
        )


def _key(value: Any) -> str:
    """Return a name or a value as addresses have it: in English, or else in Russian."""
    if isinstance(value, Mapping):
        return str(value.get("en") or value.get("ru") or "")
    return "" if value is None else str(value)


def _in_all(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [str(text) for text in value.values() if text]
    return [] if value is None or value == "" else [str(value)]
