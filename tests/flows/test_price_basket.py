"""What a basket costs, and at which rates."""

import pytest

from tests.market import NOW, open_market
from yarmarka.domain.orders.types import BasketLine
from yarmarka.flows.price_basket import QuotedSeller, price_basket

pytestmark = pytest.mark.django_db


def test_a_service_that_takes_no_parcel_so_heavy_is_named_and_not_offered() -> None:
    market = open_market(countries=("CN",))

    def part(quantity: int) -> QuotedSeller:
        lines = [BasketLine(market.offers["CN"], quantity)]
        (only,) = price_basket(lines, currency="RUB", destination="RU", deliveries={}, now=NOW).sellers
        return only

    light, heavy = part(1), part(1_000)
    assert (len(light.options), light.too_heavy_for) == (1, ())
    assert heavy.options == ()
    assert heavy.weight_g > heavy.too_heavy_for[0].max_weight_g


def test_the_rates_of_goods_and_of_deliveries_are_both_told() -> None:
    market = open_market(countries=("CN", "GB"))
    lines = [BasketLine(market.offers["CN"], 1), BasketLine(market.offers["GB"], 1)]

    in_yuan = price_basket(lines, currency="CNY", destination="RU", deliveries={}, now=NOW)
    assert {rate.base for rate in in_yuan.rates} == {"GBP", "RUB"}  # deliveries are priced in roubles

    without_way = price_basket(lines, currency="CNY", destination=None, deliveries={}, now=NOW)
    assert {rate.base for rate in without_way.rates} == {"GBP"}
