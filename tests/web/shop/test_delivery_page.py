"""Everybody can see how delivery promises were kept: the broken ones count, and those that are not over do not."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.flows.steps import buy, part_of
from tests.market import NOW, Market, open_market
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.shipping.models import PromiseTally
from yarmarka.domain.shipping.queries import promise_tallies
from yarmarka.domain.shipping.rules.keeping import Kept, kept, share_by
from yarmarka.domain.shipping.types import Span
from yarmarka.flows.count_promises import count_promises
from yarmarka.kernel import clock
from yarmarka.web.shop.days_chart import Week, days_chart

pytestmark = pytest.mark.django_db
LANE = "/en/delivery/simulated/LP/CN-RU/"


def sell(
    market: Market, *, placed_at: datetime, promised: int, came: int | None, called_off: int | None = None
) -> None:
    """Sell and deliver something, with days counted from the order."""
    order_id = buy(market, "CN")
    Order.objects.filter(id=order_id).update(paid_at=placed_at)
    SellerOrder.objects.filter(id=part_of(order_id).id).update(
        placed_at=placed_at,
        promised_to=(placed_at + timedelta(days=promised)).date(),
        delivered_at=placed_at + timedelta(days=came) if came else None,
        status="cancelled" if called_off else "sent",
        closed_at=placed_at + timedelta(days=called_off) if called_off else None,
    )


def test_broken_promises_count_and_those_that_are_not_over_do_not(client: Client) -> None:
    market, now = open_market(), clock.now()
    long_ago = now - timedelta(days=40)
    for came in (9, 30, None):
        sell(market, placed_at=long_ago, promised=20, came=came)
    sell(market, placed_at=long_ago, promised=20, came=None, called_off=5)
    sell(market, placed_at=long_ago, promised=20, came=None, called_off=25)
    sell(market, placed_at=now - timedelta(days=10), promised=20, came=5)
    count_promises(now=now)
    whole = kept(promise_tallies(Span.WEEK, since=long_ago.date() - timedelta(days=7)))
    assert (whole.due, whole.kept, whole.not_come, whole.not_over) == (4, 1, 2, 1), (
        "called off too late is broken"
    )
    assert (whole.half_by, whole.nine_of_ten_by) == (25, 40), "what has not come took until today at least"
    assert (whole.broken, whole.late_half_by, whole.late_nine_of_ten_by) == (3, 10, 20)
    assert not whole.is_telling, "four are too few for a share"

    page = client.get(reverse("shop:delivery"))
    text = page.content.decode()
    assert page.status_code == 200
    assert 'class="chart"' in text
    assert "route=CN-RU" in text
    assert client.get(reverse("shop:delivery") + "?route=XX-YY").status_code == 404
    assert reverse("shop:lane", args=["simulated", "LP", "CN-RU"]) in text
    of_lane = client.get(LANE).content.decode()
    assert "half by up to 10 days, nine of ten by up to 20" in of_lane
    assert "a share is told from 10 on" in of_lane
    assert " %" not in of_lane.partition("<main")[2], "no share of four"
    assert client.get(LANE.replace("RU", "DE")).status_code == 404


def test_from_ten_promises_on_a_share_is_told_and_older_months_stay_as_they_were_counted(
    client: Client,
) -> None:
    market, now = open_market(stock=20), clock.now()
    for came in (*[9] * 9, 25):
        sell(market, placed_at=now - timedelta(days=60), promised=20, came=came)
    count_promises(now=now)
    count_promises(now=now + timedelta(hours=1))
    months = promise_tallies(Span.MONTH, since=(now - timedelta(days=100)).date())
    assert sum(one.due for one in months) == 10, "counted again, not twice"
    assert "<b>90 %</b> (9)" in client.get(LANE).content.decode()
    SellerOrder.objects.update(delivered_at=now)
    count_promises(now=now + timedelta(days=400))
    assert sum(one.kept for one in promise_tallies(Span.MONTH, since=(now - timedelta(days=100)).date())) == 9


def test_a_lane_that_has_promised_nothing_yet_says_so(client: Client) -> None:
    open_market()
    page = client.get(LANE)
    assert page.status_code == 200
    assert "No promise on this lane is over yet" in page.content.decode()


def test_without_promises_the_page_says_so(client: Client) -> None:
    assert count_promises(now=NOW) == 0
    assert not PromiseTally.objects.exists()
    page = client.get(reverse("shop:delivery"))
    assert page.status_code == 200
    assert 'class="chart"' not in page.content.decode()


def test_half_a_year_is_counted_once_a_minute_however_many_look(client: Client) -> None:
    asked = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("shop:delivery"))
        asked.append(sum("shipping_promisetally" in query["sql"] for query in queries.captured_queries))
    assert asked == [1, 0]


def test_longer_deliveries_stand_higher_and_later_weeks_to_the_right() -> None:
    weeks = [
        Week(
            date(2026, 9, 7) + timedelta(weeks=number), Kept(due=4, kept=3, half_by=half, nine_of_ten_by=nine)
        )
        for number, (half, nine) in enumerate(((10, 20), (15, 44)))
    ]
    first, second = days_chart(weeks).points
    assert first.x < second.x
    assert second.nine_y < first.nine_y < first.half_y
    assert share_by({1: 4, 2: 5, 40: 1}, 9) == 2
