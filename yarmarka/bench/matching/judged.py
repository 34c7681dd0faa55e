"""Cards of which it is known which are the same goods: two sellers' words for each, the barcode hidden.

Of Icecat each product has two texts, its title and its short description, written by different hands. One seller says
the first, another one the second, and there are three ways in which the other's card lacks what names the goods. In
anybody's own file rows with one GTIN are the same goods.
"""

import ast
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final
from uuid import UUID
from zlib import crc32

import click

from yarmarka.domain.catalogue.rules.languages import language_of
from yarmarka.domain.matching.types import Card
from yarmarka.vocabulary.goods import gtin14, is_gtin

#: Icecat's products are spread over so many sellers: nobody's own articles are proposed
_SELLERS: Final = 40
_MOST_FACTS: Final = 30
#: a maker's number has fewer blanks than a name
_MOST_BLANKS: Final = 2


@dataclass(frozen=True)
class Judged:
    """A set of cards, and which goods each is of."""

    name: str
    cards: list[Card]
    goods: dict[UUID, str]


def _with_number(card: Card) -> Card:
    """Return the other seller's card with the maker's number written otherwise."""
    written = card.part_number.replace("-", " ").replace("/", "-").lower()
    return replace(card, part_number=written)


def _without_number(card: Card) -> Card:
    return replace(card, part_number="")


def _only_words(card: Card) -> Card:
    return replace(card, part_number="", brand="")


WAYS: Final[dict[str, Callable[[Card], Card]]] = {
    "number written otherwise": _with_number,
    "no number": _without_number,
    "neither number nor brand": _only_words,
}


def icecat(file: Path) -> Iterator[Judged]:
    """Yield the set of Icecat once for each way: all products as one seller says them, every other one as two do."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [_with_seller(json.loads(line)) for line in lines]
    first = [_card(row["title"], row, "a", facts=True) for row in rows]
    second = [
        _card(row["short_description"], row | {"seller": row["seller"] + _SELLERS}, "b", facts=False)
        for row in rows
        if row.get("short_description") and crc32(row["id"].encode()) % 2
    ]
    for name, hidden in WAYS.items():
        cards = [*first, *map(hidden, second)]
        yield Judged(name, cards, {card.product_id: _goods_of(card) for card in cards})


def _with_seller(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"seller": crc32(row["id"].encode()) % _SELLERS}


def own_file(file: Path) -> Judged:
    """Return anybody's own cards; those with one GTIN are the same goods.

    Raises ClickException, which names row, column, reason and remedy.
    """
    cards: list[Card] = []
    goods: dict[UUID, str] = {}
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            row = _row(line, number)
            named = {"supplier": row.get("brand"), "name": row.get("part_number")}
            card = _card(row["title"], row | named, str(number), facts=True)
            cards.append(card)
            goods[card.product_id] = gtin14(row["gtin"]) if row.get("gtin") else f"row {number}"
    return Judged(file.name, cards, goods)


def _row(line: str, number: int) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise click.ClickException(f"row {number}: not JSON ({error.msg}); one object to a line") from None
    if not isinstance(row, dict) or not isinstance(row.get("title"), str) or not row["title"].strip():
        raise click.ClickException(f"row {number}, title: missing; each row is an object with a title")
    gtin = str(row.get("gtin") or "").strip()
    if gtin and not is_gtin(gtin):
        raise click.ClickException(
            f"row {number}, gtin: {gtin[:20]!r} has a wrong length or check digit; leave it out or mend it"
        )
    return {**row, "gtin": gtin, "id": str(row.get("id", number))}


def _card(title: str, row: dict[str, Any], who: str, *, facts: bool) -> Card:
    key = f"{row['id']} {who}"
    high = crc32(key.encode()) << 64 | crc32(row["id"].encode()) << 32 | crc32(who.encode())
    return Card(
        UUID(int=high),
        {language_of(title): title},
        brand=str(row.get("supplier") or ""),
        part_number=_number(str(row.get("name") or "")),
        attributes=_facts(row) if facts else (),
        sellers=[UUID(int=1 + crc32(str(row.get("seller", key)).encode()))],
    )


def _number(name: str) -> str:
    """Return a name where it is a maker's number; Icecat also has names there, which say nothing of one model."""
    return name if any(map(str.isdigit, name)) and name.count(" ") < _MOST_BLANKS else ""


def _facts(row: dict[str, Any]) -> list[dict[str, Any]]:
    said: Any = row.get("attributes") or row.get("attrs") or {}
    if isinstance(said, str):
        said = ast.literal_eval(said)
    if isinstance(said, list):
        return [fact for fact in said if isinstance(fact, dict)][:_MOST_FACTS]
    pairs = list(said.items())[:_MOST_FACTS]
    return [{"name": name.removeprefix("t_").replace("_", " "), "value": value} for name, value in pairs]


def _goods_of(card: Card) -> str:
    return str(card.product_id.int >> 32 & 0xFFFFFFFF)
