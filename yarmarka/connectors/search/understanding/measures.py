"""Numbers with units and sizes in one form: 1.5 м, 1,5м and 150 cm are one length; XXL and 2XL one size."""

import re
from decimal import Decimal
from typing import Final

from yarmarka.vocabulary.units import UNITS

#: what is measured → one of the unit that its amounts are told in
_ONES: Final = {
    UNITS[code].measure: UNITS[code] for code in ("mm", "g", "ml", "w", "v", "mah", "mb", "hz", "pcs")
}
#: unit → how people write it beside a number: a list of its own, for a query has words that are a unit only where one
#: is asked for ("с", "a")
_SPELLED: Final = {
    "mm": "мм mm 毫米",
    "cm": "см cm 厘米",
    "m": "м m метр метра метров meter meters metre metres 米",
    "in": "дюйм дюйма дюймов дюймовый inch inches in 英寸 寸",
    "g": "г гр грамм граммов g gr gram grams 克",
    "kg": "кг килограмм килограмма kg kgs 公斤 千克",
    "ml": "мл ml 毫升",
    "l": "л литр литра литров l liter liters litre litres 升",
    "w": "вт ватт w watt watts 瓦",
    "kw": "квт kw 千瓦",
    "v": "в вольт v volt volts 伏",
    "mah": "мач mah 毫安 毫安时",
    "mb": "мб mb 兆",
    "gb": "гб gb гигабайт гигабайта",
    "tb": "тб tb терабайт терабайта",
    "hz": "гц hz 赫兹",
    "ghz": "ггц ghz",
    "pcs": "шт штук штуки штука pcs pc pieces 件 个",
}
#: memory is looked for in round numbers, as packages tell it: 1 TB finds 1000 GB
_ROUND: Final = {"gb": Decimal(1_000), "tb": Decimal(1_000_000)}


def _told(code: str) -> tuple[str, Decimal]:
    """Return what amounts of a unit are told in, and how many of that it is."""
    unit, one = UNITS[code], _ONES[UNITS[code].measure]
    return one.code, _ROUND.get(code, unit.factor / one.factor)


#: unit as it is written → what amounts of it are told in, and how many of that it is
_UNITS: Final[dict[str, tuple[str, Decimal]]] = {
    word: _told(code) for code, words in _SPELLED.items() for word in words.split()
}
_BY_LENGTH: Final = "|".join(sorted(map(re.escape, _UNITS), key=len, reverse=True))
_MEASURE: Final = re.compile(
    rf"(?<![\w.,])(\d{{1,6}}(?:[.,]\d{{1,3}})?)\s?(?:({_BY_LENGTH})(?![^\W\d_])|(\"|″|''))"
)
_SIZES: Final = {
    "xxs": "2xs",
    "xxl": "2xl",
    "xxxl": "3xl",
    "xxxxl": "4xl",
    "хл": "xl",
    "ххл": "2xl",
    "хххл": "3xl",
}
_MARK: Final = "#"


def measures_in(folded: str) -> list[tuple[str, str]]:
    """Return each number with its unit as it is written, with the sign that all ways to write it share."""
    found = []
    for match in _MEASURE.finditer(folded):
        kind, factor = _UNITS[match[2] or "inch"]
        amount = Decimal(match[1].replace(",", ".")) * factor
        # Screens are told in whole inches and in centimetres: 17 inches are the 43.2 cm of the maker.
        whole = amount.quantize(Decimal(1)) if amount >= 10 else amount.normalize()
        found.append((match[0], f"{_MARK}{whole:f}{kind}"))
    return found


def size_of(word: str) -> str:
    """Return a size in the one way in which it is compared, any other word as it is."""
    return _SIZES.get(word, word)
