"""Everybody can see how delivery promises were kept: the broken ones count, and those that are not over do not."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.flows.steps import buy, part_of
from tests.market import NOW, open_market
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.kernel import clock
from yarmarka.reads.kept_promises import WeekOfPromises, kept_promises, share_by
from yarmarka.web.shop.days_chart import days_chart

pytestmark = pytest.mark.django_db


def test_broken_promises_count_and_those_that_are_not_over_do_not(client: Client) -> None:
    market = open_market()
    now = clock.now()
    long_ago, lately = now - timedelta(days=40), now - timedelta(days=10)
    for came_after, promised_after, paid in (
        (9, 20, long_ago),
        (30, 20, long_ago),
        (None, 20, long_ago),
        (5, 20, lately),
    ):
        order_id = buy(market, "CN")
        Order.objects.filter(id=order_id).update(paid_at=paid)
        SellerOrder.objects.filter(id=part_of(order_id).id).update(
            placed_at=paid,
            promised_to=(paid + timedelta(days=promised_after)).date(),
            delivered_at=paid + timedelta(days=came_after) if came_after else None,
        )
    (record,) = kept_promises(now=now)
    assert (record.origin, record.due, record.kept) == ("CN", 3, 1)
    assert (record.half_by, record.nine_of_ten_by) == (30, 40), "what has not come took until today at least"

    page = client.get(reverse("shop:delivery"))
    text = page.content.decode()
    assert page.status_code == 200
    assert 'class="chart"' in text
    assert f"route=CN-{record.destination}" in text
    assert client.get(reverse("shop:delivery") + "?route=XX-YY").status_code == 404


def test_without_promises_the_page_says_so(client: Client) -> None:
    assert kept_promises(now=NOW) == ()
    page = client.get(reverse("shop:delivery"))
    assert page.status_code == 200
    assert 'class="chart"' not in page.content.decode()


def test_half_a_year_is_counted_once_a_minute_however_many_look(client: Client) -> None:
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("shop:delivery"))
        asked.append(sum("how many delivery promises" in query["sql"] for query in queries.captured_queries))
    assert asked == [1, 0]


def test_longer_deliveries_stand_higher_and_later_weeks_to_the_right() -> None:
    weeks = [
        WeekOfPromises("CN", "RU", date(2026, 9, 7) + timedelta(weeks=number), 4, 3, days)
        for number, days in enumerate(([9, 10, 12, 20], [12, 15, 18, 44]))
    ]
    first, second = days_chart(weeks).points
    assert first.x < second.x
    assert second.nine_y < first.nine_y < first.half_y
    assert share_by([1, 2, 3, 4, 5, 6, 7, 8, 9, 40], 9) == 9
