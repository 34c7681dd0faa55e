"""Another seller's things look like things that never were, on every address of the console."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.market import NOW, Market
from tests.web.scene import label, paid_order, part_of
from tests.web.seller.conftest import SignIn
from yarmarka.kernel.ids import new_id
from yarmarka.web.seller.urls import urlpatterns

pytestmark = pytest.mark.django_db


def routes_with_keys() -> Iterator[tuple[str, str]]:
    """Yield every route of the console that takes a key, with the key's name."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        for name in pattern.pattern.converters:
            yield str(pattern.name), name


@pytest.mark.parametrize(("route", "key"), list(routes_with_keys()))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_key_looks_like_an_unknown_one(
    market: Market, as_seller: SignIn, route: str, key: str, method: str
) -> None:
    part = part_of(paid_order(market, {market.offers["GB"]: 1}), market.sellers["GB"].id)
    label(part, serial=1, country="GB")
    foreign = {"seller_order_id": part.id, "offer_id": market.offers["GB"]}[key]
    client = as_seller("CN")
    answers = [
        getattr(client, method)(reverse(f"seller:{route}", kwargs={key: value}))
        for value in (foreign, new_id(NOW))
    ]
    assert answers[0].status_code in {404, 405}
    assert answers[0].status_code == answers[1].status_code
    assert blurred(answers[0]) == blurred(answers[1])


def test_there_are_routes_to_test() -> None:
    assert len(list(routes_with_keys())) >= 8


def blurred(answer: Any) -> str:
    """Return a page without the address that it was asked under: that differs by right."""
    return str(answer.content.decode()).replace(answer.request["PATH_INFO"][3:], "…")


@pytest.mark.parametrize("route", ["home", "orders", "offers", "money", "statement", "feed", "warehouses"])
def test_no_page_is_shown_to_who_sells_nothing(market: Market, route: str) -> None:
    client = Client()
    client.force_login(market.shopper)
    answer = client.get(reverse(f"seller:{route}"))
    assert (answer.status_code, answer["Location"].split("/seller/")[1]) == (302, "apply/")
