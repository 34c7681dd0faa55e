"""Apps name the shop that they are in: lists, baskets and orders are then of its assortment."""

import pytest

from tests.api.calling import App
from tests.api.wishes import lines, order, wish
from tests.malls import open_mall
from tests.market import Market
from yarmarka.domain.orders.models import Order
from yarmarka.kernel import clock

MALL = {"X-Storefront": "mall"}


@pytest.fixture
def mall(market: Market) -> Market:
    """The Chinese seller is the official store of the kettles' brand."""
    open_mall(market, now=clock.now())
    return market


def test_lists_finds_and_products_are_those_of_the_shop(mall: Market, guest: App) -> None:
    for asked in ("/products", "/products?q=kettle"):
        assert len(guest.get(asked).body["items"]) == 3
        [only] = guest.get(asked, X_Storefront="mall").body["items"]
        assert guest.get(f"/products/{only['id']}", X_Storefront="mall").status == 200
    assert len(guest.get("/products?storefront=mall").body["items"]) == 1
    others = {item["id"] for item in guest.get("/products").body["items"]} - {only["id"]}
    assert {guest.get(f"/products/{other}", X_Storefront="mall").status for other in others} == {404}


def test_baskets_and_orders_are_held_to_the_shop(mall: Market, shopper: App) -> None:
    shopper.extra = MALL
    refused = shopper.post("/basket/lines", lines({mall.offers["GB"]: 1})[0])
    assert (refused.status, refused.body["code"]) == (409, "not_sold_here")
    body = wish(shopper, mall, {mall.offers["CN"]: 1})
    placed = order(shopper, body)
    assert placed.status == 201
    assert Order.objects.get().storefront == "mall"
    other = body | {"lines": lines({mall.offers["GB"]: 1})}
    refused = order(shopper, other)
    assert (refused.status, refused.body["code"]) == (409, "not_sold_here")
    quoted = shopper.post("/quote", {"lines": lines({mall.offers["GB"]: 1}), "country": "RU"}).body
    assert [line["problem"] for line in quoted["sellers"][0]["lines"]] == ["elsewhere"]


def test_a_shop_that_there_is_not_is_named_as_what_is_wrong(mall: Market, guest: App) -> None:
    refused = guest.get("/products", X_Storefront="bazaar")
    assert (refused.status, refused.body["code"], refused.body["field"]) == (
        422,
        "storefront_unknown",
        "storefront",
    )


@pytest.mark.django_db
def test_the_description_tells_of_the_header(guest: App) -> None:
    paths = guest.get("/openapi.json").body["paths"]
    told = {
        path
        for path, operations in paths.items()
        for operation in operations.values()
        if "X-Storefront" in {named["name"] for named in operation.get("parameters", ())}
    }
    assert {"/api/v1/products", "/api/v1/basket", "/api/v1/orders"} <= told
    assert "/api/v1/addresses" not in told
