"""Writes YML feeds as sellers' software does, right ones and wrong ones."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from lxml import etree

from yarmarka.connectors.feeds.types import FeedCategory, FeedHead, FeedOffer, FeedRow, RefusedRow
from yarmarka.connectors.feeds.yml import read_feed

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
KETTLE = "<name>Чайник</name><price>1499.00</price><currencyId>RUR</currencyId><categoryId>1</categoryId>"


def feed(
    offers: str,
    *,
    categories: str = '<category id="1">Для кухни</category>',
    date: str = "2026-11-22T12:00+03:00",
    before: str = DECLARATION,
) -> bytes:
    """Return a feed with the offers in it."""
    return (
        f'{before}<yml_catalog date="{date}"><shop><name>Самовар</name><company>ООО «Самовар»</company>\n'
        f'<currencies><currency id="RUR" rate="1"/></currencies>\n<categories>{categories}</categories>\n'
        f"<offers>\n{offers}\n</offers></shop></yml_catalog>"
    ).encode()


def offer(more: str = "", *, number: str = "A-1", without: str = "", attributes: str = "") -> str:
    """Return one offer, good but for what is added or, by its tag, taken out."""
    children = "".join(
        f"<{tag}{rest}" for tag, rest in _children(KETTLE) if tag != without and f"<{tag}>" not in more
    )
    return f'<offer id="{number}" {attributes}>{more}{children}</offer>'


def read(data: bytes) -> list[FeedRow]:
    """Return all that a feed says."""
    return list(read_feed(BytesIO(data)))


def only_offer(data: bytes) -> FeedOffer:
    """Return the feed's one offer; nothing in it may be refused."""
    head, *rows = read(data)
    assert isinstance(head, FeedHead)
    (found,) = [row for row in rows if not isinstance(row, FeedCategory)]
    assert isinstance(found, FeedOffer), found
    return found


def only_refusal(data: bytes) -> RefusedRow:
    """Return the feed's one refused row; no offer may be taken."""
    (found,) = [row for row in read(data) if isinstance(row, FeedOffer | RefusedRow)]
    assert isinstance(found, RefusedRow), found
    return found


def written(offers: Iterable[FeedOffer], categories: Iterable[FeedCategory]) -> bytes:
    """Return a feed that says what the offers say, through an XML library that escapes rightly."""
    root = etree.Element("yml_catalog", date="2026-11-22 12:00")
    shop = etree.SubElement(root, "shop")
    listed = etree.SubElement(shop, "categories")
    for category in categories:
        element = etree.SubElement(listed, "category", id=category.id)
        element.text = category.title
        if category.parent_id:
            element.set("parentId", category.parent_id)
    listed = etree.SubElement(shop, "offers")
    for each in offers:
        element = etree.SubElement(listed, "offer", id=each.sku, available=str(each.is_available).lower())
        if each.group_id:
            element.set("group_id", each.group_id)
        for tag, said, named in _said(each):
            etree.SubElement(element, tag, named).text = said
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _said(each: FeedOffer) -> Iterator[tuple[str, str, dict[str, str]]]:
    yield "name", each.title, {}
    yield "price", str(each.price.major), {}
    yield "currencyId", each.price.currency, {}
    yield "categoryId", each.category, {}
    if each.old_price:
        yield "oldprice", str(each.old_price.major), {}
    yield "vendor", each.brand, {}
    yield "vendorCode", each.part_number, {}
    yield "description", each.description, {}
    yield "country_of_origin", each.country_of_origin, {}
    yield "tn-ved-code", each.hs_code, {}
    for number in each.gtins:
        yield "barcode", number, {}
    for address in each.picture_urls:
        yield "picture", address, {}
    if each.weight_g is not None:
        yield "weight", f"{each.weight_g / 1000:.3f}", {}
    if each.dimensions_mm:
        yield "dimensions", "/".join(f"{size / 10:.1f}" for size in each.dimensions_mm), {}
    if each.stock is not None:
        yield "count", str(each.stock), {}
    for name, value, unit in each.attributes:
        yield "param", value, {"name": name} | ({"unit": unit} if unit else {})


def _children(xml: str) -> Iterator[tuple[str, str]]:
    for element in etree.fromstring(f"<all>{xml}</all>"):
        yield element.tag, f">{element.text}</{element.tag}>"
