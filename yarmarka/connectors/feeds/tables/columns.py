"""What a table's columns mean: the fields of an offer, and a first guess by the words at their head."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """A field of an offer that a column may hold; the value is its name in a report."""

    ID = "id"
    NAME = "name"
    NAME_RU = "name_ru"
    NAME_EN = "name_en"
    NAME_ZH = "name_zh"
    PRICE = "price"
    CURRENCY = "currencyId"
    CATEGORY = "categoryId"
    COUNT = "count"
    OLD_PRICE = "oldprice"
    BRAND = "vendor"
    PART_NUMBER = "vendorCode"
    GTIN = "barcode"
    DESCRIPTION = "description"
    DESCRIPTION_RU = "description_ru"
    DESCRIPTION_EN = "description_en"
    DESCRIPTION_ZH = "description_zh"
    #: whose words the texts of a language are: the seller's, a translator's, a machine's
    ORIGIN_RU = "origin_ru"
    ORIGIN_EN = "origin_en"
    ORIGIN_ZH = "origin_zh"
    PICTURE = "picture"
    WEIGHT_KG = "weight"
    WEIGHT_G = "weight_g"
    #: all three sides of the packed piece in one column, in centimetres
    DIMENSIONS = "dimensions"
    LENGTH_CM = "length_cm"
    WIDTH_CM = "width_cm"
    HEIGHT_CM = "height_cm"
    LENGTH_MM = "length_mm"
    WIDTH_MM = "width_mm"
    HEIGHT_MM = "height_mm"
    ORIGIN = "country_of_origin"
    HS_CODE = "tn-ved-code"
    GROUP = "group_id"
    #: anything else that is told of the goods, under the column's own name
    PARAM = "param"


#: without these nothing can be sold; a currency may be the same for all
NEEDED: Final = (Field.ID, Field.NAME, Field.PRICE, Field.CATEGORY)
#: the sides in the order in which a feed tells them, each in centimetres and in millimetres
SIDES: Final = (
    (Field.LENGTH_CM, Field.LENGTH_MM),
    (Field.WIDTH_CM, Field.WIDTH_MM),
    (Field.HEIGHT_CM, Field.HEIGHT_MM),
)
_WORDS: Final[Mapping[Field, frozenset[str]]] = {
    Field.ID: frozenset(
        {"id", "sku", "артикул продавца", "код", "код товара", "ид", "item id", "货号", "商品编码", "编号"}
    ),
    Field.NAME: frozenset(
        {
            "name",
            "title",
            "product",
            "product name",
            "название",
            "наименование",
            "товар",
            "商品名称",
            "名称",
            "标题",
        }
    ),
    Field.PRICE: frozenset(
        {"price", "цена", "цена, руб", "цена, руб.", "розничная цена", "价格", "售价", "单价"}
    ),
    Field.CURRENCY: frozenset({"currency", "валюта", "货币", "币种"}),
    Field.CATEGORY: frozenset(
        {
            "category",
            "product type",
            "категория",
            "раздел",
            "группа",
            "группа товаров",
            "类目",
            "分类",
            "类别",
        }
    ),
    Field.COUNT: frozenset(
        {"stock", "quantity", "qty", "count", "остаток", "количество", "кол-во", "в наличии", "库存", "数量"}
    ),
    Field.OLD_PRICE: frozenset({"old price", "старая цена", "цена до скидки", "原价"}),
    Field.BRAND: frozenset({"brand", "vendor", "бренд", "производитель", "марка", "品牌"}),
    Field.PART_NUMBER: frozenset(
        {"mpn", "part number", "артикул", "артикул производителя", "model", "модель", "型号"}
    ),
    Field.GTIN: frozenset({"gtin", "ean", "upc", "barcode", "штрихкод", "штрих-код", "条码", "条形码"}),
    Field.DESCRIPTION: frozenset({"description", "описание", "描述", "商品描述"}),
    Field.PICTURE: frozenset(
        {"image", "picture", "image link", "photo", "фото", "картинка", "изображение", "图片", "主图"}
    ),
    Field.WEIGHT_KG: frozenset({"weight", "weight, kg", "вес", "вес, кг", "масса, кг", "重量", "重量(kg)"}),
    Field.WEIGHT_G: frozenset({"weight, g", "вес, г", "вес, гр", "масса, г", "重量(g)"}),
    # A bare "length" is of the goods, which shoppers choose by; the box says that it is one.
    Field.DIMENSIONS: frozenset(
        {
            "dimensions",
            "package dimensions",
            "dimensions, cm",
            "габариты",
            "габариты, см",
            "габариты упаковки",
            "габариты упаковки, см",
            "包装尺寸",
            "包装尺寸(cm)",
        }
    ),
    **{
        field: frozenset(word.format(unit) for word in words for unit in units)
        for fields, words in zip(
            SIDES,
            (
                (
                    "package length, {}",
                    "shipping length, {}",
                    "длина упаковки, {}",
                    "包装长({})",
                    "包装长度({})",
                ),
                (
                    "package width, {}",
                    "shipping width, {}",
                    "ширина упаковки, {}",
                    "包装宽({})",
                    "包装宽度({})",
                ),
                (
                    "package height, {}",
                    "shipping height, {}",
                    "высота упаковки, {}",
                    "包装高({})",
                    "包装高度({})",
                ),
            ),
            strict=True,
        )
        for field, units in zip(fields, (("cm", "см"), ("mm", "мм")), strict=True)
    },
    Field.ORIGIN: frozenset(
        {"country of origin", "origin", "страна", "страна производства", "产地", "原产国"}
    ),
    Field.HS_CODE: frozenset({"hs code", "hs", "тн вэд", "тнвэд", "код тн вэд", "海关编码", "hs编码"}),
    Field.GROUP: frozenset({"group id", "item group id", "группа вариантов", "款号"}),
}
#: how heads of columns name a language
_SPOKEN: Final = {
    "ru": ("ru", "rus", "russian", "рус", "русский", "на русском", "俄文", "俄语"),
    "en": ("en", "eng", "english", "англ", "английский", "на английском", "英文", "英语"),
    "zh": ("zh", "cn", "chinese", "кит", "китайский", "на китайском", "中文"),
}
#: field → language → the field in it
IN_LANGUAGE: Final[Mapping[Field, Mapping[str, Field]]] = {
    Field.NAME: {"ru": Field.NAME_RU, "en": Field.NAME_EN, "zh": Field.NAME_ZH},
    Field.DESCRIPTION: {
        "ru": Field.DESCRIPTION_RU,
        "en": Field.DESCRIPTION_EN,
        "zh": Field.DESCRIPTION_ZH,
    },
}
ORIGINS: Final[Mapping[Field, str]] = {
    Field.ORIGIN_RU: "ru",
    Field.ORIGIN_EN: "en",
    Field.ORIGIN_ZH: "zh",
}
_WORDS_IN_LANGUAGES: Final = {
    pattern.format(word, spoken): field
    for whole, fields in IN_LANGUAGE.items()
    for word in _WORDS[whole]
    for language, field in fields.items()
    for spoken in _SPOKEN[language]
    for pattern in ("{} {}", "{} ({})", "{}, {}", "{}（{}）", "{}({})")
} | {
    pattern.format(spoken): field
    for field, language in ORIGINS.items()
    for spoken in _SPOKEN[language]
    for pattern in ("origin {}", "text origin {}", "translated by ({})", "чей текст ({})", "译者({})")
}
_KNOWN: Final = _WORDS_IN_LANGUAGES | {word: field for field, words in _WORDS.items() for word in words}


def folded(header: str) -> str:
    """Return the words at a column's head as they are compared."""
    return " ".join(header.casefold().replace("_", " ").replace("ё", "е").split())


def guess(headers: Sequence[str], remembered: Mapping[str, str]) -> dict[int, Field]:
    """Return what columns mean: as it was said before, else by their words; a field is meant once, but parameters."""
    meant: dict[int, Field] = {}
    taken: set[Field] = set()
    for place, header in enumerate(headers):
        said = remembered.get(folded(header))
        if said == "":
            continue
        field = Field(said) if said in set(Field) else _KNOWN.get(folded(header))
        if field and (field is Field.PARAM or field not in taken):
            meant[place] = field
            taken.add(field)
    return meant


def unknown(headers: Sequence[str], remembered: Mapping[str, str]) -> list[str]:
    """Return the columns that nobody was asked about and whose words say nothing to us."""
    names = {header: folded(header) for header in headers}
    return [one for one, name in names.items() if name and name not in remembered and name not in _KNOWN]


def missing(meant: Mapping[int, Field], *, currency: str) -> list[Field]:
    """Return the fields that nobody can do without and no column has."""
    found = set(meant.values())
    needed = NEEDED if currency else (*NEEDED, Field.CURRENCY)
    return [field for field in needed if field not in found]
