"""YML, the feed format of Yandex (yandex.ru/support/marketplace), written offer by offer.

Categories and currencies stand before offers; an offer bears its delivery, since that differs from one to the next.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import IO, Final
from zlib import crc32

from lxml import etree

from yarmarka.connectors.feeds.outgoing.types import FeedGoods, FeedShop, plain, short_gtin

_MOST_PICTURES: Final = 10
_LONGEST_NAME: Final = 256
_LONGEST_TEXT: Final = 3_000
_GROUP_SPACE: Final = 10**9


@contextmanager
def yml_feed(out: IO[bytes], shop: FeedShop) -> Iterator[Callable[[FeedGoods], None]]:
    """Write a feed into `out`; what is yielded takes one offer after the other. Memory does not grow with them."""
    with etree.xmlfile(out, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("yml_catalog", date=shop.made_at.isoformat(timespec="seconds")), xml.element("shop"):
            for name, text in (("name", shop.name), ("company", shop.company), ("url", shop.url)):
                xml.write(_said(name, text))
            with xml.element("currencies"):
                xml.write(etree.Element("currency", id=shop.currency, rate="1"))
            with xml.element("categories"):
                for shelf in shop.shelves:
                    above = {} if shelf.above is None else {"parentId": str(shelf.above)}
                    xml.write(_said("category", shelf.name, {"id": str(shelf.number), **above}))
            with xml.element("offers"):
                yield lambda goods: xml.write(_offer(goods, shop))


def _offer(goods: FeedGoods, shop: FeedShop) -> etree._Element:
    offer = etree.Element("offer", id=goods.id, available="true")
    if goods.options:
        offer.set("group_id", str(crc32(goods.group.encode()) % _GROUP_SPACE))
    said = [
        ("name", _titled(goods)),
        ("url", goods.url),
        ("price", str(goods.price.major)),
        ("oldprice", str(goods.old_price.major) if goods.old_price else ""),
        ("currencyId", shop.currency),
        ("categoryId", str(goods.shelves[-1].number)),
        *(("picture", address) for address in goods.pictures[:_MOST_PICTURES]),
        ("delivery", "true"),
    ]
    offer.extend(_said(name, text) for name, text in said if text)
    options = etree.SubElement(offer, "delivery-options")
    days = f"{goods.delivery.from_days}-{goods.delivery.to_days}"
    options.append(etree.Element("option", cost=str(goods.delivery.price.major), days=days))
    said = [
        ("vendor", goods.brand),
        ("vendorCode", goods.part_number),
        ("description", plain(goods.description, _LONGEST_TEXT)),
        ("barcode", short_gtin(goods.gtin) if goods.gtin else ""),
        ("tn-ved-code", goods.hs_code),
        ("country_of_origin", goods.origin),
        ("weight", f"{goods.weight_g / 1_000:.3f}"),
        ("dimensions", "/".join(f"{side / 10:g}" for side in goods.sides_mm) if all(goods.sides_mm) else ""),
    ]
    offer.extend(_said(name, text) for name, text in said if text)
    for name, value, unit in (*((*option, "") for option in goods.options), *goods.facts):
        offer.append(_said("param", value, {"name": plain(name, 100), **({"unit": unit} if unit else {})}))
    return offer


def _titled(goods: FeedGoods) -> str:
    made = ", ".join(value for _, value in goods.options)
    return plain(f"{goods.title}, {made}" if made else goods.title, _LONGEST_NAME)


def _said(tag: str, text: str, attributes: dict[str, str] | None = None) -> etree._Element:
    element = etree.Element(tag, attributes)
    element.text = plain(text, 10_000)
    return element
