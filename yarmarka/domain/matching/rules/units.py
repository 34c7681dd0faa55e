"""Words that measure, colour and size goods in Russian, English and Chinese."""

from collections.abc import Mapping
from typing import Final

_UNITS: Final = {
    ("volume", 1.0): "ml мл 毫升",
    ("volume", 1000.0): "l л литр литра литров liter liters litre litres 升",
    ("mass", 1.0): "g gr г гр 克",
    ("mass", 1000.0): "kg кг 千克 公斤",
    ("length", 1.0): "mm мм 毫米",
    ("length", 10.0): "cm см 厘米",
    ("length", 1000.0): "m м 米",
    ("length", 25.4): "inch inches дюйм дюйма дюймов 英寸",
    ("length", 304.8): "ft feet foot фут футов",
    ("memory", 1.0): "gb гб",
    ("memory", 1024.0): "tb тб",
    ("memory", 1 / 1024): "mb мб",
    ("power", 1.0): "w вт 瓦",
    ("power", 1000.0): "kw квт",
    ("charge", 1.0): "mah мач",
    ("frequency", 1.0): "mhz мгц",
    ("frequency", 1000.0): "ghz ггц",
    ("count", 1.0): "pcs pc pk pack packs шт штук штуки sheet sheets листов лист 片 件 个 只",
}
#: unit → what it measures, and by what an amount is multiplied to be in the first unit of its kind
MEASURES: Final[Mapping[str, tuple[str, float]]] = {
    unit: measure for measure, units in _UNITS.items() for unit in units.split()
}
_COLOURS: Final = {
    "black": "black черный черн черна 黑色",
    "white": "white белый белая белое бел 白色",
    "red": "red красный красн 红色",
    "green": "green зеленый зелен 绿色",
    "blue": "blue синий синяя синее 蓝色",
    "light blue": "голубой голуб 天蓝",
    "yellow": "yellow желтый желты желта 黄色",
    "orange": "orange оранжевый оранж 橙色",
    "pink": "pink розовый розов 粉色",
    "purple": "purple violet фиолетовый фиоле 紫色",
    "grey": "grey gray серый серая серое 灰色",
    "brown": "brown коричневый корич 棕色",
    "beige": "beige бежевый бежев 米色",
    "silver": "silver серебристый сереб 银色",
    "gold": "gold золотой золот 金色",
    "cyan": "cyan 青色",
    "magenta": "magenta пурпурный пурпу",
    "transparent": "transparent прозрачный прозр 透明",
}
#: a word, or the first letters of one → the colour
COLOURS: Final[Mapping[str, str]] = {
    word: colour for colour, words in _COLOURS.items() for word in words.split()
}
SIZES: Final = frozenset(["xxs", "xs", "s", "m", "l", "xl", "xxl", "xxxl", "2xl", "3xl", "4xl", "5xl"])
STOP_WORDS: Final = frozenset(
    [
        "и",
        "в",
        "во",
        "на",
        "с",
        "со",
        "для",
        "из",
        "от",
        "до",
        "по",
        "под",
        "над",
        "при",
        "за",
        "не",
        "the",
        "a",
        "an",
        "of",
        "for",
        "with",
        "and",
        "in",
        "on",
        "to",
        "by",
        "from",
        "new",
        "новый",
    ]
)
