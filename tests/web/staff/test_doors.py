"""The operator's console is there for staff alone; to whoever else is signed in, no address of it exists."""

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.market import NOW, Market
from tests.web.scene import paid_order
from yarmarka.kernel.ids import new_id
from yarmarka.web.staff.urls import urlpatterns

pytestmark = pytest.mark.django_db

ROUTES = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)]


def address(pattern: URLPattern, market: Market, order_id: object) -> str:
    """Return a route's address, with the keys of things that are there."""
    known = {"order_id": order_id, "seller_id": market.sellers["CN"].id}
    keys = {name: known[name] for name in pattern.pattern.converters}
    return reverse(f"staff:{pattern.name}", kwargs=keys)


@pytest.mark.parametrize("pattern", ROUTES, ids=lambda pattern: str(pattern.name))
def test_nobody_but_staff_finds_a_page(market: Market, operator: Client, pattern: URLPattern) -> None:
    path = address(pattern, market, paid_order(market, {market.offers["CN"]: 1}))
    assert operator.get(path).status_code in {200, 405}
    for person in (market.shopper, market.owners["CN"]):
        client = Client()
        client.force_login(person)
        assert client.get(path).status_code == 404
        assert client.post(path).status_code in {404, 405}
    stranger = Client().get(path)
    assert stranger.status_code in {302, 405}
    if stranger.status_code == 302:
        assert "/account/login/" in stranger["Location"]


@pytest.mark.parametrize("route", ["order", "seller"])
def test_what_never_was_is_not_found(operator: Client, route: str) -> None:
    assert operator.get(reverse(f"staff:{route}", args=[new_id(NOW)])).status_code == 404


def test_staff_who_were_shut_out_are_strangers(market: Market) -> None:
    client = Client()
    client.force_login(market.staff)
    market.staff.is_active = False
    market.staff.save()
    assert client.get("/en/staff/").status_code == 302
    assert client.get("/staff/admin/orders/order/").status_code == 302
