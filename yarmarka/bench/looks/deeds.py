"""What somebody does on the way to a page: fills a basket, chooses a point, pays with the good card, sends a table."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from yarmarka.bench.looks.visitor import NoWay, Visitor

_SHELF: Final = r"/c/[\w-]+/$"
_PRODUCT: Final = r"/p/prd_\w+/$"
_CHECKOUT: Final = "/checkout/"
#: tables as sellers keep theirs: no column tells the currency, and one means nothing to a shop
_TABLES: Final = {
    "ru": "Артикул;Наименование;Цена;Остаток;Категория;Полка на складе\n"
    "ТР-20-1;Рюкзак городской, 20 л;3490;12;Сумки;А-4\n"
    "ТР-30-2;Рюкзак походный, 30 л;4990;5;Сумки;А-4\n"
    "НФ-08;Налобный фонарь, 800 лм;1290;40;Свет;Б-1\n",
    "zh": "货号;商品名称;零售价;库存;分类;仓库货位\n"
    "TR-20-1;城市双肩包 20 升;269;12;箱包;A-4\n"
    "TR-30-2;徒步双肩包 30 升;389;5;箱包;A-4\n"
    "NF-08;头灯 800 流明;99;40;照明;B-1\n",
}


def fill_basket(guest: Visitor, shopper: Visitor, *, lines: int) -> None:
    """Put one thing of each of so many shelves into the basket."""
    filled = 0
    for product in _things(guest):
        filled += put(shopper, product)
        if filled == lines:
            return
    raise NoWay(f"there are not enough goods for a basket of {lines} lines")


def put(shopper: Visitor, product: str) -> bool:
    """Put a product into the basket, if somebody offers it."""
    _, page = shopper.look(product)
    offers = page.xpath("//form[contains(@action, '/basket/put/')]//input[@name='offer']/@value")
    return bool(offers) and bool(
        shopper.send("/basket/put/", {"offer": str(offers[0]), "quantity": "1"}, form_on=product)
    )


def empty_basket(shopper: Visitor) -> None:
    """Take everything out of the basket."""
    _, page = shopper.look("/basket/")
    for offer in page.xpath("//form[contains(@action, '/basket/quantity/')]//input[@name='offer']/@value"):
        shopper.send("/basket/quantity/", {"offer": str(offer), "quantity": "0"}, form_on="/basket/")


def _pay(guest: Visitor, shopper: Visitor) -> str:
    """Order something and pay for it; return the page to which the bank sends the shopper back."""
    empty_basket(shopper)
    fill_basket(guest, shopper, lines=1)
    bank = shopper.send(_CHECKOUT, _order_form(shopper) | {"do": "place"})
    if not bank.startswith("http"):
        raise NoWay(f"an order was not taken to the bank, but to {bank or 'nowhere'}")
    return shopper.send_outside(bank, {"card": "approve"})


def _choose_a_point(guest: Visitor, shopper: Visitor) -> str:
    """Put something into the basket that can wait at a pick-up point, choose that way, and the first point."""
    empty_basket(shopper)
    for product in _things(guest):
        if put(shopper, product) and _chose_a_point(shopper):
            return _CHECKOUT
        empty_basket(shopper)
    raise NoWay("nothing can be brought to a pick-up point in the shopper's town")


def _chose_a_point(shopper: Visitor) -> bool:
    _, page = shopper.look(_CHECKOUT)
    for way in page.xpath("//form[@id='order']//input[starts-with(@name, 'delivery_')]"):
        chosen = {way.get("name"): way.get("value")}
        shopper.send(_CHECKOUT, _order_form(shopper) | chosen | {"do": "count"})
        _, counted = shopper.look(_CHECKOUT)
        if points := counted.xpath("//form[@id='order']//input[starts-with(@name, 'pickup_')]"):
            point = {points[0].get("name"): points[0].get("value")}
            return bool(shopper.send(_CHECKOUT, _order_form(shopper) | point | {"do": "count"}))
    return False


def _send_a_table(guest: Visitor, seller: Visitor) -> str:
    """Send a table, of which the fair asks what its columns mean: nothing of it is taken in."""
    table = _TABLES.get(seller.language, _TABLES["ru"]).encode()
    asks = seller.send("/seller/feed/", {"is_trial": "on"}, files={"file": ("goods.csv", table)})
    if not asks.endswith("/columns/"):
        raise NoWay(f"the columns of a table were not asked for: {asks or 'it was not taken'}")
    return "/seller/feed/columns/"


def _order_form(shopper: Visitor) -> dict[str, str]:
    """Return what the form of the order holds now."""
    _, page = shopper.look(_CHECKOUT)
    [form] = page.xpath("//form[@id='order']") or [None]
    if form is None:
        raise NoWay("the page for placing an order has no form")
    held: Mapping[str, Any] = dict(form.form_values())
    return {name: str(value) for name, value in held.items() if name != "csrfmiddlewaretoken"}


def _things(guest: Visitor) -> Iterator[str]:
    """Yield the first product of every shelf on the front page."""
    for shelf in guest.links("/", _SHELF):
        yield from guest.links(shelf, _PRODUCT)[:1]


#: name of a deed → the deed, as a guest who looks around and the page's own reader do it; it returns where that leads
DEEDS: Final[Mapping[str, Callable[[Visitor, Visitor], str]]] = {
    "pay": _pay,
    "choose_a_point": _choose_a_point,
    "send_a_table": _send_a_table,
}
