"""The offer that stands for a product: its seller's record, and what reading it costs."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from tests.market import NOW, Market, open_market
from tests.reads.goods import put_on_shelf, statements
from yarmarka.domain.catalogue.types import Reliability
from yarmarka.domain.pricing.queries import rates_to
from yarmarka.domain.sellers.actions import note_records
from yarmarka.domain.sellers.types import TradeRecord
from yarmarka.flows.measure_sellers import measure_sellers
from yarmarka.reads.product_cards import ProductCard, product_cards
from yarmarka.reads.product_page import product_page

pytestmark = pytest.mark.django_db
PEN = "04006381333931"
GOOD = TradeRecord(
    orders=40, due=40, sent_late=0, called_off=0, arrived=40, arrived_late=0, given_back=0, charged_back=0
)


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU", "CN"))


def card(market: Market, product_id: UUID) -> ProductCard:
    [found] = product_cards([product_id], currency="RUB", rates=rates_to("RUB", now=NOW), language="ru")
    return found


def test_a_sellers_record_is_measured_and_tells_on_lists_and_pages(market: Market) -> None:
    made = put_on_shelf(market, "CN", "A", gtin=PEN, price_minor=700, currency="CNY")
    put_on_shelf(market, "RU", "B", gtin=PEN, price_minor=10_000)
    late = replace(GOOD, sent_late=20)
    note_records({market.sellers["RU"].id: GOOD, market.sellers["CN"].id: late}, now=NOW)
    said = {offer.country: offer.reliability for offer in card(market, made.product_id).offers}
    assert said == {"CN": Reliability.SERIOUS, "RU": Reliability.GOOD}
    page = product_page(made.product_id, currency="RUB", language="ru", now=NOW)
    assert {offer.country: offer.reliability for offer in page.offers} == said
    assert measure_sellers(now=NOW + timedelta(days=1)) == 0, "nobody has sold anything yet"
    assert {offer.reliability for offer in card(market, made.product_id).offers} == {Reliability.TOO_FEW}


def test_eight_offers_cost_a_list_as_many_statements_as_one(market: Market) -> None:
    alone = put_on_shelf(market, "RU", "ALONE")
    for number in range(8):
        many = put_on_shelf(market, "RU" if number % 2 else "CN", f"M{number}", gtin=PEN)
    assert statements(lambda: card(market, alone.product_id)) == statements(
        lambda: card(market, many.product_id)
    )
