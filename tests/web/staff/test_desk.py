"""The operator's first page: every queue counts what it says, and leads to the rows that it counted."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.market import Market, open_market, place
from tests.web.scene import ARRIVES, applicant, paid_order, part_of, send, travel
from yarmarka.domain.orders.models import Order
from yarmarka.kernel.clock import now
from yarmarka.reads.staff_desk import Desk, desk
from yarmarka.reads.staff_orders import listed_orders
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=40)


@pytest.fixture
def market(db: None) -> Market:
    """A market that opened two months ago."""
    return open_market(now=now() - timedelta(days=60))


def late(market: Market) -> None:
    """Sell two things long ago, of which one was never sent and the other never arrived."""
    order_id = paid_order(market, {market.offers["CN"]: 1, market.offers["GB"]: 1}, now=now() - LONG_AGO)
    part = part_of(order_id, market.sellers["GB"].id)
    number = send(part, serial=1, country="GB", now=now() - LONG_AGO)
    trouble = (ParcelState.CUSTOMS_ACTION_REQUIRED, "Customs ask", "Moscow")
    travel(number, [ARRIVES[0], trouble], since=now() - LONG_AGO)


def test_a_quiet_day_says_so(operator: Client) -> None:
    assert "Nothing waits for you" in operator.get("/en/staff/").content.decode()


def test_each_queue_counts_what_its_list_shows(market: Market, operator: Client) -> None:
    late(market)
    place(market, {market.offers["CN"]: 1}, now=now() - timedelta(hours=3))
    applicant("new@example.test", number="1027739642281")
    at = now()
    counted = desk(now=at)
    assert (counted.ship_late, counted.promise_broken, counted.parcels_in_trouble) == (1, 1, 1)
    assert (counted.unpaid, counted.unpaid_overdue, counted.sellers_waiting) == (1, 1, 1)
    for shown in ("ship_late", "promise_broken", "parcel_trouble", "unpaid_overdue"):
        assert len(listed_orders(shown=shown, now=at, limit=10)) == 1, shown
    page = operator.get("/en/staff/").content.decode()
    for queue in (
        "Sellers wait for a decision",
        "Not shipped in time",
        "Promise broken",
        "Unpaid past their time",
    ):
        assert page.index(queue) < page.index("Empty:")


def test_three_orders_cost_as_many_queries_as_one(market: Market, operator: Client) -> None:
    counts = []
    operator.get("/en/staff/")  # what a process remembers it reads once
    for more in (1, 2):
        for _ in range(more):
            paid_order(market, {market.offers["CN"]: 1}, now=now())
        with CaptureQueriesContext(connection) as queries:
            assert operator.get("/en/staff/").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Order.objects.count() == 3


def test_the_counts_of_an_empty_house_are_zero(db: None) -> None:
    assert desk(now=now()) == Desk(**dict.fromkeys((field.name for field in fields(Desk)), 0))
