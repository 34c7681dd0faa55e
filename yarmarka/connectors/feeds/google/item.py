"""One `<item>` of Google's feed, said in the words of an offer."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from yarmarka.connectors.feeds.yml.offer import Element, Elements

#: Google's word → ours, where the value stays as it is
_SAME: Final = {
    "title": "name",
    "description": "description",
    "brand": "vendor",
    "mpn": "vendorCode",
    "gtin": "barcode",
    "image_link": "picture",
    "additional_image_link": "picture",
    "quantity_to_sell_on_facebook": "count",
    "sell_on_google_quantity": "count",
}
#: what shoppers choose by, and what else is told of goods
_PARAMS: Final = {
    "color": "Color",
    "size": "Size",
    "material": "Material",
    "pattern": "Pattern",
    "gender": "Gender",
    "age_group": "Age group",
    "condition": "Condition",
}
_SOLD: Final = frozenset({"in_stock", "in stock", "preorder", "backorder", "available for order"})
_TO_KG: Final = {
    "kg": Decimal(1),
    "g": Decimal("0.001"),
    "lb": Decimal("0.45359237"),
    "oz": Decimal("0.028349523"),
}
_TO_CM: Final = {"cm": Decimal(1), "mm": Decimal("0.1"), "in": Decimal("2.54")}
_PRICE: Final = re.compile(r"([\d.,\s]+)\s*([A-Za-z]{3})|([A-Za-z]{3})\s*([\d.,\s]+)")
#: our word for a field → Google's, so that a mistake is named as the file names it
NAMES: Final = {ours: f"g:{theirs}" for theirs, ours in reversed(_SAME.items())} | {
    "price": "g:price",
    "currencyId": "g:price",
    "oldprice": "g:price",
    "categoryId": "g:product_type",
    "weight": "g:shipping_weight",
    "dimensions": "g:shipping_length",
    "id": "g:id",
    "group_id": "g:item_group_id",
}


def as_offer(line: int, said: dict[str, list[str]], *, category: str) -> Elements:
    """Return what an item says as the elements of an offer."""
    named = {"id": _first(said, "id"), "available": "true" if _is_sold(said) else "false"}
    if group := _first(said, "item_group_id"):
        named["group_id"] = group
    children: dict[str, list[Element]] = {}

    def put(name: str, value: str, attributes: dict[str, str] | None = None) -> None:
        if value:
            children.setdefault(name, []).append((attributes or {}, value))

    for theirs, ours in _SAME.items():
        for value in said.get(theirs, ()):
            put(ours, value)
    amount, currency = _price(_first(said, "price"))
    sale, sale_currency = _price(_first(said, "sale_price"))
    if sale and sale_currency == currency:
        put("price", sale)
        put("oldprice", amount)
    else:
        put("price", amount)
    put("currencyId", currency)
    put("categoryId", category)
    put("weight", _measured(_first(said, "shipping_weight") or _first(said, "product_weight"), _TO_KG))
    sides = [_first(said, f"shipping_{side}") for side in ("length", "width", "height")]
    if all(sides):
        put("dimensions", "/".join(_measured(side, _TO_CM) for side in sides))
    for theirs, name in _PARAMS.items():
        put("param", _first(said, theirs), {"name": name})
    return Elements(line, named, children)


def _first(said: dict[str, list[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "")


def _is_sold(said: dict[str, list[str]]) -> bool:
    return _first(said, "availability").strip().lower() in _SOLD | {""}


def _price(said: str) -> tuple[str, str]:
    """Return `15.00 USD` as amount and currency; what is written otherwise is left for the reader to refuse."""
    found = _PRICE.fullmatch(said.strip())
    if not found:
        return said, ""
    amount, currency = found[1] or found[4], found[2] or found[3]
    return _number(amount), currency.upper()


def _number(said: str) -> str:
    plain = re.sub(r"\s", "", said)
    return plain.replace(",", ".") if plain.count(",") == 1 and "." not in plain else plain.replace(",", "")


def _measured(said: str, units: Mapping[str, Decimal]) -> str:
    """Return `1.5 lb` as a number in the unit that counts one; what is written otherwise is left to be refused."""
    found = re.fullmatch(r"([\d.,]+)\s*([a-z]+)", said.strip().lower())
    if not found or found[2] not in units:
        return said
    read: Callable[[str], Decimal] = Decimal
    try:
        return str((read(_number(found[1])) * units[found[2]]).quantize(Decimal("0.001")))
    except InvalidOperation:
        return said
