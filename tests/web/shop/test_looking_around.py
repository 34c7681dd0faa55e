"""Front page, shelves, search and product pages."""

import json
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.market import RATES, Market, add_offer, open_route
from tests.web.shop.reader import Reader
from yarmarka.domain.catalogue.actions import refresh_reference_prices, store_offers
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.catalogue.types import IncomingOffer
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.queries import warehouses_of
from yarmarka.domain.inventory.types import Counted
from yarmarka.kernel import clock
from yarmarka.vocabulary.ids import public_id


def product_path(offer_id: UUID) -> str:
    return f"/p/{public_id('prd', offers_for_sale([offer_id])[offer_id].product_id)}/"


def refresh(market: Market) -> None:
    """Let lists know which goods can be had, as an import does at its end."""
    products = [offer.product_id for offer in offers_for_sale(list(market.offers.values())).values()]
    refresh_reference_prices(products, rates_to_rub={**RATES, "RUB": Decimal(1)}, now=clock.now())


def queries(reader: Reader, path: str) -> int:
    reader.open(path)  # what is read once per process is read now
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert reader.open(path).status == 200
    return len(captured)


def test_front_page_shows_shelves_and_goods(market: Market, guest: Reader) -> None:
    refresh(market)
    page = guest.open("/")
    assert page.links("/c/kettles/")
    assert "Kettle CN-1" in page.main
    assert page.links("/p/prd_")


def test_both_languages_say_everything_in_their_own_words(market: Market) -> None:
    refresh(market)
    russian = Reader(language="ru").open(product_path(market.offers["CN"]))
    assert "Чайник CN-1" in russian.main
    assert "В корзину" in russian.main
    assert "Add to basket" not in russian.main


def test_shelf_tells_where_it_stands_and_sorts(market: Market, guest: Reader) -> None:
    refresh(market)
    page = guest.open("/c/kettles/?sort=price")
    titles = [title.text_content().strip() for title in page.tree.xpath("//*[@class='card__title']")]
    assert titles == ["Kettle RU-1", "Kettle CN-1", "Kettle GB-1"]  # 123.45 ₽ < ¥ < £
    assert "3 products" in page.main


def test_unknown_shelf_and_page_beyond_the_last_are_missing(market: Market, guest: Reader) -> None:
    assert guest.open("/c/nothing-here/").status == 404
    assert guest.open("/c/kettles/?page=99").status == 404


def test_search_keeps_the_words_and_finds_inflections(market: Market) -> None:
    refresh(market)
    page = Reader(language="ru").open("/search/?q=чайники")
    assert "Чайник CN-1" in page.main
    assert page.tree.xpath("//input[@name='q']/@value")[0] == "чайники"


def test_search_for_nothing_known_helps_on(market: Market, guest: Reader) -> None:
    refresh(market)
    page = guest.open("/search/?q=zzzzqqq&in=kettles&from=1")
    assert page.status == 200
    assert "Nothing fits all of these filters" in page.main
    everywhere = guest.open(page.links("?q=zzzzqqq")[-1].removeprefix("/en"))
    assert "Nothing found" in everywhere.main
    for nothing in (page, everywhere):
        assert "Kettle CN-1" in nothing.main  # something to look at instead


def test_search_limits_prices_in_the_readers_currency(market: Market, guest: Reader) -> None:
    refresh(market)
    page = guest.open("/search/?q=kettle&to=500")
    assert "Kettle RU-1" in page.main
    assert "Kettle GB-1" not in page.main


@pytest.mark.parametrize(
    "query", ["q=%00", "q=kettle&page=0", "q=a'b\"%25_", "q=kettle&from=abc&to=-1", "page=99999"]
)
def test_odd_searches_are_answered(market: Market, guest: Reader, query: str) -> None:
    assert guest.open(f"/search/?{query}").status == 200


def test_product_page_tells_price_seller_stock_and_delivery(market: Market, guest: Reader) -> None:
    page = guest.open(product_path(market.offers["CN"]))
    assert "₽1,543.13" in page.main  # ¥123.45 at 12.50
    assert "Seller's price ¥123.45" in page.main
    assert "CN Trading" in page.main
    assert "China" in page.main
    assert "Delivery ₽480.00" in page.main  # 300 and nine begun 100 g at 20
    assert "₽2,023.13 in all" in page.main


def test_few_left_are_counted_and_sold_out_ones_can_not_be_put(market: Market, guest: Reader) -> None:
    offer_id = market.offers["RU"]
    count_stock([Counted(offer_id=offer_id, on_hand=2)], now=clock.now())
    assert "Only 2 left" in guest.open(product_path(offer_id)).main
    count_stock([Counted(offer_id=offer_id, on_hand=0)], now=clock.now())
    page = guest.open(product_path(offer_id))
    assert "Sold out" in page.main
    assert not page.forms("/basket/put/")


def test_country_without_a_way_says_so(market: Market, guest: Reader) -> None:
    guest.open("/preferences/").send("/preferences/", country="KZ")
    page = guest.open(product_path(market.offers["CN"]))
    assert "We know no way to bring this to your country" in page.main
    open_route("CN", "KZ", now=clock.now())
    assert "Delivery ₽480.00" in guest.open(product_path(market.offers["CN"])).main


def test_chosen_currency_is_kept_and_used_everywhere(market: Market, guest: Reader) -> None:
    guest.open("/preferences/").send("/preferences/", currency="CNY")
    assert "¥123.45" in guest.open(product_path(market.offers["CN"])).main
    assert "CNY" in guest.open("/").text


def test_lists_ask_the_same_whether_one_or_three_lie_on_the_shelf(market: Market, guest: Reader) -> None:
    everything = dict(market.offers)
    for country in ("GB", "RU"):
        count_stock([Counted(offer_id=everything[country], on_hand=0)], now=clock.now())
    refresh(market)
    paths = ("/", "/c/kettles/", "/search/?q=kettle")
    few = [queries(guest, path) for path in paths]
    for country in ("GB", "RU"):
        count_stock([Counted(offer_id=everything[country], on_hand=5)], now=clock.now())
    refresh(market)
    assert [queries(guest, path) for path in paths] == few


def test_product_page_asks_the_same_for_one_and_three_sellers(market: Market, guest: Reader) -> None:
    gtin = "4006381333931"
    offer_id = add_offer(market, "CN", sku="SAME", gtin=gtin, now=clock.now())
    path = product_path(offer_id)
    alone = queries(guest, path)
    for country in ("GB", "RU"):
        add_offer(market, country, sku="SAME", gtin=gtin, now=clock.now())
    assert queries(guest, path) == alone
    assert "3 offers" in guest.open(path).main


def test_head_knows_shelves_basket_and_stalls(market: Market, guest: Reader) -> None:
    page = guest.open(product_path(market.offers["RU"])).send("/basket/put/", quantity="3")
    head = page.tree.xpath("//header")[0].text_content()
    assert "Kettles" in head
    assert "3" in head
    assert "My stall" not in head
    assert "My stall" in Reader(market.owners["CN"]).open("/").text


def test_makes_of_a_product_are_chosen_by_links(market: Market, guest: Reader) -> None:
    sizes = [
        IncomingOffer(
            sku=f"BOOT-{size}",
            category_id=market.category.id,
            titles={"en": "Felt boots"},
            descriptions={},
            attributes=[],
            brand="",
            part_number="",
            gtin="",
            price_minor=price,
            old_price_minor=None,
            currency="RUB",
            weight_g=1_500,
            hs_code="640419",
            origin_country="RU",
            is_active=True,
            options=(("size", size),),
            group_key="BOOT",
        )
        for size, price in (("42", 500_000), ("44", 450_000))
    ]
    seller = market.sellers["RU"].id
    warehouse = warehouses_of(seller_id=seller)[0].id
    stored = store_offers(seller_id=seller, warehouse_id=warehouse, offers=sizes, now=clock.now())
    count_stock([Counted(offer_id=offer.offer_id, on_hand=1) for offer in stored], now=clock.now())
    path = product_path(stored[0].offer_id)
    page = guest.open(path)
    assert "₽4,500" in page.main  # the cheapest make is shown first
    assert "₽5,000" not in page.main
    assert len(page.links("?make=")) == 2
    assert "₽5,000" in guest.open(f"{path}?make=1").main
    [told] = page.tree.xpath("//script[@type='application/ld+json']/text()")
    offers = json.loads(told)["offers"]["offers"]
    assert len(offers) == 2
    assert not any("doesNotShip" in offer["shippingDetails"] for offer in offers), (
        "the other make is brought, too"
    )
    assert guest.open(f"{path}?make=99").status == guest.open(f"{path}?make=x").status == 200
