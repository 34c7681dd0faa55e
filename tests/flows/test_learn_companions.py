"""What is bought together: counted from paid orders of several people, and only from those."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.market import NOW, Market, add_offer, approve_payment, open_market, order_request, person
from yarmarka.domain.catalogue.queries import offers_for_sale
from yarmarka.domain.discovery.models import Companion
from yarmarka.domain.discovery.queries import companions_of
from yarmarka.flows.learn_companions import learn_companions
from yarmarka.flows.place_orders import place_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    market = open_market(countries=("RU",), stock=50)
    for sku in ("CUP", "TEA", "HONEY"):
        market.offers[sku] = add_offer(market, "RU", sku=sku, title=sku.title(), stock=50)
    return market


def buys(market: Market, number: int, *skus: str, pays: bool = True) -> None:
    """Have shopper number so and so buy these in one order."""
    name = f"shopper-{number}@example.test"
    if name not in market.owners:
        market.owners[name] = person(name, full_name=f"Shopper {number}")
    wanted = {market.offers[sku]: 1 for sku in skus}
    placed = place_order(order_request(market, wanted, shopper=market.owners[name]), now=NOW)
    if pays:
        approve_payment(placed.order_id, placed.total)


def product(market: Market, sku: str) -> UUID:
    return offers_for_sale([market.offers[sku]])[market.offers[sku]].product_id


def beside(market: Market, sku: str) -> list[str]:
    names = {product(market, name): name for name in ("CUP", "TEA", "HONEY", "RU")}
    return [names[key] for key in companions_of(product(market, sku), most=8)]


def test_three_people_who_pay_make_a_pair_and_fewer_do_not(market: Market) -> None:
    for number in range(3):
        buys(market, number, "CUP", "TEA")
    for number in range(3, 6):
        buys(market, number, "TEA")
    for number in (1, 2):
        buys(market, number, "CUP", "HONEY")  # two people only
    buys(market, 2, "CUP", "HONEY")  # the same one again
    buys(market, 3, "CUP", "HONEY", pays=False)
    assert learn_companions(now=NOW) == 2
    assert beside(market, "CUP") == ["TEA"]
    assert beside(market, "TEA") == ["CUP"]
    assert beside(market, "HONEY") == []
    pair = Companion.objects.get(product_id=product(market, "CUP"))
    assert pair.shoppers == 3
    assert pair.strength == pytest.approx(3 / (3 * 6) ** 0.5)


def test_the_firmest_come_first_and_what_is_over_goes(market: Market) -> None:
    for number in range(4):
        buys(market, number, "CUP", "HONEY")
    for number in range(3):
        buys(market, number, "CUP", "TEA")
        buys(market, number + 10, "TEA")
    learn_companions(now=NOW)
    assert beside(market, "CUP") == ["HONEY", "TEA"]
    assert learn_companions(now=NOW + timedelta(days=200)) == 0, "nobody has bought anything for half a year"
    assert beside(market, "CUP") == []
