"""A catalogue from a file, one JSON object a line, as the index takes goods in."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from yarmarka.bench.files import Unreadable, lines_of
from yarmarka.connectors.search.index import IndexedGoods
from yarmarka.connectors.search.understanding.folding import is_cyrillic, is_han

#: attributes that say what a thing is
_KINDS: Final = frozenset(
    {"type", "product type", "category", "categories", "kind", "subcategory", "product class", "тип", "вид"}
    | {"категория", "тип товара", "вид товара", "类型", "类别", "品类", "分类", "产品类型"}
)


def read_catalogue(file: Path) -> Iterator[IndexedGoods]:
    """Yield the goods of a file (NDJSON, plain or gzip). Raises Unreadable, which names the line."""
    seen: set[str] = set()
    for number, line in lines_of(file):
        if not line.strip():
            continue
        where = f"{file.name}, line {number}"
        try:
            said = json.loads(line)
        except (ValueError, RecursionError) as wrong:
            raise Unreadable(f"not JSON ({wrong}); each line must be one object", at=where) from None
        if not isinstance(said, dict):
            raise Unreadable('not an object; expected {"id": …, "title": …}', at=where)
        goods = goods_of(said, where)
        if goods.id in seen:
            raise Unreadable(f"id {goods.id[:60]!r} stands there twice; ids must be unique", at=where)
        seen.add(goods.id)
        yield goods
    if not seen:
        raise Unreadable("holds no product; write one JSON object a line", at=file.name)


def goods_of(said: Mapping[str, Any], where: str) -> IndexedGoods:
    """Return one product of a file. Raises Unreadable, which names the place."""
    key = _key(said.get("id"), where)
    titles = _texts(said.get("title") or said.get("name"))
    if not titles:
        raise Unreadable("column title is missing or empty; give each product a title", at=where)
    kinds, facts, numbers = _attributes(said.get("attributes"))
    kinds += tuple(_texts(said.get("category")).values())
    return IndexedGoods(
        id=key,
        titles=titles,
        descriptions=_texts(said.get("description")),
        brand=" ".join(_texts(said.get("brand")).values()),
        numbers=numbers + tuple(_texts(said.get("part_number")).values()),
        kinds=kinds,
        facts=facts,
    )


def _key(value: Any, where: str) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float | None):
        raise Unreadable("column id is neither text nor number; give each product such an id", at=where)
    key = "" if value is None else _whole(str(value)).strip()
    if not key:
        raise Unreadable("column id is missing or empty; give each product an id", at=where)
    return key


def _whole(text: str) -> str:
    """Return a text without halves of letters, which JSON can say and no index can hold."""
    return text.encode("utf-8", "replace").decode()


def _texts(value: Any) -> dict[str, str]:
    if isinstance(value, Mapping):
        return {_whole(str(key)): _whole(str(text)) for key, text in value.items() if text}
    if isinstance(value, list):
        value = " ".join(map(str, value))
    text = "" if value is None else _whole(str(value)).strip()
    return {_language(text): text} if text else {}


def _language(text: str) -> str:
    if any(is_han(letter) for letter in text):
        return "zh"
    return "ru" if is_cyrillic(text.lower()) else "en"


def _attributes(value: Any) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return what the attributes say of the kind, all else, and part numbers."""
    kinds: list[str] = []
    facts: list[str] = []
    for name, said in _pairs(value):
        text = _whole(_said(name, said))
        if text:
            (kinds if name in _KINDS else facts).append(text)
    return tuple(kinds), tuple(facts), ()


def _pairs(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        for name, said in value.items():
            yield _plain(str(name)), said
    elif isinstance(value, list):
        for one in value:
            if isinstance(one, Mapping):
                yield _plain(str(one.get("name", ""))), one.get("value")
            else:
                yield "", one
    elif value is not None:
        yield "", value


def _plain(name: str) -> str:
    """Return an attribute's name in words: `t_product_type` is product type."""
    words = name.replace("_", " ").lower().split()
    return " ".join(words[1:] if len(words) > 1 and len(words[0]) == 1 else words)


def _said(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return name if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return ", ".join(filter(None, (_said(name, one) for one in value)))
    if isinstance(value, Mapping):
        return " ".join(filter(None, (_said(name, one) for one in value.values())))
    return "" if value is None else str(value)
