"""Duty and taxes at import in the sale: counted with the price, charged where we are registered, frozen and booked."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.flows.steps import complete, part_of
from tests.market import NOW, Market, approve_payment, open_market, open_route
from yarmarka.domain.customs.actions import register, supply_rules
from yarmarka.domain.customs.errors import ImportRefused
from yarmarka.domain.customs.types import Outcome, Registration
from yarmarka.domain.orders.models import Order, OrderLine
from yarmarka.domain.orders.types import BasketLine
from yarmarka.domain.pricing.errors import PriceChanged
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.pay_duties import owed_duties, pay_duties
from yarmarka.flows.place_orders import Placed, PlaceOrder, place_order, place_orders
from yarmarka.flows.price_basket import Quote, price_basket
from yarmarka.kernel.ids import new_id
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.places import PostalAddress

pytestmark = pytest.mark.django_db

BERLIN = PostalAddress(
    country="DE",
    recipient="Anna Vogel",
    street="Torstr. 1",
    city="Berlin",
    postal_code="10115",
    phone="+49 30 901820",
)
SHENZHEN = PostalAddress(
    country="CN",
    recipient="王琳",
    street="科技路1号",
    city="深圳市",
    region="广东省",
    district="南山区",
    postal_code="518000",
    phone="+86 755 8888 0000",
)


@pytest.fixture
def market() -> Market:
    supply_rules(now=NOW)
    opened = open_market(countries=("CN", "RU"), stock=500)
    open_route("CN", "DE")
    open_route("RU", "CN")
    return opened


def registered(regime: str, owed_to: str) -> None:
    register(Registration(regime, "IM3720000224", owed_to, date(2021, 7, 1)), is_example=True, now=NOW)


def priced(market: Market, quantities: dict[UUID, int], *, to: PostalAddress, currency: str) -> Quote:
    lines = tuple(BasketLine(offer, quantity) for offer, quantity in quantities.items())
    asked: dict[str, Any] = {"currency": currency, "destination": to.country, "person_id": market.shopper.id}
    first = price_basket(lines, deliveries={}, now=NOW, **asked)
    ways = {part.seller.id: part.options[0].service.id for part in first.sellers}
    return price_basket(lines, deliveries=ways, now=NOW, **asked)


def wish(market: Market, quantities: dict[UUID, int], *, to: PostalAddress, currency: str) -> PlaceOrder:
    quote = priced(market, quantities, to=to, currency=currency)
    assert quote.total is not None
    return PlaceOrder(
        request_key=new_id(NOW),
        person_id=market.shopper.id,
        email=market.shopper.email,
        locale="en",
        currency=currency,
        lines=tuple(BasketLine(offer, quantity) for offer, quantity in quantities.items()),
        address=to,
        deliveries={part.seller.id: part.chosen.service.id for part in quote.sellers if part.chosen},
        expected_total_minor=quote.total.minor,
    )


def in_europe(market: Market, *, quantity: int = 3) -> Placed:
    return place_order(wish(market, {market.offers["CN"]: quantity}, to=BERLIN, currency="EUR"), now=NOW)


def test_an_ordinary_order_to_russia_is_free_and_says_by_which_rule(market: Market) -> None:
    kazan = replace(BERLIN, country="RU", city="Казань", region="Республика Татарстан", postal_code="420111")
    quote = priced(market, {market.offers["CN"]: 2}, to=kazan, currency="RUB")
    (part,) = quote.sellers
    assert part.landed and part.landed.outcome is Outcome.NOTHING_DUE
    assert [(line.code, line.minor) for line in part.landed.lines] == [("eaeu.post.2024", 0)]
    assert quote.total == quote.goods + quote.delivery  # type: ignore[operator]  # a delivery is chosen


def test_without_a_registration_nothing_is_charged_and_the_shopper_is_told_what_is_due(
    market: Market,
) -> None:
    quote = priced(market, {market.offers["CN"]: 3}, to=BERLIN, currency="EUR")
    (part,) = quote.sellers
    assert part.landed and part.landed.outcome is Outcome.AT_IMPORT
    assert part.landed.due_at_import_minor > 300 and quote.collected.minor == 0
    placed = in_europe(market)
    head = part_of(placed.order_id)
    assert (head.duties.total_minor, head.duty_to) == (0, "")
    assert head.customs and head.customs["outcome"] == "at_import"


def test_what_is_due_is_charged_frozen_booked_and_passed_on(market: Market) -> None:
    registered("eu_ioss", "ioss")
    placed = in_europe(market)
    head = part_of(placed.order_id)
    sale = head.goods_minor + head.delivery_minor
    assert (head.duty_minor, head.import_tax_minor) == (300, round(sale * 0.19))
    assert (head.total_minor, head.net_minor, head.duty_to) == (
        sale + head.duties.total_minor,
        sale - head.commission_minor - head.commission_tax_minor,
        "ioss",
    )
    assert head.customs
    assert [line["code"] for line in head.customs["lines"]] == ["eu.flat.2026.ioss", "de.vat.ioss"]
    order = Order.objects.get(id=placed.order_id)
    assert (order.duty_minor, order.import_tax_minor, order.total_minor) == (
        head.duty_minor,
        head.import_tax_minor,
        placed.total.minor,
    )
    line = OrderLine.objects.get(order_id=placed.order_id)
    assert (line.duty_minor, line.import_tax_minor) == (head.duty_minor, head.import_tax_minor)

    approve_payment(placed.order_id, placed.total)
    assert verify_books(now=NOW) == ()
    complete(market, part_of(placed.order_id))
    (owed,) = owed_duties()
    assert (owed.duty_to, owed.duty.minor, owed.import_tax.minor) == ("ioss", 300, head.import_tax_minor)
    paid = pay_duties(
        payment_id=new_id(NOW),
        duty_to="ioss",
        currency="EUR",
        bank_account="main",
        reference="Q4",
        by=None,
        now=NOW,
    )
    assert paid.minor == head.duties.total_minor
    assert owed_duties() == () and verify_books(now=NOW) == ()


def test_what_is_called_off_gives_duty_and_taxes_back(market: Market) -> None:
    registered("eu_ioss", "ioss")
    placed = in_europe(market)
    approve_payment(placed.order_id, placed.total)
    cancel_before_shipping(
        seller_order_id=part_of(placed.order_id).id,
        viewer=market.shopper.id,
        reason="shopper_changed_mind",
        now=NOW,
    )
    assert owed_duties() == ()
    assert verify_books(now=NOW) == ()


def test_a_price_without_the_duty_is_not_the_price(market: Market) -> None:
    before = wish(market, {market.offers["CN"]: 3}, to=BERLIN, currency="EUR")
    registered("eu_ioss", "ioss")
    with pytest.raises(PriceChanged):
        place_order(before, now=NOW)


def test_a_persons_year_in_china_is_counted_in_one_statement_for_all_and_ends_at_its_limit(
    market: Market,
) -> None:
    registered("cn_cbec", "gacc")
    offer = market.offers["RU"]  # 123.45 roubles, about 9.88 yuan
    one = wish(market, {offer: 1}, to=SHENZHEN, currency="CNY")
    twins = [msgspec.structs.replace(one, request_key=new_id(NOW)) for _ in range(4)]
    with CaptureQueriesContext(connection) as alone:
        place_orders([one], now=NOW)
    with CaptureQueriesContext(connection) as many:
        assert all(isinstance(placed, Placed) for placed in place_orders(twins, now=NOW))
    assert len(many) == len(alone)
    Order.objects.filter(person_id=market.shopper.id).update(placed_at=NOW.replace(month=2))
    OrderLine.objects.update(unit_minor=600_000, total_minor=600_000)
    with pytest.raises(ImportRefused):
        place_order(msgspec.structs.replace(one, request_key=new_id(NOW), expected_total_minor=None), now=NOW)
