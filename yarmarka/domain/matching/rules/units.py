"""Words that measure, colour and size goods in Russian, English and Chinese."""

from collections.abc import Mapping
from typing import Final

from yarmarka.vocabulary.units import UNITS

#: what is measured → one of the unit that its amounts are compared in
_ONES: Final = {
    UNITS[code].measure: UNITS[code].factor for code in ("ml", "g", "mm", "gb", "w", "mah", "mhz", "pcs")
}
#: unit → how titles write it: a list of its own, for a title has words that are a unit only where one is asked for
#: ("с", "in", "a")
_UNITS: Final = {
    "ml": "ml мл 毫升",
    "l": "l л литр литра литров liter liters litre litres 升",
    "g": "g gr г гр 克",
    "kg": "kg кг 千克 公斤",
    "mm": "mm мм 毫米",
    "cm": "cm см 厘米",
    "m": "m м 米",
    "in": "inch inches дюйм дюйма дюймов 英寸",
    "ft": "ft feet foot фут футов",
    "gb": "gb гб",
    "tb": "tb тб",
    "mb": "mb мб",
    "w": "w вт 瓦",
    "kw": "kw квт",
    "mah": "mah мач",
    "mhz": "mhz мгц",
    "ghz": "ghz ггц",
    "pcs": "pcs pc pk pack packs шт штук штуки sheet sheets листов лист 片 件 个 只",
}
#: how a unit is written → what it measures, and by what an amount is multiplied to be compared
MEASURES: Final[Mapping[str, tuple[str, float]]] = {
    word: (UNITS[code].measure, float(UNITS[code].factor / _ONES[UNITS[code].measure]))
    for code, words in _UNITS.items()
    for word in words.split()
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
_LITTLE: Final = {
    "ru": "и в во на с со для из от до по под над при за не новый",
    "en": "the a an of for with and in on to by from new",
}
STOP_WORDS: Final = frozenset(word for words in _LITTLE.values() for word in words.split())
