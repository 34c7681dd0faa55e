"""The offer that stands first: on a product's page with its reasons, on a shelf, beside a basket."""

import pytest

from tests.market import Market
from tests.reads.goods import put_on_shelf, statements
from tests.web.shop.reader import Reader
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.catalogue.types import StoredOffer
from yarmarka.domain.discovery.actions import take_in_companions
from yarmarka.domain.discovery.types import BoughtTogether
from yarmarka.kernel import clock
from yarmarka.vocabulary.ids import public_id

PEN = "04006381333931"


@pytest.fixture
def heavy(market: Market) -> StoredOffer:
    """The goods are cheapest where they weigh most, so that bringing them makes them dear."""
    put_on_shelf(market, "RU", "B", gtin=PEN, price_minor=10_000, weight_g=100)
    return put_on_shelf(market, "CN", "A", gtin=PEN, price_minor=700, currency="CNY", weight_g=9_000)


def sellers_of(page_path: str, reader: Reader) -> list[str]:
    return [
        panel.get("aria-label")
        for panel in reader.open(page_path).tree.xpath("//article[contains(@class, 'offer')]")
    ]


def test_a_page_shows_the_featured_offer_first_and_says_why(heavy: StoredOffer, guest: Reader) -> None:
    path = f"/p/{public_id('prd', heavy.product_id)}/"
    page = guest.open(path)
    assert sellers_of(path, guest) == ["RU Trading", "CN Trading"]
    [why] = page.tree.xpath("//details[summary='Why this offer?']")
    assert "₽420.00 with delivery: the lowest price of all offers." in why.text_content()
    assert "too few orders" in why.text_content()


def test_one_offer_alone_needs_no_reasons(market: Market, guest: Reader) -> None:
    product_id = offers_for_sale([market.offers["GB"]])[market.offers["GB"]].product_id
    assert not guest.open(f"/p/{public_id('prd', product_id)}/").tree.xpath(
        "//details[summary='Why this offer?']"
    )


def test_a_shelf_and_a_basket_show_the_same_offer(market: Market, heavy: StoredOffer, guest: Reader) -> None:
    def shown(path: str) -> list[str]:
        cards = guest.open(path).tree.xpath("//article[@class='card']")
        return [
            card.text_content()
            for card in cards
            if public_id("prd", heavy.product_id) in card.xpath(".//a/@href")[0]
        ]

    [on_shelf] = shown("/c/kettles/")
    assert "₽100" in on_shelf
    assert "from ₽87.50 at other sellers" in on_shelf
    bought = offers_for_sale([market.offers["GB"]])[market.offers["GB"]].product_id
    take_in_companions([BoughtTogether(bought, heavy.product_id, 5, 0.5)], now=clock.now())
    guest.open(f"/p/{public_id('prd', bought)}/").send("/basket/put/")
    [in_basket] = shown("/basket/")
    assert "₽100" in in_basket


def test_more_offers_that_compete_cost_a_page_no_statement_more(
    market: Market, heavy: StoredOffer, guest: Reader
) -> None:
    path = f"/p/{public_id('prd', heavy.product_id)}/"
    guest.open(path)
    before = statements(lambda: guest.open(path))
    put_on_shelf(market, "GB", "C", gtin=PEN, price_minor=700, currency="GBP")
    put_on_shelf(market, "GB", "D", gtin=PEN, price_minor=800, currency="GBP")
    assert statements(lambda: guest.open(path)) == before
    assert len(sellers_of(path, guest)) == 4
