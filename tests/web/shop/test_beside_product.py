"""What stands beside a product: its like, what is bought with it, what this browser looked at before."""

import json
from uuid import UUID

import pytest

from tests.market import Market, add_offer
from tests.reads.goods import statements
from tests.web.shop.reader import Page, Reader
from tests.web.shop.test_click_log import answers
from tests.web.shop.test_looking_around import product_path
from yarmarka.connectors.search import index_store
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.discovery.actions import take_in_companions
from yarmarka.domain.discovery.types import BoughtTogether
from yarmarka.flows.index_goods import rebuild_index
from yarmarka.flows.refresh_shelves import refresh_all_shelves
from yarmarka.kernel import clock

GOODS = {
    "COPPER": "Copper samovar 3 l",
    "STEEL": "Steel samovar 3 l",
    "TEA": "Black tea",
    "CUP": "Glass cup",
}


@pytest.fixture
def goods(market: Market) -> dict[str, UUID]:
    offers = {
        sku: add_offer(market, "RU", sku=sku, title=title, now=clock.now()) for sku, title in GOODS.items()
    }
    refresh_all_shelves(now=clock.now())
    return offers


def product(offer_id: UUID) -> UUID:
    return offers_for_sale([offer_id])[offer_id].product_id


def row(page: Page, key: str) -> list[str]:
    """Return the titles of the goods in a row."""
    inside = f"//section[@aria-labelledby='{key}-title']//*[@class='card__title']"
    return [title.text_content().strip() for title in page.tree.xpath(inside)]


def test_the_likest_come_first_by_the_index_and_without_it(goods: dict[str, UUID], guest: Reader) -> None:
    page = guest.open(product_path(goods["COPPER"]))
    assert "Steel samovar 3 l" in row(page, "similar"), "from the same shelf, without an index"
    assert rebuild_index(index_store(), now=clock.now())
    try:
        similar = row(guest.open(product_path(goods["COPPER"])), "similar")
    finally:
        index_store().forget()
    assert similar[0] == "Steel samovar 3 l"
    assert "Copper samovar 3 l" not in similar


def test_companions_stand_once_and_what_is_gone_does_not(
    market: Market, goods: dict[str, UUID], guest: Reader
) -> None:
    pairs = [("COPPER", "TEA", 0.9), ("COPPER", "CUP", 0.5)]
    take_in_companions(
        [BoughtTogether(product(goods[one]), product(goods[other]), 5, firm) for one, other, firm in pairs],
        now=clock.now(),
    )
    page = guest.open(product_path(goods["COPPER"]))
    assert row(page, "together") == ["Black tea", "Glass cup"]
    assert not {"Black tea", "Glass cup"} & set(row(page, "similar"))
    assert row(guest.open(product_path(goods["TEA"])), "together") == [], "nobody has said so of tea"


def test_a_browser_remembers_what_it_saw_only_when_allowed(goods: dict[str, UUID], guest: Reader) -> None:
    guest.open(product_path(goods["TEA"]))
    page = guest.open(product_path(goods["CUP"]))
    assert row(page, "seen") == []
    assert "seen" not in guest.client.cookies
    answers(guest, page, "seen", "yes")
    guest.open(product_path(goods["TEA"]))
    page = guest.open(product_path(goods["COPPER"]))
    seen = {*row(page, "seen"), *row(page, "similar")}
    assert {"Black tea", "Glass cup"} <= seen, "what stands in one row is not told twice"
    assert guest.client.cookies["seen"]["httponly"]
    answers(guest, guest.open("/consents/"), "seen", "no")
    assert not guest.client.cookies["seen"].value
    assert row(guest.open(product_path(goods["COPPER"])), "seen") == []


def test_odd_cookies_are_nobodys_memory(goods: dict[str, UUID], guest: Reader) -> None:
    for odd in ("x", "seen-yes.searches-perhaps", "-.-.", "seen-yes" * 300):
        guest.client.cookies["allowed"] = odd
        guest.client.cookies["seen"] = "x.." + "z" * 3_000
        assert guest.open(product_path(goods["TEA"])).status == 200


def test_rows_cost_the_same_for_one_and_for_many(
    market: Market, goods: dict[str, UUID], guest: Reader
) -> None:
    path = product_path(goods["COPPER"])
    guest.open(path)
    few = statements(lambda: guest.open(path))
    for number in range(6):
        add_offer(market, "RU", sku=f"MORE-{number}", title=f"Samovar {number}", now=clock.now())
    refresh_all_shelves(now=clock.now())
    assert statements(lambda: guest.open(path)) == few


def test_machines_are_told_of_delivery_and_returns(
    market: Market, goods: dict[str, UUID], guest: Reader
) -> None:
    page = guest.open(product_path(goods["TEA"]))
    facts = json.loads(page.tree.xpath("//script[@type='application/ld+json']")[0].text)
    [offer] = facts["offers"]["offers"]
    assert offer["price"] == facts["offers"]["lowPrice"]
    shipping = offer["shippingDetails"]
    assert shipping["shippingDestination"]["addressCountry"] == "RU"
    assert shipping["shippingRate"]["currency"] == facts["offers"]["priceCurrency"]
    days = shipping["deliveryTime"]["transitTime"]
    assert (days["minValue"], days["maxValue"]) == (5, 20), "as the page promises"
    returns = offer["hasMerchantReturnPolicy"]
    assert returns["merchantReturnDays"] == 7, "the protection time of the service"
    assert (
        guest.client.get(returns["merchantReturnLink"].removeprefix("http://testserver")).status_code == 200
    )


def test_where_nobody_brings_it_machines_are_told_so(market: Market, goods: dict[str, UUID]) -> None:
    reader = Reader()
    page = reader.open("/preferences/")
    page.send("/preferences/", country="KZ")
    page = reader.open(product_path(goods["TEA"]))
    [offer] = json.loads(page.tree.xpath("//script[@type='application/ld+json']")[0].text)["offers"]["offers"]
    assert offer["shippingDetails"]["doesNotShip"] is True
    assert "hasMerchantReturnPolicy" not in offer
