"""One row of a CommerceML file: what it says, in words of ours, and nothing that it does not say."""

from collections.abc import Callable
from typing import Any, Final

from yarmarka.connectors.feeds.commerceml.nodes import Node
from yarmarka.connectors.feeds.commerceml.types import ExchangeRow, Kind, OrderNews, Thing
from yarmarka.connectors.feeds.types import FeedCode, RefusedRow

LONGEST_ID: Final = 120
LONGEST_TEXT: Final = 20_000
_SIDES: Final = ("Длина", "Ширина", "Высота")
_YES: Final = frozenset({"true", "1", "да", "истина"})
#: ways in which 1C says that an order is called off, or on its way
_CANCELLED: Final = frozenset({"отменен", "отменён", "отменена"})
_SENT: Final = frozenset(
    {"отгружен", "отгружена", "отправлен", "отправлена", "выполнен", "завершен", "завершён"}
)


def read_row(node: Node, *, line: int) -> ExchangeRow | None:
    """Return what a row says, why it is refused, or nothing if it is of no use to anybody."""
    return _READERS[node.name](node, line)


def _product(node: Node, line: int) -> Thing | RefusedRow:
    said = node.requisites()
    facts = _said(
        {
            "title": node.said("Наименование") or said.get("Полное наименование", ""),
            "part_number": node.said("Артикул"),
            "gtin": node.said("Штрихкод"),
            "description": node.said("Описание")[:LONGEST_TEXT],
            "brand": node.said("Изготовитель", "Наименование") or node.said("ТорговаяМарка"),
            "origin": node.said("Страна"),
            "group": node.said("Группы", "Ид"),
            "weight": node.said("Вес") or said.get("Вес", ""),
            "sides": [side for name in _SIDES if (side := node.said(name) or said.get(name, ""))],
            "hs_code": said.get("ТНВЭД", "") or said.get("КодТНВЭД", ""),
            "pictures": [one.text for one in node.all("Картинка") if one.text],
            "values": [
                [one.said("Ид"), value.text]
                for one in node.under("ЗначенияСвойств", "ЗначенияСвойства")
                for value in one.all("Значение")
                if value.text
            ],
        }
    )
    facts["is_gone"] = _is_gone(node)
    return _thing(node, line, Kind.PRODUCT, facts)


def _offer(node: Node, line: int) -> Thing | RefusedRow:
    facts = _said(
        {
            "title": node.said("Наименование"),
            "part_number": node.said("Артикул"),
            "gtin": node.said("Штрихкод"),
            "weight": node.said("Вес"),
            "sides": [side for name in _SIDES if (side := node.said(name))],
            "options": [
                [one.said("Наименование"), one.said("Значение")]
                for one in node.under("ХарактеристикиТовара", "ХарактеристикаТовара")
                if one.said("Наименование") and one.said("Значение")
            ],
        }
    )
    if node.has("Цены"):
        facts["prices"] = [
            [one.said("ИдТипаЦены"), one.said("ЦенаЗаЕдиницу"), one.said("Валюта")]
            for one in node.under("Цены", "Цена")
        ]
    if node.has("Количество"):
        facts["count"] = node.said("Количество")
    if (rests := _rests(node)) is not None:
        facts["rests"] = rests
    if _is_gone(node):
        facts["is_gone"] = True
    elif "prices" in facts or "count" in facts or "rests" in facts:
        facts["is_gone"] = False
    return _thing(node, line, Kind.OFFER, facts, belongs_to=node.said("Ид").partition("#")[0][:LONGEST_ID])


def _rests(node: Node) -> list[list[str]] | None:
    """Return how much lies in which warehouse; a rest without a warehouse has an empty one."""
    if node.has("Остатки"):
        return [
            [place.said("Ид"), place.said("Количество")]
            for rest in node.under("Остатки", "Остаток")
            for place in rest.all("Склад")
        ] or [["", rest.said("Количество")] for rest in node.under("Остатки", "Остаток")]
    listed = [
        [one.named.get("ИдСклада", ""), one.named.get("КоличествоНаСкладе", "")]
        for one in node.all("Склад")
        if one.named.get("ИдСклада")
    ]
    return listed or None


def _price_type(node: Node, line: int) -> Thing | RefusedRow:
    facts = _said({"title": node.said("Наименование"), "currency": node.said("Валюта")})
    return _thing(node, line, Kind.PRICE_TYPE, facts)


def _property(node: Node, line: int) -> Thing | RefusedRow:
    choices = {
        one.said("ИдЗначения"): one.said("Значение")
        for one in node.under("ВариантыЗначений", "Справочник")
        if one.said("ИдЗначения")
    }
    facts = _said({"title": node.said("Наименование"), "choices": choices})
    return _thing(node, line, Kind.PROPERTY, facts)


def _warehouse(node: Node, line: int) -> Thing | RefusedRow | None:
    if not node.said("Ид"):
        return None
    return _thing(node, line, Kind.WAREHOUSE, _said({"title": node.said("Наименование")}))


def _news(node: Node, line: int) -> OrderNews | RefusedRow | None:
    if node.said("ХозОперация") not in {"Заказ товара", ""}:
        return None
    said = {name.casefold(): value for name, value in node.requisites().items()}
    status = said.get("статус заказа", "") or said.get("статус", "")
    number = node.said("Ид") or node.said("Номер")
    if not number:
        return RefusedRow(line, "", "Ид", FeedCode.VALUE_MISSING)
    is_cancelled = said.get("отменен", said.get("отменён", "")).casefold() in _YES
    is_sent = said.get("отгружен", "").casefold() in _YES or bool(said.get("дата отгрузки", "").strip())
    return OrderNews(
        line=line,
        id=number[:LONGEST_ID],
        number=node.said("Номер")[:LONGEST_ID],
        is_cancelled=is_cancelled or status.casefold() in _CANCELLED,
        is_sent=is_sent or status.casefold() in _SENT,
        status=status[:LONGEST_ID],
    )


def _thing(
    node: Node, line: int, kind: Kind, facts: dict[str, Any], *, belongs_to: str = ""
) -> Thing | RefusedRow:
    number = node.said("Ид")
    if not number:
        return RefusedRow(line, facts.get("title", "")[:LONGEST_ID], "Ид", FeedCode.VALUE_MISSING)
    if len(number) > LONGEST_ID:
        facts = {"length": len(number), "limit": LONGEST_ID}
        return RefusedRow(line, number[:LONGEST_ID], "Ид", FeedCode.VALUE_TOO_LONG, facts)
    return Thing(line, kind, number, facts, belongs_to)


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value}


def _is_gone(node: Node) -> bool:
    status = (node.named.get("Статус", "") or node.said("Статус")).casefold()
    return status in {"удален", "удалён"} or node.said("ПометкаУдаления").casefold() in _YES


_READERS: Final[dict[str, Callable[[Node, int], ExchangeRow | None]]] = {
    "Товар": _product,
    "Предложение": _offer,
    "ТипЦены": _price_type,
    "Свойство": _property,
    "СвойствоНоменклатуры": _property,
    "Склад": _warehouse,
    "Документ": _news,
}
