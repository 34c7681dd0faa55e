"""Two shops on one catalogue: found by prefix or host, each with its name, look, goods, basket and currencies."""

import re

import msgspec
import pytest

from tests.malls import MALL, open_mall
from tests.market import Market
from tests.web.shop.reader import Reader
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.orders.models import Basket, Order
from yarmarka.domain.storefronts.actions import keep_draft, publish_draft
from yarmarka.kernel import clock
from yarmarka.vocabulary.ids import public_id


@pytest.fixture
def mall(market: Market) -> Market:
    """The mall under /mall/; the Chinese seller is the official store."""
    open_mall(market, now=clock.now())
    return market


def product_path(market: Market, country: str) -> str:
    offer = market.offers[country]
    return f"/en/p/{public_id('prd', offers_for_sale([offer])[offer].product_id)}/"


def test_a_prefix_keeps_every_link_in_the_shop(mall: Market, guest: Reader) -> None:
    page = guest.follow(guest.client.get("/mall/en/"))
    assert page.status == 200
    assert "Brand mall" in page.tree.findtext(".//title")
    assert "Kettle CN-1" in page.main
    assert "Kettle GB-1" not in page.main
    own = [link for link in page.tree.xpath("//a/@href") if link.startswith("/")]
    assert own
    assert all(link.startswith("/mall/") for link in own)
    assert page.tree.xpath("//link[@rel='canonical']/@href") == ["http://testserver/mall/en/"]
    spoken = dict(
        zip(*(page.tree.xpath(f"//link[@hreflang]/@{name}") for name in ("hreflang", "href")), strict=True)
    )
    assert spoken["zh-Hans" if "zh-Hans" in spoken else "zh"].endswith("/mall/zh/")
    assert guest.client.get("/mall").headers["Location"] == "/mall/"


def test_the_marketplace_is_as_it_was(mall: Market, guest: Reader) -> None:
    page = guest.open("/")
    assert "Goods from everywhere" in page.main
    assert "Kettle GB-1" in page.main
    assert "Official store of Yarmarka" in page.main
    assert not page.tree.xpath("//link[contains(@href, '/theme/') and not(contains(@href, '/brand/'))]")


def test_a_host_leads_to_its_shop_and_an_unknown_one_to_the_marketplace(
    market: Market, guest: Reader, settings: object
) -> None:
    settings.ALLOWED_HOSTS = ["mall.example", "testserver"]  # type: ignore[attr-defined]
    open_mall(market, host="mall.example", now=clock.now())
    there = guest.client.get("/en/", headers={"host": "mall.example"}).content.decode()
    assert "Brand mall" in there
    assert "Brand mall" not in guest.client.get("/en/").content.decode()


def test_the_mall_has_no_page_for_what_it_does_not_sell(mall: Market, guest: Reader) -> None:
    assert guest.client.get(f"/mall{product_path(mall, 'CN')}").status_code == 200
    assert guest.client.get(f"/mall{product_path(mall, 'GB')}").status_code == 404
    assert guest.client.get(product_path(mall, "GB")).status_code == 200
    found = guest.client.get("/mall/en/search/?q=kettle").content.decode()
    assert "Kettle CN-1" in found
    assert "Kettle GB-1" not in found


def test_what_the_guarantee_means_and_until_when_stands_beside_the_offer(mall: Market, guest: Reader) -> None:
    page = guest.follow(guest.client.get(f"/mall{product_path(mall, 'CN')}"))
    assert "Guarantee of origin: Yarmarka" in page.main
    assert "it holds until" in page.main
    assert page.links("/mall/en/brands/yarmarka/")
    other = guest.follow(guest.client.get(product_path(mall, "GB")))
    assert "Guarantee of origin" not in other.main


def test_each_shop_has_a_basket_of_its_own_and_the_order_remembers_where(
    mall: Market, shopper: Reader
) -> None:
    page = shopper.follow(shopper.client.get(f"/mall{product_path(mall, 'CN')}"))
    page.send("/basket/put/")
    assert [basket.storefront for basket in Basket.objects.all()] == ["mall"]
    assert "empty" in shopper.open("/basket/").main
    checkout = shopper.follow(shopper.client.get("/mall/en/checkout/"))
    checkout.post("/checkout/", do="place")
    assert [order.storefront for order in Order.objects.all()] == ["mall"]


def test_an_offer_of_another_shop_does_not_go_into_the_basket(mall: Market, guest: Reader) -> None:
    offer = public_id("off", mall.offers["GB"])
    page = guest.follow(guest.client.get(f"/mall{product_path(mall, 'CN')}"))
    told = page.send("/basket/put/", offer=offer)
    assert "This shop does not sell this offer" in told.text
    assert not Basket.objects.exists()


def test_a_shop_takes_its_own_currencies_and_wears_its_own_colours(mall: Market, guest: Reader) -> None:
    page = guest.follow(guest.client.get("/mall/en/preferences/"))
    assert page.tree.xpath("//input[@name='currency']/@value") == list(MALL.currencies)
    [theme] = page.tree.xpath("//link[@rel='stylesheet'][contains(@href, '/theme/')]/@href")
    css = guest.client.get(theme)
    assert "--spruce: #7A1F3D;" in css.content.decode()
    assert "immutable" in css.headers["Cache-Control"]
    assert guest.client.get("/theme/f2a900-x-x-x-x.css").status_code == 404  # can't be read on paper
    assert guest.client.get("/theme/brand/7a1f3d-zz.css").status_code == 404


def test_brand_and_seller_pages_say_who_sells_and_how_that_was_checked(mall: Market, guest: Reader) -> None:
    brand = guest.follow(guest.client.get("/mall/en/brands/yarmarka/"))
    assert "CN Trading" in brand.main
    assert "Kettle CN-1" in brand.main
    slug = mall.sellers["CN"].slug
    seller = guest.follow(guest.client.get(f"/en/sellers/{slug}/"))
    assert "USCC" in seller.main
    assert "too few orders" in seller.main
    assert "Guarantee of origin: Yarmarka" in seller.main
    assert "Kettle CN-1" in seller.main
    assert "Kettle GB-1" not in seller.main
    assert guest.client.get("/en/sellers/nobody/").status_code == 404


def test_a_language_that_the_shop_has_not_leads_to_its_first_one(mall: Market, guest: Reader) -> None:
    by = mall.staff.id
    spoken = msgspec.structs.replace(MALL, locales=("ru", "zh"))
    keep_draft("mall", spoken, by=by, now=clock.now())
    publish_draft("mall", by=by, now=clock.now())
    answer = guest.client.get("/mall/en/search/?q=tea")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/mall/ru/search/?q=tea")
    page = guest.client.get("/mall/ru/").content.decode()
    assert re.search(r'hreflang="zh', page)
    assert 'hreflang="en"' not in page
