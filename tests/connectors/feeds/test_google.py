"""Google Merchant's feed becomes offers, and mistakes are named as the file names them."""

import io
from decimal import Decimal

from yarmarka.connectors.feeds.google import read_products
from yarmarka.connectors.feeds.types import FeedCategory, FeedCode, FeedOffer, RefusedRow

HEAD = '<?xml version="1.0"?><rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Tea</title>\n'


def read(*items: str) -> list[object]:
    body = "".join(f"<item>{item}</item>\n" for item in items)
    return list(read_products(io.BytesIO(f"{HEAD}{body}</channel></rss>".encode())))


def item(**said: str) -> str:
    values = {
        "id": "T-1",
        "title": "Oolong tea",
        "price": "15.00 USD",
        "product_type": "Food > Tea",
        "availability": "in_stock",
    } | said
    return "".join(f"<g:{name}>{value}</g:{name}>" for name, value in values.items() if value)


def test_an_item_becomes_an_offer_with_its_category() -> None:
    rows = read(item(brand="Tea Road", gtin="4006381333931", shipping_weight="8 oz", color="green"))
    offer = next(row for row in rows if isinstance(row, FeedOffer))
    assert (offer.sku, offer.title, offer.price.major) == ("T-1", "Oolong tea", Decimal(15))
    assert (offer.price.currency, offer.weight_g, offer.gtins) == ("USD", 227, ("4006381333931",))
    assert offer.attributes == (("Color", "green", ""),)
    told = [(row.id, row.parent_id) for row in rows if isinstance(row, FeedCategory)]
    assert told == [("Food", ""), ("Food > Tea", "Food")]
    assert offer.category == "Food > Tea"


def test_a_sale_price_is_the_price_and_the_price_the_old_one() -> None:
    (offer,) = [row for row in read(item(sale_price="12 USD")) if isinstance(row, FeedOffer)]
    assert offer.old_price is not None
    assert (offer.price.minor, offer.old_price.minor) == (1_200, 1_500)


def test_what_is_wrong_is_named_by_googles_word_and_the_line() -> None:
    rows = read(item(), item(id="T-2", price="dear", title=""), item())
    refused = [row for row in rows if isinstance(row, RefusedRow)]
    assert [(row.line, row.offer, row.field, row.code) for row in refused] == [
        (3, "T-2", "g:title", FeedCode.VALUE_MISSING),
        (4, "T-1", "g:id", FeedCode.ID_REPEATED),
    ]
    assert {other.field for other in refused[0].others} == {"g:price"}


def test_sold_out_is_not_available() -> None:
    (offer,) = [row for row in read(item(availability="out_of_stock")) if isinstance(row, FeedOffer)]
    assert not offer.is_available


def test_entities_and_other_files_are_refused() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "ha">]><rss><channel/></rss>'
    (row,) = read_products(io.BytesIO(bomb))
    assert isinstance(row, RefusedRow) and row.code is FeedCode.FEED_DECLARES_ENTITIES
    (row,) = read_products(io.BytesIO(b"<html/>"))
    assert isinstance(row, RefusedRow) and row.code is FeedCode.FEED_NOT_GOOGLE
