"""What is the search index told of goods?"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from yarmarka.connectors.search.best import STORE_MARK
from yarmarka.connectors.search.index import IndexedGoods
from yarmarka.domain.catalogue.queries import categories
from yarmarka.kernel.sql import Statement
from yarmarka.vocabulary.assortments import spelling_of

_GOODS: Final = Statement.beside(__file__, "goods_for_index")
#: what sold longer ago says little of what is wanted now
_SALES_OF: Final = timedelta(days=90)


def goods_for_index(product_ids: Collection[UUID], *, now: datetime) -> list[IndexedGoods]:
    """Return those of some products that can be had, as the index takes them, in one statement."""
    if not product_ids:
        return []
    shelves = {str(card.id): card.names for card in categories()}
    rows = _GOODS.decoded(list[dict[str, Any]], product_ids=list(product_ids), since=now - _SALES_OF)
    return [_goods(row, shelves) for row in rows]


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
        shelves=tuple(row["path"]),
        price=row["price"] or 0,
        rating=row["rating"],
        weighed_rating=row["weighed"],
        sales=max(0, row["sales"]),
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


def _in_all(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [str(text) for text in value.values() if text]
    return [] if value is None or value == "" else [str(value)]
