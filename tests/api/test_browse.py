"""Anybody may look at goods, in their language and currency."""

from tests.api.calling import App, app_of, shown
from tests.market import Market, add_offer
from yarmarka.kernel.clock import now


def test_categories_are_named_in_the_callers_language(market: Market) -> None:
    russian = App(language="ru").get("/categories").body["items"]
    english = App(language="en").get("/categories").body["items"]
    assert [item["name"] for item in russian] == ["Чайники"]
    assert [item["name"] for item in english] == ["Kettles"]
    assert english[0]["id"] == shown("cat", market.category.id)


def test_a_list_of_products_shows_the_lowest_price(market: Market, guest: App) -> None:
    found = guest.get("/products?currency=RUB").body
    by_seller = {item["seller"]: item for item in found["items"]}
    # 123.45 yuan at 12.50
    assert by_seller["CN Trading"]["price"] == {"minor": 154_313, "currency": "RUB"}
    assert found["page"] == {"number": 1, "size": 24, "total": 3, "is_total_exact": True, "has_next": False}


def test_prices_come_in_the_persons_own_currency(market: Market) -> None:
    market.shopper.currency = "CNY"
    market.shopper.save()
    assert app_of(market.shopper).get("/products").body["currency"] == "CNY"


def test_a_category_narrows_the_list_and_an_unknown_one_is_missing(market: Market, guest: App) -> None:
    assert len(guest.get(f"/products?category={shown('cat', market.category.id)}").body["items"]) == 3
    assert guest.get(f"/products?category={shown('cat', market.address_id)}").status == 404


def test_words_find_goods(market: Market, guest: App) -> None:
    add_offer(market, "RU", sku="LAMP", title="Настольная лампа", now=now())
    items = guest.get("/products?q=лампы").body["items"]
    assert [item["title"] for item in items] == ["Настольная лампа"]


def test_a_product_shows_each_sellers_offer(market: Market, guest: App) -> None:
    for country in ("CN", "RU"):
        add_offer(market, country, sku=f"{country}-same", gtin="4006381333931", now=now())
    listed = {item["offer_count"]: item for item in guest.get("/products").body["items"]}
    product = guest.get(f"/products/{listed[2]['id']}?currency=RUB").body
    assert [offer["seller"] for offer in product["offers"]] == ["RU Trading", "CN Trading"]
    assert product["offers"][1]["own_price"] == {"minor": 12_345, "currency": "CNY"}


def test_an_unknown_and_a_malformed_product_look_alike(market: Market, guest: App) -> None:
    unknown = guest.get(f"/products/{shown('prd', market.address_id)}")
    malformed = guest.get("/products/prd_nonsense")
    assert unknown.status == malformed.status == 404
    assert unknown.body == malformed.body
