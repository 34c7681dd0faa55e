"""Orders for the operator: finding one, and one page that knows everything about it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.market import NOW, Market, place
from tests.web.scene import ARRIVES, paid_order, part_of, send, travel
from yarmarka.domain.orders.models import Order
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.vocabulary.ids import public_id
from yarmarka.web.console.tables import page as tables

pytestmark = pytest.mark.django_db


def test_an_order_is_found_by_number_or_e_mail(market: Market, operator: Client) -> None:
    number = place(market, {market.offers["CN"]: 1}).number
    for words in (number[:10], number.lower(), "alsu@", "ALSU@EXAMPLE.TEST"):
        assert number in operator.get("/en/staff/orders/", {"q": words}).content.decode(), words
    for words in ("999999", "nobody@", "%", "_"):
        assert number not in operator.get("/en/staff/orders/", {"q": words}).content.decode(), words


@pytest.mark.parametrize(
    ("shown", "there"), [("unpaid", True), ("all", True), ("paid", False), ("sent", False)]
)
def test_states_narrow_the_list(market: Market, operator: Client, shown: str, *, there: bool) -> None:
    number = place(market, {market.offers["CN"]: 1}).number
    page = operator.get("/en/staff/orders/", {"shown": shown}).content.decode()
    assert (number in page) == there


def test_three_rows_cost_as_many_queries_as_one(market: Market, operator: Client) -> None:
    counts = []
    operator.get("/en/staff/orders/")  # what a process remembers it reads once
    for more in (1, 2):
        for _ in range(more):
            paid_order(market, dict.fromkeys(market.offers.values(), 1))
        with CaptureQueriesContext(connection) as queries:
            assert operator.get("/en/staff/orders/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_list_has_pages(market: Market, operator: Client, monkeypatch: pytest.MonkeyPatch) -> None:

    monkeypatch.setattr(tables, "PER_PAGE", 2)
    for hour in range(3):
        place(market, {market.offers["CN"]: 1}, now=NOW + timedelta(hours=hour))
    first = operator.get("/en/staff/orders/?shown=unpaid").content.decode()
    assert "?shown=unpaid&amp;page=2" in first
    second = operator.get("/en/staff/orders/?shown=unpaid&page=2").content.decode()
    oldest = Order.objects.order_by("placed_at")[0].number
    assert oldest not in first
    assert oldest in second
    assert 'rel="next"' not in second


def test_one_page_knows_everything_about_an_order(market: Market, operator: Client) -> None:
    order_id = paid_order(market, {market.offers["CN"]: 2, market.offers["GB"]: 1})
    chinese, british = (part_of(order_id, market.sellers[country].id) for country in ("CN", "GB"))
    number = send(chinese, serial=1, country="CN")
    travel(number, ARRIVES, since=NOW)
    cancel_before_shipping(seller_order_id=british.id, seller_id=british.seller_id, reason="damaged", now=NOW)
    page = operator.get(f"/en/staff/orders/{public_id('ord', order_id)}/").content.decode()
    for fact in (
        "alsu@example.test",
        "ул. Баумана",
        "CN Trading",
        "CN-1",
        number,
        "Вручено адресату",
        "Payment received",
        "Refund decided",
        "The goods turned out damaged",
        "A part was called off",
        "The order is paid",
        "A part of the order is cancelled",
        "A parcel has come",
        public_id("ord", order_id),
    ):
        assert fact in page, fact


def test_the_page_costs_as_many_queries_for_three_sellers_as_for_one(
    market: Market, operator: Client
) -> None:
    counts: list[int] = []
    operator.get("/en/staff/orders/")  # what a process remembers it reads once
    for countries in (["CN"], ["CN", "GB", "RU"]):
        order_id = paid_order(market, {market.offers[country]: 1 for country in countries})
        for serial, country in enumerate(countries):
            part = part_of(order_id, market.sellers[country].id)
            travel(send(part, serial=len(counts) * 10 + serial, country="CN"), ARRIVES, since=NOW)
        with CaptureQueriesContext(connection) as queries:
            assert operator.get(f"/en/staff/orders/{public_id('ord', order_id)}/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
