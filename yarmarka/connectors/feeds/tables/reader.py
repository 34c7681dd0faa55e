"""Reads a table row by row, by what its columns mean."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path
from typing import Final

from yarmarka.connectors.feeds.archives import ArchiveRefused
from yarmarka.connectors.feeds.paths import Paths
from yarmarka.connectors.feeds.tables.cells import BrokenTableError, Cells, rows_of
from yarmarka.connectors.feeds.tables.columns import IN_LANGUAGE, ORIGINS, SIDES, Field
from yarmarka.connectors.feeds.types import FeedCode, FeedHead, FeedRow, RefusedRow
from yarmarka.connectors.feeds.yml.offer import Element, Elements, read_offer

SHOWN: Final = 8
_LENGTHS: Final = frozenset(field for side in SIDES for field in side)
_NUMBERS: Final = _LENGTHS | {Field.PRICE, Field.OLD_PRICE, Field.COUNT, Field.WEIGHT_KG, Field.WEIGHT_G}
#: the field of a text in a language → the field of the text, the language
_SPOKEN: Final = {
    one: (whole.value, language) for whole, fields in IN_LANGUAGE.items() for language, one in fields.items()
}
_CURRENCY_SIGNS: Final = {
    "₽": "RUB",
    "руб.": "RUB",
    "руб": "RUB",
    "¥": "CNY",
    "元": "CNY",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
}
#: what stands between the sides of a box: 20x30x5, 20 × 30 × 5, 20*30*5, 20/30/5
_BY: Final = re.compile(r"\s*[xх×*/]\s*", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"[\s,;|]+(?=https?://)")


@dataclass(frozen=True)
class Sample:
    """The head of a table and its first rows, for somebody to say what the columns mean."""

    headers: tuple[str, ...]
    rows: tuple[Cells, ...]


def sample_of(file: Path) -> Sample:
    """Return the head and the first rows. Raises BrokenTableError, ArchiveRefused."""
    first = [cells for _, cells in islice(rows_of(file), SHOWN + 1)]
    if not first:
        raise BrokenTableError(1, FeedCode.FEED_EMPTY)
    width = max(map(len, first))
    padded = [(*cells, *[""] * (width - len(cells))) for cells in first]
    return Sample(headers=padded[0], rows=tuple(padded[1:]))


def read_table(file: Path, *, meant: Mapping[int, Field], currency: str = "") -> Iterator[FeedRow]:
    """Yield what each row offers, or why it is refused; `meant` says which column is which field.

    `currency` is that of the prices where the table has none of its own. Mistakes are named by the columns' own words.
    """
    try:
        rows = rows_of(file)
        line, headers = next(rows, (1, ()))
        if not headers:
            raise BrokenTableError(1, FeedCode.FEED_EMPTY)
        yield FeedHead(line, "", "", None)
        table = _Table(headers, meant, currency)
        for line, cells in rows:
            yield from table.read(line, cells)
    except BrokenTableError as broken:
        yield RefusedRow(broken.line, "", "", broken.code, broken.facts)
    except ArchiveRefused:
        yield RefusedRow(1, "", "", FeedCode.FEED_BROKEN, {"reason": "it unpacks to far too much"})


class _Table:
    def __init__(self, headers: Cells, meant: Mapping[int, Field], currency: str) -> None:
        self.headers, self.meant, self.currency = headers, meant, currency
        self.names = {
            field.value: headers[place]
            for place, field in reversed(list(meant.items()))
            if place < len(headers)
        }
        self.names["weight"] = self.names.get(Field.WEIGHT_KG, self.names.get(Field.WEIGHT_G, "weight"))
        self.names.setdefault(
            "dimensions",
            next((headers[place] for place, one in meant.items() if one in _LENGTHS), "dimensions"),
        )
        self.paths = Paths()
        self.seen: set[str] = set()

    def read(self, line: int, cells: Cells) -> Iterator[FeedRow]:
        """Yield a row's new categories, and its offer."""
        named: dict[str, str] = {"id": ""}
        children: dict[str, list[Element]] = {}
        category, sides = "", dict[Field, str]()
        origins = dict[str, str]()
        for place, field in self.meant.items():
            said = cells[place] if place < len(cells) else ""
            if not said:
                continue
            if field in {Field.ID, Field.GROUP}:
                named[field.value] = said
            elif field is Field.CATEGORY:
                category, told = self.paths.tell(said, line=line)
                yield from told
                children["categoryId"] = [({}, category)]
            elif field is Field.PARAM:
                children.setdefault("param", []).append(({"name": self.headers[place]}, said))
            elif field in _SPOKEN:
                name, language = _SPOKEN[field]
                children.setdefault(name, []).append(({"lang": language}, said))
            elif field in ORIGINS:
                origins[ORIGINS[field]] = said
            elif field in _LENGTHS:
                sides[field] = _number(said)[0]
            else:
                self._put(children, field, said)
        if "currencyId" not in children and self.currency:
            children["currencyId"] = [({}, self.currency)]
        self._put_sides(children, sides)
        _put_origins(children, origins)
        number = " ".join(named["id"].split())
        is_repeated = bool(number) and number in self.seen
        self.seen.add(number)
        row = read_offer(
            Elements(line, named, children), categories=self.paths.known, is_repeated=is_repeated
        )
        yield self._renamed(row) if isinstance(row, RefusedRow) else row

    def _put(self, children: dict[str, list[Element]], field: Field, said: str) -> None:
        if field in _NUMBERS:
            said, currency = _number(said)
            if currency and field is Field.PRICE:
                children.setdefault("currencyId", [({}, currency)])
        if field is Field.COUNT:
            said = said.removesuffix(".0").removesuffix(".00")
        if field is Field.WEIGHT_G:
            children["weight"] = [({}, _parted(said, 1000))]
        elif field is Field.DIMENSIONS:
            children["dimensions"] = [({}, "/".join(_number(side)[0] for side in _BY.split(said)))]
        elif field is Field.PICTURE:
            children["picture"] = [({}, address) for address in _BETWEEN.split(said)]
        elif field is Field.CURRENCY:
            children["currencyId"] = [({}, _CURRENCY_SIGNS.get(said.casefold(), said.upper()))]
        else:
            children.setdefault(field.value, []).insert(0, ({}, said))

    def _put_sides(self, children: dict[str, list[Element]], sides: Mapping[Field, str]) -> None:
        """Say three columns as one dimension; where one of them is empty, nothing is told."""
        told = [
            sides.get(in_cm) or (_parted(sides[in_mm], 10) if in_mm in sides else "")
            for in_cm, in_mm in SIDES
        ]
        if all(told):
            children.setdefault("dimensions", [({}, "/".join(told))])

    def _renamed(self, row: RefusedRow) -> RefusedRow:
        """Name what is wrong by the words at the column's head."""
        others = tuple(replace(one, field=self.names.get(one.field, one.field)) for one in row.others)
        return replace(row, field=self.names.get(row.field, row.field), others=others)


def _put_origins(children: dict[str, list[Element]], origins: Mapping[str, str]) -> None:
    """Say of each text in a language whose words it is."""
    if not origins:
        return
    for name in IN_LANGUAGE:
        for named, _ in children.get(name.value, ()):
            if whose := origins.get(named.get("lang", "")):
                named["origin"] = whose


def _number(said: str) -> tuple[str, str]:
    """Return `1 499,00 ₽` as 1499.00, and the currency that its sign tells."""
    sign = next((sign for sign in _CURRENCY_SIGNS if sign in said.casefold()), "")
    plain = re.sub(r"\s", "", said.casefold().replace(sign, "") if sign else said)
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    elif "," in plain and plain.rfind(".") > plain.rfind(","):
        plain = plain.replace(",", "")
    return plain, _CURRENCY_SIGNS.get(sign, "")


def _parted(said: str, parts: int) -> str:
    try:
        return format(Decimal(said) / parts, "f")
    except InvalidOperation:
        return said
