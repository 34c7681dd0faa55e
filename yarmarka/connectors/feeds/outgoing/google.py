"""Google Merchant Center's feed: RSS 2.0 with `g:` elements, written item by item."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import format_datetime
from typing import IO, Final

from lxml import etree

from yarmarka.connectors.feeds.outgoing.types import FeedGoods, FeedShop, plain, short_gtin
from yarmarka.vocabulary.money import Money

SPACE: Final = "http://base.google.com/ns/1.0"
_MOST_MORE_PICTURES: Final = 10
_MOST_FACTS: Final = 100
_LONGEST_TITLE: Final = 150
_LONGEST_TEXT: Final = 5_000
_LONGEST_WORD: Final = 70


@contextmanager
def google_feed(out: IO[bytes], shop: FeedShop) -> Iterator[Callable[[FeedGoods], None]]:
    """Write a feed into `out`; what is yielded takes one offer after the other. Goods without a picture have no place
    in it: Google takes none."""
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("rss", version="2.0", nsmap={"g": SPACE}), xml.element("channel"):
            said = {
                "title": shop.name,
                "link": shop.url,
                "description": f"{shop.company}, {shop.country}, {shop.currency}, {shop.rates_of.isoformat()}",
                "language": shop.language,
                "lastBuildDate": format_datetime(shop.made_at),
            }
            for name, text in said.items():
                xml.write(_plain(name, text))

            def take(goods: FeedGoods) -> None:
                if goods.pictures:
                    xml.write(_item(goods, shop))

            yield take


def _item(goods: FeedGoods, shop: FeedShop) -> etree._Element:
    item = etree.Element("item", nsmap={"g": SPACE})
    made = ", ".join(value for _, value in goods.options)
    title = plain(f"{goods.title}, {made}" if made else goods.title, _LONGEST_TITLE)
    is_known = goods.gtin or (goods.brand and goods.part_number)
    before = goods.old_price if goods.old_price and goods.old_price.minor > goods.price.minor else None
    said = [
        ("id", goods.id),
        ("title", title),
        # What has no description is described by what it is called: the element must be there.
        ("description", plain(goods.description or title, _LONGEST_TEXT)),
        ("link", goods.url),
        ("image_link", goods.pictures[0]),
        *(("additional_image_link", address) for address in goods.pictures[1 : _MOST_MORE_PICTURES + 1]),
        ("availability", "in_stock"),
        ("condition", "new"),
        ("price", _money(before or goods.price)),
        ("sale_price", _money(goods.price) if before else ""),
        ("brand", plain(goods.brand, _LONGEST_WORD)),
        ("gtin", short_gtin(goods.gtin) if goods.gtin else ""),
        ("mpn", plain(goods.part_number, _LONGEST_WORD)),
        ("identifier_exists", "" if is_known else "no"),
        ("item_group_id", goods.group if goods.options else ""),
        ("google_product_category", str(goods.shelves[-1].google_id or "")),
        ("product_type", plain(" > ".join(shelf.name for shelf in goods.shelves), 750)),
        ("shipping_weight", f"{goods.weight_g} g"),
        *_box(goods),
    ]
    item.extend(_own(name, text) for name, text in said if text)
    item.append(_group("shipping", _shipping(goods, shop)))
    for name, value, unit in goods.facts[:_MOST_FACTS]:
        told = {
            "attribute_name": plain(name, 140),
            "attribute_value": plain(f"{value} {unit}".strip(), 1_000),
        }
        item.append(_group("product_detail", told))
    return item


def _box(goods: FeedGoods) -> list[tuple[str, str]]:
    if not all(goods.sides_mm):
        return []
    sides = zip(("length", "width", "height"), goods.sides_mm, strict=True)
    return [(f"shipping_{side}", f"{told / 10:g} cm") for side, told in sides]


def _shipping(goods: FeedGoods, shop: FeedShop) -> dict[str, str]:
    return {
        "country": shop.country,
        "service": plain(goods.delivery.name, 100),
        "price": _money(goods.delivery.price),
        # The promise counts from the order, so the seller's own days are in it.
        "min_handling_time": "0",
        "max_handling_time": "0",
        "min_transit_time": str(goods.delivery.from_days),
        "max_transit_time": str(goods.delivery.to_days),
    }


def _money(money: Money) -> str:
    return f"{money.major} {money.currency}"


def _group(name: str, parts: dict[str, str]) -> etree._Element:
    group = etree.Element(f"{{{SPACE}}}{name}")
    group.extend(_own(part, text) for part, text in parts.items())
    return group


def _own(name: str, text: str) -> etree._Element:
    return _plain(f"{{{SPACE}}}{name}", text)


def _plain(name: str, text: str) -> etree._Element:
    element = etree.Element(name)
    element.text = text
    return element
