"""The same order under the rules of other days, each line with the rule that made it."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from tests.market import NOW, Market, open_market, place
from yarmarka.domain.customs.actions import supply_rules
from yarmarka.domain.customs.types import Outcome
from yarmarka.domain.pricing.actions import record_rates
from yarmarka.flows.count_imports import count_order

pytestmark = pytest.mark.django_db
DAYS = [date(2016, 7, 1), date(2019, 7, 1), date(2020, 7, 1), date(2023, 7, 3), NOW.date()]


@pytest.fixture
def market() -> Market:
    supply_rules(now=NOW)
    return open_market(countries=("CN",), stock=40)


def test_an_order_is_counted_under_the_rules_of_each_day(market: Market) -> None:
    for day, euro in ((2016, "71.3087"), (2019, "71.4725"), (2020, "79.6793"), (2023, "96.3302")):
        record_rates({"EUR": Decimal(euro)}, source="ECB", now=datetime(day, 6, 30, tzinfo=UTC))
    placed = place(market, {market.offers["CN"]: 30})
    counted = count_order(placed.number, on=DAYS)
    codes = [[line.code for part in day.parts for line in part.cost.lines] for day in counted.days]
    assert codes == [
        ["ru.post.2016"],
        ["ru.post.2019"],
        ["eaeu.post.2020"],
        ["eaeu.post.2022"],
        ["eaeu.post.2024"],
    ]
    assert set(counted.rules) == {code for day in codes for code in day}
    for day, free, part in zip(
        counted.days,
        (100_000, 50_000, 20_000, 100_000, 20_000),
        (3_000, 3_000, 1_500, 1_500, 1_500),
        strict=True,
    ):
        goods = day.parts[0].part.consignment.value_minor
        rate = next(one.rate for one in day.rates)
        above = max(0, round(goods / rate) - free)
        line = day.parts[0].cost.lines[0]
        assert line.own_minor == pytest.approx(above * part / 10_000, abs=1)
        assert (line.minor == 0) == (above == 0)
    assert [bool(day.total_minor) for day in counted.days] == [False, True, True, False, True]


def test_without_a_rate_of_the_day_that_of_the_sale_is_taken_and_said(market: Market) -> None:
    placed = place(market, {market.offers["CN"]: 1})
    counted = count_order(placed.number, on=[date(2016, 7, 1), NOW.date()])
    assert [day.has_later_rates for day in counted.days] == [True, False]
    assert counted.days[0].parts[0].cost.outcome is Outcome.NOTHING_DUE


def test_a_month_counts_what_the_person_bought_before(market: Market) -> None:
    first = place(market, {market.offers["CN"]: 6}, now=NOW)
    second = place(market, {market.offers["CN"]: 6}, now=NOW.replace(hour=10))
    before = [
        count_order(one.number, on=[date(2019, 7, 1)]).days[0].parts[0].cost.lines[0].figures["before_minor"]
        for one in (first, second)
    ]
    assert before[0] == 0
    assert before[1] > 0
