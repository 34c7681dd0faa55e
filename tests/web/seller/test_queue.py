"""The work queue: whose orders it shows, in which order, and what can be done to many at once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.market import NOW, Market, place
from tests.web.scene import label, paid_order, part_of, send
from tests.web.seller.conftest import SignIn
from yarmarka.domain.orders.models import SellerOrder
from yarmarka.domain.orders.queries import seller_orders
from yarmarka.domain.orders.types import SellerOrderCard, SellerOrderStatus
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def sold(market: Market, country: str = "CN", *, hours_ago: int = 1) -> SellerOrderCard:
    """Return a seller order that is paid for and waits to be shipped."""
    order_id = paid_order(market, {market.offers[country]: 1}, now=NOW - timedelta(hours=hours_ago))
    return part_of(order_id, market.sellers[country].id)


def number(part: SellerOrderCard) -> str:
    """Return the number of the order that a part belongs to."""
    return SellerOrder.objects.select_related("order").get(id=part.id).order.number


def test_the_longest_waiting_order_comes_first(market: Market, as_seller: SignIn) -> None:
    newer, older = sold(market, hours_ago=2), sold(market, hours_ago=9)
    page = as_seller("CN").get("/en/seller/orders/").content.decode()
    assert page.index(number(older)) < page.index(number(newer))


def test_a_seller_sees_its_own_orders_only(market: Market, as_seller: SignIn) -> None:
    own, foreign = sold(market, "CN"), sold(market, "GB")
    page = as_seller("CN").get("/en/seller/orders/?status=all").content.decode()
    assert number(own) in page
    assert number(foreign) not in page


def test_an_order_is_seen_once_it_is_paid_for(market: Market, as_seller: SignIn) -> None:
    unpaid = place(market, {market.offers["CN"]: 1})
    page = as_seller("CN").get("/en/seller/orders/?status=all").content.decode()
    assert unpaid.number not in page


def test_the_queue_names_neither_shopper_nor_street(market: Market, as_seller: SignIn) -> None:
    sold(market)
    page = as_seller("CN").get("/ru/seller/orders/").content.decode()
    assert "Казань" in page
    assert "Каримова" not in page
    assert "Баумана" not in page


def test_states_narrow_the_queue(market: Market, as_seller: SignIn) -> None:
    waiting, sent = sold(market), sold(market)
    send(sent, serial=1, country="CN")
    client = as_seller("CN")
    to_ship = client.get("/en/seller/orders/").content.decode()
    on_its_way = client.get("/en/seller/orders/?status=sent").content.decode()
    assert number(waiting) in to_ship
    assert number(sent) not in to_ship
    assert number(sent) in on_its_way
    assert number(waiting) not in on_its_way


def test_an_order_is_found_by_the_beginning_of_its_number(market: Market, as_seller: SignIn) -> None:
    wanted, other = sold(market), sold(market)
    page = as_seller("CN").get("/en/seller/orders/", {"q": number(wanted)[:12]}).content.decode()
    assert number(wanted) in page
    assert number(other) not in page
    # A wildcard is a letter like any other.
    assert number(wanted) not in as_seller("CN").get("/en/seller/orders/", {"q": "%"}).content.decode()


def test_three_rows_cost_as_many_queries_as_one(market: Market, as_seller: SignIn) -> None:
    client = as_seller("CN")
    sold(market)
    counts = []
    for _ in range(2):
        client.get("/en/seller/orders/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get("/en/seller/orders/").status_code == 200
        counts.append(len(queries))
        sold(market), sold(market)
    assert counts[0] == counts[1]


def test_ticked_parcels_are_handed_over_together(market: Market, as_seller: SignIn) -> None:
    labelled = [sold(market), sold(market)]
    for serial, part in enumerate(labelled):
        label(part, serial=serial, country="CN")
    bare = sold(market)
    answer = tick(as_seller("CN"), "hand-over/", *labelled, bare)
    assert answer.redirect_chain[-1][0] == "/en/seller/orders/"
    page = answer.content.decode()
    assert "2 parcels are with the carrier" in page
    assert "1 order was left as it is" in page
    now_sent = seller_orders([part.id for part in (*labelled, bare)])
    assert [now_sent[part.id].status for part in labelled] == [SellerOrderStatus.SENT] * 2
    assert now_sent[bare.id].status == SellerOrderStatus.TO_SHIP


def test_nothing_ticked_changes_nothing_and_says_so(market: Market, as_seller: SignIn) -> None:
    sold(market)
    for action in ("hand-over/", "buy-labels/", "labels.pdf"):
        assert "Tick the orders first" in tick(as_seller("CN"), action).content.decode()


@pytest.mark.parametrize("action", ["hand-over/", "buy-labels/", "labels.pdf"])
def test_a_ticked_order_of_another_seller_looks_missing(
    market: Market, as_seller: SignIn, action: str
) -> None:
    own, foreign = sold(market, "CN"), sold(market, "GB")
    for part in (own, foreign):
        label(part, serial=int(part.seller_id.int % 1000), country="CN")
    client = as_seller("CN")
    assert tick(client, action, own, foreign).status_code == 404
    unknown = client.post(f"/en/seller/orders/{action}", {"order": [public_id("slo", new_id(NOW))]})
    assert unknown.status_code == 404
    assert seller_orders([own.id])[own.id].status == SellerOrderStatus.TO_SHIP


def tick(client: Client, action: str, *parts: SellerOrderCard) -> Any:
    """Send the form below the queue with some orders ticked."""
    ticked = {"order": [public_id("slo", part.id) for part in parts]}
    return client.post(f"/en/seller/orders/{action}", ticked, follow=True)
