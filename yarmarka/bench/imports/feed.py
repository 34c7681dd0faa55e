"""A long feed of goods that nobody makes, the same each time, in which every so-and-so-many-th row has a mistake."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_KINDS: Final = ("Чайник", "Кружка", "Лампа", "Кроссовки", "Рюкзак", "Наушники", "Плед", "Сковорода")
_LOOKS: Final = ("синий", "красный", "чёрный", "белый", "зелёный", "серый", "жёлтый")
_MAKERS: Final = (
    "Кама",
    "Baikal",
    "Ural",
    "Огонёк",
    "Sever",
    "Tea Road",
    "Луч",
    "Нева",
    "Orion",
    "Зенит",
    "Polus",
)


@dataclass(frozen=True)
class Bad:
    """A row with a mistake: its line in the file, its number, and the code that it has to be refused with."""

    line: int
    offer: str
    code: str


#: what is wrong with bad rows, in turn: the elements, and what the report has to say
_MISTAKES: Final = (
    ("<price>дорого</price>", "not_a_number"),
    ("<price>0</price>", "not_positive"),
    ("<price></price>", "value_missing"),
    ("<price>10.005</price>", "too_precise"),
    ("<price>990</price><dimensions>10/20</dimensions>", "dimensions_invalid"),
    ("<price>990</price><weight>тяжёлый</weight>", "not_a_number"),
)


def write_feed(file: Path, *, rows: int, bad_every: int = 0, prefix: str = "B") -> tuple[Bad, ...]:
    """Write a YML feed of so many offers, one to a line; return the bad ones, of which there is one in `bad_every`."""
    bad: list[Bad] = []
    with file.open("w", encoding="utf-8") as feed:
        feed.write('<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-22T12:00+03:00"><shop>')
        feed.write("<name>Склад</name><categories>")
        feed.writelines(
            f'<category id="{number}">{kind}</category>' for number, kind in enumerate(_KINDS, start=1)
        )
        feed.write("</categories><offers>\n")
        feed.writelines(_offers(rows, bad_every, prefix, bad))
        feed.write("</offers></shop></yml_catalog>\n")
    return tuple(bad)


def _offers(rows: int, bad_every: int, prefix: str, bad: list[Bad]) -> Iterator[str]:
    for number in range(rows):
        sku = f"{prefix}-{number:07}"
        said = f"<price>{100 + number * 7919 % 90_000}</price><weight>{1 + number % 40 / 10:.1f}</weight>"
        if bad_every and number % bad_every == bad_every - 1:
            said, code = _MISTAKES[number // bad_every % len(_MISTAKES)]
            bad.append(Bad(line=number + 2, offer=sku, code=code))
        kind, maker = number % len(_KINDS), _MAKERS[number % len(_MAKERS)]
        look = _LOOKS[number % len(_LOOKS)]
        yield (
            f'<offer id="{sku}"><name>{_KINDS[kind]} {maker} {number % 9973}, {look}</name>{said}'
            f"<currencyId>RUB</currencyId><categoryId>{kind + 1}</categoryId><vendor>{maker}</vendor>"
            f"<vendorCode>{prefix}{number}</vendorCode><count>{1 + number % 50}</count>"
            f'<param name="Цвет">{look}</param><param name="Гарантия" unit="мес">{6 + number % 30}</param>'
            f"<description>{_KINDS[kind]} для дома и дороги. Проверен перед отправкой, упакован бережно.</description>"
            "</offer>\n"
        )
