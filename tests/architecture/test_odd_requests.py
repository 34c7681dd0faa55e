"""Whatever somebody types into an address or a form, no page fails."""

import pytest
from django.test import Client

from tests.architecture.routes import Route, routes
from tests.market import Market, approve_payment, open_market, place
from yarmarka.kernel.clock import now

#: Names that pages read from an address or a form, as many as there are; one that no page knows does no harm.
_NAMES = [
    "q",
    "page",
    "status",
    "shown",
    "sort",
    "state",
    "currency",
    "country",
    "number",
    "next",
    "since",
    "until",
    "from",
    "to",
    "min",
    "max",
    "price_from",
    "price_to",
    "offer",
    "quantity",
    "address",
    "do",
    "seller",
    "category",
    "order",
    "orders",
    "reason",
    "price",
    "old_price",
    "on_hand",
    "request_key",
    "email",
    "name",
    "full_name",
    "login",
    "password1",
    "city",
    "kind",
    "standing",
    "delivery",
    "expected_total",
]
_ODD = ("%00", "-1", "99999999999999999999", "%D0%B0", "'%22%3C%25_", "2026-99-99", "1e9", "%F0%9F%AB%96")


@pytest.fixture
def market(db: None) -> Market:
    market = open_market(now=now())
    placed = place(market, {market.offers["CN"]: 1}, now=now())
    approve_payment(placed.order_id, placed.total, now=now())
    return market


def readers(market: Market) -> dict[str, Client]:
    people = {"shopper": market.shopper, "seller": market.owners["CN"], "operator": market.staff}
    browsers = {name: Client(raise_request_exception=False) for name in people}
    for name, browser in browsers.items():
        browser.force_login(people[name])
    return browsers


def reader_of(route: Route) -> str:
    if "staff/" in route.template:
        return "operator"
    return "seller" if "seller/" in route.template else "shopper"


@pytest.mark.parametrize("odd", _ODD)
def test_no_page_fails_at_an_odd_value(market: Market, odd: str) -> None:
    browsers, failed = readers(market), []
    said = "&".join(f"{name}={odd}" for name in _NAMES)
    for route in routes():
        if (
            route.parameters
            or route.is_regex
            or route.view_name in {"demo:components_problem", "demo:components_maintenance", "account_logout"}
        ):
            continue
        browser, address = browsers[reader_of(route)], route.filled({})
        if browser.get(f"{address}?{said}").status_code >= 500:
            failed.append(f"GET {address}")
        if not route.is_api:
            answer = browser.post(address, said, content_type="application/x-www-form-urlencoded")
            if answer.status_code >= 500:
                failed.append(f"POST {address}")
    assert not failed, "\n".join(failed)
