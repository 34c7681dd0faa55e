"""Feeds out: whole files that other places can read, with what can really be bought and brought, and nothing else."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from gzip import decompress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from tests.flows.restricting import stop
from tests.malls import open_mall
from tests.market import Market, add_seller, open_market
from tests.reads.goods import put_on_shelf
from yarmarka.connectors.feeds.google import read_products
from yarmarka.connectors.feeds.outgoing import FeedShop
from yarmarka.connectors.feeds.outgoing.kept import feed_note, feeds_into
from yarmarka.connectors.feeds.types import FeedOffer, RefusedRow
from yarmarka.connectors.feeds.yml import read_feed
from yarmarka.domain.catalogue.actions import add_category
from yarmarka.domain.catalogue.models import ProductPicture
from yarmarka.domain.catalogue.types import StoredOffer
from yarmarka.domain.pictures.models import Picture
from yarmarka.flows.publish_feeds import publish_feeds
from yarmarka.kernel import clock
from yarmarka.kernel.ids import new_id
from yarmarka.presentation.feed_addresses import OutsideAddresses
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db
G = {"g": "http://base.google.com/ns/1.0"}
PEN = "04006381333931"


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FEEDS_OUT_DIR = tmp_path
    return tmp_path


@pytest.fixture
def market(folder: Path) -> Market:
    opened = open_market(countries=("RU", "CN"), now=clock.now())
    above = add_category(
        names={"en": "Kitchen appliances"}, slug="appliances", google_id=730, now=clock.now()
    )
    shelf = add_category(names={"ru": "Ручки", "en": "Pens"}, slug="pens", parent=above, now=clock.now())
    return replace(opened, category=shelf)


@pytest.fixture
def pen(market: Market) -> StoredOffer:
    """A pen with all that can be said of one, and a picture."""
    made = put_on_shelf(
        market,
        "CN",
        "PEN",
        gtin=PEN,
        titles={"ru": "Ручка <b>", "en": "Pen & ink"},
        descriptions={"en": "Writes.\x0b"},
        attributes=[{"name": {"en": "Length"}, "value": "14", "unit": {"en": "cm"}}],
        brand="Stabilo",
        part_number="P-1",
        hs_code="960810",
        origin_country="CN",
        price_minor=700,
        old_price_minor=900,
        currency="CNY",
    )
    hang(made.product_id)
    return made


def hang(product_id: UUID) -> None:
    picture = Picture.objects.create(
        id=new_id(clock.now()),
        name="a" * 32,
        digest="b" * 64,
        width=1_000,
        height=500,
        colour="#102030",
        created_at=clock.now(),
        taken_at=clock.now(),
    )
    ProductPicture.objects.create(
        id=new_id(clock.now()),
        product_id=product_id,
        picture=picture,
        reference=f"{'a' * 32}/1000x500/#102030",
        position=0,
    )


def publish(folder: Path) -> int:
    at = clock.now()
    return publish_feeds(folder, addresses=OutsideAddresses(now=at), company="Fair Ltd", now=at)


def test_a_yml_feed_has_shop_currencies_categories_and_then_offers(
    market: Market, pen: StoredOffer, folder: Path
) -> None:
    assert publish(folder) == 3 * 3, "three offers in three languages"
    root = etree.parse(folder / "marketplace.yml.en.xml").getroot()
    assert root.tag == "yml_catalog"
    assert datetime.fromisoformat(root.get("date")).tzinfo
    [shop] = root
    assert [part.tag for part in shop] == ["name", "company", "url", "currencies", "categories", "offers"]
    assert [dict(one.attrib) for one in shop.find("currencies")] == [{"id": "RUB", "rate": "1"}]
    numbers = {one.get("id") for one in shop.find("categories")}
    assert all(one.get("parentId", one.get("id")) in numbers for one in shop.find("categories"))
    assert {one.findtext("categoryId") for one in shop.find("offers")} <= numbers
    [offer] = [one for one in shop.find("offers") if one.get("id") == public_id("off", pen.offer_id)]
    assert (offer.get("available"), offer.findtext("currencyId"), offer.findtext("name")) == (
        "true",
        "RUB",
        "Pen & ink",
    )
    assert (offer.findtext("price"), offer.findtext("oldprice")) == ("87.50", "112.50"), "at the day's rate"
    assert (offer.findtext("barcode"), offer.findtext("vendorCode")) == ("4006381333931", "P-1")
    [option] = offer.find("delivery-options")
    assert option.get("cost") == "480.00"
    assert option.get("days") == "5-20"
    assert Client().get(urlsplit(offer.findtext("url")).path).status_code == 200
    rows = list(read_feed(folder / "marketplace.yml.ru.xml"))
    assert not [row for row in rows if isinstance(row, RefusedRow)], "our own reader takes every row"
    assert "Ручка <b>" in {row.title for row in rows if isinstance(row, FeedOffer)}


def test_goods_are_gone_over_once_however_many_languages(market: Market, folder: Path) -> None:
    with CaptureQueriesContext(connection) as asked:
        publish(folder)
    assert sum("'path', product.category_path" in (query["sql"] or "") for query in asked) == 1


def test_a_google_feed_follows_the_published_rules(market: Market, pen: StoredOffer, folder: Path) -> None:
    publish(folder)
    channel = etree.parse(folder / "marketplace.google.en.xml").getroot()[0]
    assert parsedate_to_datetime(channel.findtext("lastBuildDate"))
    [item] = channel.findall("item")

    def said(name: str) -> str:
        return str(item.findtext(f"g:{name}", namespaces=G))

    assert said("id") == public_id("off", pen.offer_id), "the same id as in the YML feed"
    assert len(said("id")) <= 50
    assert (said("title"), said("description")) == ("Pen & ink", "Writes.")
    assert (said("price"), said("sale_price")) == ("112.50 RUB", "87.50 RUB")
    assert (said("availability"), said("condition")) == ("in_stock", "new")
    assert (said("gtin"), said("brand"), said("mpn")) == ("4006381333931", "Stabilo", "P-1")
    assert item.find("g:identifier_exists", G) is None
    assert said("image_link").startswith("http")
    assert said("google_product_category") == "730", "that of the shelf above its own"
    shipping = {part.tag.partition("}")[2]: part.text for part in item.find("g:shipping", G)}
    assert (shipping["country"], shipping["price"], shipping["max_transit_time"]) == (
        "RU",
        "480.00 RUB",
        "20",
    )
    with (folder / "marketplace.google.en.xml").open("rb") as file:
        [offer] = [row for row in read_products(file) if isinstance(row, FeedOffer)]
    assert (offer.price.major, offer.gtins) == (Decimal("87.50"), ("4006381333931",))
    note = feed_note(folder, "marketplace", "en")
    assert note
    assert (note.offers, note.without_picture, note.out_of_reach) == (3, 2, 0)


def test_only_what_can_be_sold_there_stands_in_a_shops_feed(
    market: Market, pen: StoredOffer, folder: Path
) -> None:
    add_seller(market, "TR", now=clock.now())
    put_on_shelf(market, "TR", "FAR", currency="USD")
    gone = put_on_shelf(market, "RU", "GONE", pieces=0)
    open_mall(market, country="CN", now=clock.now())
    stop(market, now=clock.now() - timedelta(minutes=1), hs_prefixes=("9608",), places=("RU",))
    publish(folder)
    feed = (folder / "marketplace.yml.ru.xml").read_text()
    assert public_id("off", gone.offer_id) not in feed
    assert public_id("off", pen.offer_id) not in feed
    note = feed_note(folder, "marketplace", "ru")
    assert note
    assert (note.offers, note.out_of_reach, note.stopped) == (2, 1, 1)
    mall = etree.parse(folder / "mall.yml.ru.xml")
    assert mall.xpath("//offer/@id") == [public_id("off", market.offers["CN"])], "only what its stores sell"


def test_a_feed_is_handed_out_packed_once_and_told_apart(market: Market, folder: Path) -> None:
    client = Client()
    assert client.get("/feeds/yml/ru.xml").status_code == 503, "it was never made"
    assert client.get("/feeds/xml/ru.xml").status_code == client.get("/feeds/yml/de.xml").status_code == 404
    publish(folder)
    plain = client.get("/feeds/yml/ru.xml")
    packed = client.get("/feeds/yml/ru.xml", headers={"Accept-Encoding": "gzip"})
    assert decompress(packed.getvalue()) == plain.getvalue()
    assert packed["Content-Encoding"] == "gzip"
    assert plain["ETag"] != packed["ETag"]
    again = client.get("/feeds/yml/ru.xml", headers={"If-None-Match": plain["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    publish(folder)
    assert client.get("/feeds/yml/ru.xml", headers={"If-None-Match": plain["ETag"]}).status_code == 200


def head() -> FeedShop:
    return FeedShop(
        "Fair", "Fair Ltd", "https://fair.test/", "en", "RU", "RUB", (), clock.now(), clock.now().date()
    )


def test_feeds_that_break_off_leave_those_before_in_place(tmp_path: Path) -> None:
    with feeds_into(tmp_path, "tea", head()):
        pass
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(before) == [f"tea.{kind}.en.xml{gz}" for kind in ("google", "yml") for gz in ("", ".gz")]
    with pytest.raises(ConnectionError), feeds_into(tmp_path, "tea", head()):
        raise ConnectionError
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
