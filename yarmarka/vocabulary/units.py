"""Units that goods are measured in, how people write them, and what one is in another of the same measure.

A table of our own: what sellers write is in three languages ("мА·ч", "毫安时", "in"), and few dozen units matter.
Memory counts as shops do: a terabyte is 1024 gigabytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from typing import Final

from yarmarka.vocabulary.goods import LANGUAGES

#: enough for whatever is printed on a box, and short enough that a third of an inch does not fill a line
_ROUNDED: Final = Context(prec=6)


@dataclass(frozen=True)
class Unit:
    """A unit: what it measures, how many of its measure's first unit it is, what it is called in each language."""

    code: str
    measure: str
    factor: Decimal
    names: Mapping[str, str]


def _unit(code: str, measure: str, factor: str, *names: str) -> Unit:
    return Unit(code, measure, Decimal(factor), dict(zip(LANGUAGES, names, strict=True)))


#: unit, then how else it is written, with spaces between
_TABLE: Final = (
    (_unit("g", "mass", "1", "г", "g", "克"), "гр гр. г. грамм граммов gr gram grams"),
    (_unit("mg", "mass", "0.001", "мг", "mg", "毫克"), ""),
    (_unit("kg", "mass", "1000", "кг", "kg", "公斤"), "кг. килограмм килограммов 千克 kgs"),
    (_unit("oz", "mass", "28.349523125", "унций", "oz", "盎司"), "ounce ounces"),
    (_unit("lb", "mass", "453.59237", "фунтов", "lb", "磅"), "lbs pound pounds"),
    (_unit("mm", "length", "0.001", "мм", "mm", "毫米"), "мм. миллиметров"),
    (_unit("cm", "length", "0.01", "см", "cm", "厘米"), "см. сантиметров 公分"),
    (_unit("m", "length", "1", "м", "m", "米"), "м. метр метра метров metre metres meter meters"),
    (_unit("km", "length", "1000", "км", "km", "公里"), "千米"),
    (
        _unit("in", "length", "0.0254", "″", "in", "英寸"),
        "\" '' ” “ in. inch inches дюйм дюйма дюймов дюйм. 寸",
    ),
    (_unit("ft", "length", "0.3048", "футов", "ft", "英尺"), "ft. foot feet фут фута"),
    (_unit("ml", "volume", "0.001", "мл", "ml", "毫升"), "мл. миллилитров"),
    (_unit("l", "volume", "1", "л", "l", "升"), "л. литр литра литров litre litres liter liters"),
    (_unit("m3", "volume", "1000", "м³", "m³", "立方米"), "м3 куб.м"),
    (_unit("floz", "volume", "0.0295735295625", "жидк. унций", "fl oz", "液盎司"), "fl.oz"),
    (_unit("m2", "area", "1", "м²", "m²", "平方米"), "м2 кв.м"),
    (_unit("cm2", "area", "0.0001", "см²", "cm²", "平方厘米"), "см2 кв.см"),
    (_unit("mw", "power", "0.001", "мВт", "mW", "毫瓦"), ""),
    (_unit("w", "power", "1", "Вт", "W", "瓦"), "ватт watt watts 瓦特"),
    (_unit("kw", "power", "1000", "кВт", "kW", "千瓦"), "киловатт"),
    (_unit("megawatt", "power", "1000000", "МВт", "MW", "兆瓦"), ""),
    (_unit("mv", "voltage", "0.001", "мВ", "mV", "毫伏"), ""),
    (_unit("v", "voltage", "1", "В", "V", "伏"), "вольт volt volts 伏特"),
    (_unit("kv", "voltage", "1000", "кВ", "kV", "千伏"), ""),
    (_unit("ma", "current", "0.001", "мА", "mA", "毫安"), ""),
    (_unit("a", "current", "1", "А", "A", "安"), "ампер amp amps 安培"),
    (_unit("mah", "charge", "0.001", "мА·ч", "mAh", "毫安时"), "мАч мА*ч мА-ч mA·h mA/h 毫安"),
    (_unit("ah", "charge", "1", "А·ч", "Ah", "安时"), "Ач А*ч A·h"),
    (_unit("wh", "energy", "1", "Вт·ч", "Wh", "瓦时"), "Втч Вт*ч W·h"),
    (_unit("kwh", "energy", "1000", "кВт·ч", "kWh", "千瓦时"), "кВтч кВт*ч 度"),
    (_unit("ohm", "resistance", "1", "Ом", "Ω", "欧姆"), "Ohm ohms 欧"),
    (_unit("kohm", "resistance", "1000", "кОм", "kΩ", "千欧"), "kOhm"),
    (_unit("hz", "frequency", "1", "Гц", "Hz", "赫兹"), "герц 赫"),
    (_unit("khz", "frequency", "1000", "кГц", "kHz", "千赫"), ""),
    (_unit("mhz", "frequency", "1000000", "МГц", "MHz", "兆赫"), ""),
    (_unit("ghz", "frequency", "1000000000", "ГГц", "GHz", "吉赫"), ""),
    (_unit("s", "time", "1", "с", "s", "秒"), "сек сек. секунд sec seconds 秒钟"),
    (_unit("min", "time", "60", "мин", "min", "分钟"), "мин. минут minutes 分"),
    (_unit("h", "time", "3600", "ч", "h", "小时"), "ч. час часа часов hour hours hrs"),
    (_unit("day", "time", "86400", "дн.", "days", "天"), "дн день дня дней day 日 сут суток"),
    (_unit("month", "age", "1", "мес.", "months", "个月"), "мес месяц месяца месяцев month 月"),
    (_unit("year", "age", "12", "лет", "years", "岁"), "год года г.р. year yrs 年 岁以上 周岁"),
    (_unit("mb", "memory", "1", "МБ", "MB", "MB"), "мбайт mbyte 兆"),
    (_unit("gb", "memory", "1024", "ГБ", "GB", "GB"), "гб. гбайт gbyte гигабайт g 千兆"),
    (_unit("tb", "memory", "1048576", "ТБ", "TB", "TB"), "тбайт tbyte терабайт"),
    (
        _unit("mp", "pixels", "1", "Мп", "MP", "百万像素"),
        "Мпикс мегапикселей мегапиксель megapixel megapixels 百万",
    ),
    (_unit("lm", "light", "1", "лм", "lm", "流明"), "люмен lumen lumens"),
    (_unit("kelvin", "colour", "1", "К", "K", "开"), "кельвин kelvin"),
    (_unit("celsius", "temperature", "1", "°C", "°C", "℃"), "°с c° градусов градус celsius 度c 摄氏度"),
    (_unit("nm", "torque", "1", "Н·м", "N·m", "牛·米"), "Нм Н*м Nm N*m 牛米"),
    (_unit("gsm", "density", "1", "г/м²", "g/m²", "克/平方米"), "г/м2 г/кв.м g/m2 gsm 克/㎡"),
    (_unit("ppm", "pages", "1", "стр./мин", "pages/min", "页/分钟"), "стр/мин ppm 页/分"),
    (_unit("degree", "angle", "1", "°", "°", "°"), "град град. degree degrees"),
    (_unit("db", "loudness", "1", "дБ", "dB", "分贝"), "децибел"),
    (_unit("rpm", "turns", "1", "об/мин", "rpm", "转/分"), "об./мин"),
    (_unit("bar", "pressure", "1", "бар", "bar", "巴"), "атм"),
    (_unit("percent", "share", "1", "%", "%", "%"), "процентов percent"),
    (
        _unit("pcs", "count", "1", "шт.", "pcs", "件"),
        "шт штук штука pc piece pieces 个 只 片 支 套 键 页 с. с",
    ),
)
#: signs that look alike: of the ohm, of the dot between two letters, of powers
_SAME: Final = str.maketrans({"\u2126": "\u03a9", "\u22c5": "·", "\u2219": "·", "²": "2", "³": "3"})
UNITS: Final[Mapping[str, Unit]] = {unit.code: unit for unit, _ in _TABLE}
#: units that are called by a sign, which not everybody finds on a keyboard
_SPELLED: Final[Mapping[str, Mapping[str, str]]] = {
    "in": {"ru": "″ (дюйм)"},
    "degree": {"ru": "° (градус)", "en": "° (degree)", "zh": "°（度）"},
    "celsius": {"ru": "°C (градус)", "en": "°C (degree)"},
    "ohm": {"en": "Ω (ohm)"},
    "kohm": {"en": "kΩ (kohm)"},
}


def _spellings() -> dict[str, tuple[Unit, ...]]:
    found: dict[str, tuple[Unit, ...]] = {}
    for unit, others in _TABLE:
        for text in dict.fromkeys((unit.code, *unit.names.values(), *others.split())):
            for key in dict.fromkeys((_tidy(text), _tidy(text).casefold())):
                if unit not in found.get(key, ()):
                    found[key] = (*found.get(key, ()), unit)
    return found


def _tidy(text: str) -> str:
    # Two signs stand for the ohm, and several for the dot between the letters of a product.
    return "".join(text.split()).translate(_SAME)


_WRITTEN: Final = _spellings()


@lru_cache(maxsize=4_000)
def unit_named(text: str, measure: str = "") -> Unit | None:
    """Return the unit that somebody wrote, in any language; letters' size counts only where it must (мВт).

    What may be several units ("с" is seconds, and pages) is the one of the `measure` asked for.
    """
    tidy = _tidy(text)
    found = _WRITTEN.get(tidy) or _WRITTEN.get(tidy.casefold()) or ()
    fitting = (unit for unit in found if unit.measure == measure)
    return next(fitting, None) or next(iter(found), None)


def asked_for(unit: Unit) -> dict[str, str]:
    """Return what a unit is called where somebody is to type it: a sign is spelled out, too."""
    return {**unit.names, **_SPELLED.get(unit.code, {})}


def converted(value: Decimal, unit: Unit, to: Unit) -> Decimal:
    """Return a value in another unit of the same measure, rounded to six digits; in the same unit it stays whole."""
    if unit.factor == to.factor:
        return value
    return _ROUNDED.divide(value * unit.factor, to.factor)
