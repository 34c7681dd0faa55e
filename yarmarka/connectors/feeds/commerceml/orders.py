"""Orders as CommerceML documents, for 1C to fetch."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

#: 1C's dates have no zone: they are Moscow's
_MOSCOW: Final = timezone(timedelta(hours=3))
_VERSION: Final = "2.10"


@dataclass(frozen=True)
class OrderItem:
    """One line: the product's id is the one that 1C gave its offer."""

    id: str
    title: str
    quantity: int
    unit: Decimal
    total: Decimal


@dataclass(frozen=True)
class OrderDocument:
    """A seller order for 1C; `fields` are the address as label lines name its parts."""

    id: str
    number: str
    placed_at: datetime
    paid_at: datetime | None
    currency: str
    total: Decimal
    status: str
    is_cancelled: bool
    buyer_id: str
    buyer: str
    address: str
    fields: tuple[tuple[str, str], ...]
    phone: str
    items: tuple[OrderItem, ...]
    delivery: Decimal
    delivery_title: str


def write_orders(orders: Iterable[OrderDocument], *, now: datetime) -> bytes:
    """Return the orders as one file in UTF-8."""
    root = Element("КоммерческаяИнформация", ВерсияСхемы=_VERSION, ДатаФормирования=_moment(now))
    for order in orders:
        _write(root, order)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _write(root: Element, order: OrderDocument) -> None:
    document = SubElement(root, "Документ")
    placed = order.placed_at.astimezone(_MOSCOW)
    facts = {
        "Ид": order.id,
        "Номер": order.number,
        "Дата": f"{placed:%Y-%m-%d}",
        "ХозОперация": "Заказ товара",
        "Роль": "Продавец",
        "Валюта": order.currency,
        "Курс": "1",
        "Сумма": str(order.total),
        "Время": f"{placed:%H:%M:%S}",
    }
    for name, value in facts.items():
        SubElement(document, name).text = value
    _write_buyer(SubElement(SubElement(document, "Контрагенты"), "Контрагент"), order)
    goods = SubElement(document, "Товары")
    for item in order.items:
        _write_item(goods, item, kind="Товар")
    if order.delivery:
        price = order.delivery
        service = OrderItem("ORDER_DELIVERY", order.delivery_title, 1, price, price)
        _write_item(goods, service, kind="Услуга")
    named = {
        "Статус заказа": order.status,
        "Заказ оплачен": "true" if order.paid_at else "false",
        "Отменен": "true" if order.is_cancelled else "false",
        "Дата изменения статуса": _moment(order.paid_at or order.placed_at),
    }
    _write_requisites(document, named)


def _write_buyer(buyer: Element, order: OrderDocument) -> None:
    for name, value in {
        "Ид": order.buyer_id,
        "Наименование": order.buyer,
        "Роль": "Покупатель",
        "ПолноеНаименование": order.buyer,
    }.items():
        SubElement(buyer, name).text = value
    if order.address:
        address = SubElement(buyer, "АдресРегистрации")
        SubElement(address, "Представление").text = order.address
        for name, value in order.fields:
            part = SubElement(address, "АдресноеПоле")
            SubElement(part, "Тип").text = name
            SubElement(part, "Значение").text = value
    if order.phone:
        contact = SubElement(SubElement(buyer, "Контакты"), "Контакт")
        SubElement(contact, "Тип").text = "Телефон рабочий"
        SubElement(contact, "Значение").text = order.phone


def _write_item(goods: Element, item: OrderItem, *, kind: str) -> None:
    one = SubElement(goods, "Товар")
    SubElement(one, "Ид").text = item.id
    SubElement(one, "Наименование").text = item.title
    unit = SubElement(one, "БазоваяЕдиница", Код="796", НаименованиеПолное="Штука")
    unit.text = "шт"
    SubElement(one, "ЦенаЗаЕдиницу").text = str(item.unit)
    SubElement(one, "Количество").text = str(item.quantity)
    SubElement(one, "Сумма").text = str(item.total)
    _write_requisites(one, {"ВидНоменклатуры": kind, "ТипНоменклатуры": kind})


def _write_requisites(parent: Element, named: dict[str, str]) -> None:
    listed = SubElement(parent, "ЗначенияРеквизитов")
    for name, value in named.items():
        one = SubElement(listed, "ЗначениеРеквизита")
        SubElement(one, "Наименование").text = name
        SubElement(one, "Значение").text = value


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(_MOSCOW):%Y-%m-%dT%H:%M:%S}"
