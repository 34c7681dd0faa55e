"""A product's page: everybody who sells it, what it costs the reader, and whether any is left."""

from typing import Any
from uuid import UUID

import pytest

from tests.market import NOW, Market, open_market
from tests.reads.goods import put_on_shelf, statements
from yarmarka.domain.catalogue.models import Product
from yarmarka.flows.change_offers import withdraw_offer
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.reads.product_page import FEW, Attribute, ProductPage, StockState, product_page
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db
PEN = "04006381333931"


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN", "GB"))


def page(product_id: UUID, **asked: Any) -> ProductPage:
    return product_page(product_id, **{"currency": "RUB", "language": "ru", "now": NOW} | asked)


def test_offers_of_several_sellers_stand_side_by_side(market: Market) -> None:
    dear = put_on_shelf(market, "RU", "A", gtin=PEN, price_minor=10_000, pieces=100)
    cheap = put_on_shelf(market, "CN", "B", gtin=PEN, price_minor=700, currency="CNY", pieces=2)
    gone = put_on_shelf(market, "GB", "C", gtin=PEN, price_minor=1, currency="GBP", pieces=0)
    found = page(dear.product_id)
    assert [offer.id for offer in found.offers] == [cheap.offer_id, dear.offer_id, gone.offer_id]
    first = found.offers[0]
    assert (first.price, first.own_price) == (Money(8_750, "RUB"), Money(700, "CNY"))
    assert (first.seller_name, first.country, first.sent_from) == ("CN Trading", "CN", "CN")
    assert (first.stock, first.available) == (StockState.FEW, 2)
    assert [offer.stock for offer in found.offers[1:]] == [StockState.PLENTY, StockState.NONE]


def test_texts_come_in_the_readers_language_or_the_next_best(market: Market) -> None:
    made = put_on_shelf(
        market,
        "RU",
        "A",
        titles={"ru": "Чайник", "zh": "水壶"},
        descriptions={"en": "Whistles."},
        attributes=[
            {"name": "Объём", "value": "2,2", "unit": "л"},
            {"name": {"ru": "Цвет", "en": "Colour"}, "value": {"ru": "белый", "en": "white"}},
            {"name": "Пусто", "value": ""},
        ],
    )
    russian, english = page(made.product_id), page(made.product_id, language="en")
    assert (russian.title, russian.description) == ("Чайник", "Whistles.")
    assert english.title == "Чайник"
    assert english.attributes == (Attribute("Объём", "2,2 л"), Attribute("Colour", "white"))


def test_each_make_has_its_own_offers(market: Market) -> None:
    sizes = [
        put_on_shelf(
            market,
            "RU",
            f"V-{size}",
            group_key="v",
            options=(("Размер", str(size)),),
            price_minor=size,
            pieces=left,
        )
        for size, left in ((41, 0), (42, 1))
    ]
    found = page(sizes[0].product_id)
    assert [make.options for make in found.variants] == [{"Размер": "41"}, {"Размер": "42"}]
    assert [make.cheapest and make.cheapest.id for make in found.variants] == [None, sizes[1].offer_id]


def test_breadcrumbs_lead_to_its_shelf(market: Market) -> None:
    made = put_on_shelf(market, "RU", "A")
    assert [crumb.slug for crumb in page(made.product_id).breadcrumbs] == ["kettles"]
    assert page(made.product_id).picture == "kettle"


def test_what_is_no_longer_sold_keeps_its_page(market: Market) -> None:
    made = put_on_shelf(market, "RU", "A")
    withdraw_offer(seller_id=market.sellers["RU"].id, offer_id=made.offer_id, now=NOW)
    assert page(made.product_id).offers == ()


def test_hidden_and_unknown_products_look_alike(market: Market) -> None:
    made = put_on_shelf(market, "RU", "A")
    Product.objects.filter(id=made.product_id).update(is_visible=False)
    for key in (made.product_id, new_id(NOW)):
        with pytest.raises(Missing):
            page(key)


def test_few_is_few(market: Market) -> None:
    made = put_on_shelf(market, "RU", "A", pieces=FEW)
    assert page(made.product_id).offers[0].stock == StockState.FEW


def test_one_offer_and_three_cost_the_same(market: Market) -> None:
    made = put_on_shelf(market, "RU", "A", gtin=PEN)
    one = statements(lambda: page(made.product_id))
    put_on_shelf(market, "CN", "B", gtin=PEN, currency="CNY")
    put_on_shelf(market, "GB", "C", gtin=PEN, currency="GBP")
    assert statements(lambda: page(made.product_id)) == one == 4
