"""Numbers with units and sizes in one form: 1.5 м, 1,5м and 150 cm are one length; XXL and 2XL one size."""

import re
from decimal import Decimal
from typing import Final

#: unit as it is written → what it measures, and how many of the smallest unit it is
_UNITS: Final[dict[str, tuple[str, Decimal]]] = {
    name: (kind, Decimal(factor))
    for kind, factor, names in (
        ("mm", "1", "мм mm 毫米"),
        ("mm", "10", "см cm 厘米"),
        ("mm", "1000", "м m метр метра метров meter meters metre metres 米"),
        ("mm", "25.4", "дюйм дюйма дюймов дюймовый inch inches in 英寸 寸"),
        ("g", "1", "г гр грамм граммов g gr gram grams 克"),
        ("g", "1000", "кг килограмм килограмма kg kgs 公斤 千克"),
        ("ml", "1", "мл ml 毫升"),
        ("ml", "1000", "л литр литра литров l liter liters litre litres 升"),
        ("w", "1", "вт ватт w watt watts 瓦"),
        ("w", "1000", "квт kw 千瓦"),
        ("v", "1", "в вольт v volt volts 伏"),
        ("mah", "1", "мач mah 毫安 毫安时"),
        ("mb", "1", "мб mb 兆"),
        ("mb", "1000", "гб gb гигабайт гигабайта"),
        ("mb", "1000000", "тб tb терабайт терабайта"),
        ("hz", "1", "гц hz 赫兹"),
        ("hz", "1000000000", "ггц ghz"),
        ("pcs", "1", "шт штук штуки штука pcs pc pieces 件 个"),
    )
    for name in names.split()
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
        kind, factor = _UNITS[match[2]] if match[2] else ("mm", Decimal("25.4"))
        amount = Decimal(match[1].replace(",", ".")) * factor
        # Screens are told in whole inches and in centimetres: 17 inches are the 43.2 cm of the maker.
        whole = amount.quantize(Decimal(1)) if amount >= 10 else amount.normalize()
        found.append((match[0], f"{_MARK}{whole:f}{kind}"))
    return found


def size_of(word: str) -> str:
    """Return a size in the one way in which it is compared, any other word as it is."""
    return _SIZES.get(word, word)
