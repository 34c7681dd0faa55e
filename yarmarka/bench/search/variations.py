"""Many offers made of few real things: the same each time, each a product of its own.

The first round is the real goods as they are. In each further round every thing comes again with another number (the
digits of its model move), another price (from 0.7 to 1.4 times), one of eight colours where it has one, and every
fourth time the brand of another thing of its shelf. Seven of ten titles stay as they are, two are told in Russian and
one in Chinese, as sellers there write them: the kind of thing, brand and model. Facts and descriptions stay. So words
have the frequencies that they have in real goods, and model numbers are as many as there are offers.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from yarmarka.bench.search.things import SHELVES, Thing

_COLOURS: Final = ("Black", "White", "Silver", "Grey", "Blue", "Red", "Green", "Yellow")
_DIGITS: Final = re.compile(r"\d+")
_MODEL: Final = re.compile(r"\S*\d\S*")
#: what XML 1.0 has no way to say
_UNSAYABLE: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PRIME: Final = 2_654_435_761


class Variations:
    """As many offers as are asked for, by number."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self._things = things
        brands: defaultdict[str, list[str]] = defaultdict(list)
        for thing in things:
            if thing.brand:
                brands[thing.shelf].append(thing.brand)
        self._brands = dict(brands)

    def offer(self, number: int) -> Thing:
        """Return the offer of a number."""
        turn, at = divmod(number, len(self._things))
        thing = self._things[at]
        if not turn:
            return thing
        chance = number * _PRIME % (1 << 32)
        title, own = _renumbered(thing, turn)
        if turn % 4 == 0 and (others := self._brands.get(thing.shelf)):
            brand = others[chance % len(others)]
            title, thing = (
                title.replace(thing.brand, brand) if thing.brand else title,
                replace(thing, brand=brand),
            )
        facts = tuple(
            (name, _COLOURS[chance % len(_COLOURS)] if _is_colour(name) else value)
            for name, value in thing.facts
        )
        return replace(
            thing,
            title=_in_its_language(title, thing, own, chance),
            number=own,
            price_minor=max(1_000, thing.price_minor * (70 + chance % 71) // 100),
            facts=facts,
        )


def write_feed(file: Path, offers: Iterable[tuple[int, Thing]]) -> None:
    """Write offers, each with its number, as a YML feed."""
    wide = sorted({wider for _, wider, _, _ in SHELVES.values()})
    with file.open("w", encoding="utf-8") as feed:
        feed.write('<?xml version="1.0" encoding="UTF-8"?><yml_catalog date="2026-11-22T12:00+03:00"><shop>')
        feed.write("<name>Bench</name><categories>")
        feed.writelines(f'<category id="w{at}">{name}</category>' for at, name in enumerate(wide))
        feed.writelines(
            f'<category id="{key}" parentId="w{wide.index(wider)}">{name}</category>'
            for key, (name, wider, _, _) in SHELVES.items()
        )
        feed.write("</categories><offers>\n")
        feed.writelines(_as_yml(number, thing) for number, thing in offers)
        feed.write("</offers></shop></yml_catalog>\n")


def numbered(variations: Variations, numbers: Iterable[int]) -> Iterator[tuple[int, Thing]]:
    """Yield the offers of some numbers with these."""
    return ((number, variations.offer(number)) for number in numbers)


def _renumbered(thing: Thing, turn: int) -> tuple[str, str]:
    """Return the title and the model number with the digits of the model moved by the turn."""
    number = f"{_moved(thing.number, turn)}-{turn}" if thing.number else str(turn)
    models = _MODEL.findall(thing.title)
    if not models:
        return f"{thing.title} {turn}", number
    model = models[0]
    return thing.title.replace(model, _moved(model, turn), 1), number


def _moved(model: str, turn: int) -> str:
    return _DIGITS.sub(lambda digits: str(int(digits[0][:9]) + turn * 7), model, count=1)


def _in_its_language(title: str, thing: Thing, number: str, chance: int) -> str:
    _, _, russian, chinese = SHELVES[thing.shelf]
    language = chance // 8 % 10
    if language < 7:
        return title
    kind = russian if language < 9 else chinese
    models = " ".join(_MODEL.findall(title)[:2])
    return f"{kind} {thing.brand} {models or number}".replace("  ", " ")


def _is_colour(name: str) -> bool:
    return "colour" in name.lower() or "color" in name.lower()


def _as_yml(number: int, thing: Thing) -> str:
    params = "".join(
        f"<param name={quoteattr(_plain(name))}>{_text(value)}</param>" for name, value in thing.facts
    )
    return (
        f'<offer id="N-{number:07}"><name>{_text(thing.title)}</name>'
        f"<price>{thing.price_minor // 100}.{thing.price_minor % 100:02}</price><currencyId>RUB</currencyId>"
        f"<categoryId>{thing.shelf}</categoryId><vendor>{_text(thing.brand)}</vendor>"
        f"<vendorCode>{_text(thing.number)}</vendorCode><count>{1 + number % 50}</count>"
        f"<weight>{1 + number % 40 / 10:.1f}</weight>{params}"
        f"<description>{_text(thing.description)}</description></offer>\n"
    )


def _plain(text: str) -> str:
    return _UNSAYABLE.sub(" ", text)


def _text(text: str) -> str:
    return escape(_plain(text))
