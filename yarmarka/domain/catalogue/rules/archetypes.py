"""Kinds of goods as their category's name tells: which drawing stands for them, and what they may weigh."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final


@dataclass(frozen=True)
class Archetype:
    """A drawing's name, and grams (packed) to assume until the seller tells the weight."""

    picture: str
    weight_g: int


PARCEL: Final = Archetype("parcel", 1_000)

#: Beginnings of words → archetype; the first line that fits wins, so the narrower stands above the wider.
#: The weights are our own round guesses, rather too heavy than too light, so that no delivery is sold too cheap.
_TABLE: Final[tuple[tuple[tuple[str, ...], Archetype], ...]] = (
    (("headphone", "headset", "earphone", "наушник", "гарнитур", "耳机"), Archetype("headphones", 500)),
    (("laptop", "notebook", "ноутбук", "笔记本"), Archetype("laptop", 3_500)),
    (("toner", "cartridge", "ink", "картридж", "тонер", "墨盒"), Archetype("printer", 1_500)),
    (("printer", "scanner", "copier", "принтер", "сканер", "мфу", "打印"), Archetype("printer", 12_000)),
    (("keyboard", "mouse", "mice", "клавиатур", "мыш", "键盘", "鼠标"), Archetype("keyboard", 1_000)),
    (("monitor", "display", "television", "tv", "монитор", "телевизор", "显示器"), Archetype("monitor", 8_000)),
    (("projector", "проектор", "camera", "lens", "камер", "фото", "объектив", "相机"), Archetype("camera", 1_500)),
    (("watch", "clock", "час", "手表"), Archetype("watch", 300)),
    (("phone", "smartphone", "телефон", "смартфон", "手机"), Archetype("phone", 500)),
    (("tablet", "планшет", "平板"), Archetype("phone", 900)),
    (("cable", "adapter", "charger", "кабел", "адаптер", "зарядн", "провод", "线"), Archetype("cable", 300)),
    (("memory", "storage", "drive", "disk", "памят", "накопител", "диск"), Archetype("cable", 600)),
    (("network", "switch", "router", "server", "сетев", "роутер", "маршрутизатор"), Archetype("cable", 3_000)),
    (("kettle", "чайник", "水壶"), Archetype("kettle", 1_500)),
    (("cup", "mug", "tableware", "кружк", "чашк", "посуд", "杯"), Archetype("cup", 700)),
    (("cookware", "pan", "kitchen", "кастрюл", "сковород", "кухон", "кухн", "锅"), Archetype("pot", 2_500)),
    (("lamp", "light", "ламп", "свет", "灯"), Archetype("lamp", 1_500)),
    (("chair", "furniture", "table", "стул", "кресл", "мебел", "стол", "椅"), Archetype("chair", 12_000)),
    (("shoe", "sneaker", "boot", "обув", "кроссовк", "ботин", "туфл", "鞋"), Archetype("sneaker", 1_200)),
    (("clothing", "coat", "jacket", "dress", "apparel", "одежд", "куртк", "пальто", "плать", "衣"),
     Archetype("coat", 1_200)),
    (("bag", "case", "backpack", "сумк", "рюкзак", "чехл", "чемодан", "包"), Archetype("bag", 1_200)),
    (("toy", "game", "игр", "玩具"), Archetype("toy", 1_000)),
    (("book", "книг", "书"), Archetype("book", 700)),
    (("tea", "coffee", "food", "чай", "коф", "продукт", "茶"), Archetype("tea", 600)),
    (("tool", "hardware", "инструмент", "工具"), Archetype("tool", 2_500)),
    (("cosmetic", "beauty", "perfume", "космет", "красот", "парфюм", "化妆"), Archetype("cosmetics", 400)),
)  # fmt: skip


def archetype_of(names: Iterable[str]) -> Archetype:
    """Return the archetype of a category, told its names from the narrowest shelf up to the widest."""
    return _archetype_of(tuple(names))


@lru_cache(maxsize=4_096)
def _archetype_of(names: tuple[str, ...]) -> Archetype:
    for name in names:
        words = name.casefold().replace("-", " ").split()
        for beginnings, archetype in _TABLE:
            if any(_begins(word, beginning) for word in words for beginning in beginnings):
                return archetype
    return PARCEL


def _begins(word: str, beginning: str) -> bool:
    # A word of three letters begins too many others: "inkjet" has to do with ink, "teak" nothing with tea.
    return word == beginning if len(beginning) <= 3 and beginning.isascii() else beginning in word
