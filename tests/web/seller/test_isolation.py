"""Another seller's things look like things that never were, on every address of the console."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.flows.claiming import lose
from tests.flows.showing import show_certificate, show_document
from tests.market import NOW, Market
from tests.web.scene import label, paid_order, part_of
from tests.web.seller.conftest import SignIn
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.intake.actions import issue_key
from yarmarka.domain.sellers.actions import invite
from yarmarka.domain.sellers.types import Role
from yarmarka.flows.converse import write_about_product
from yarmarka.kernel import clock
from yarmarka.kernel.ids import new_id
from yarmarka.web.seller.urls import urlpatterns

pytestmark = pytest.mark.django_db


def routes_with_keys() -> Iterator[tuple[str, str]]:
    """Yield every route of the console that takes a key, with the key's name."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        for name in pattern.pattern.converters:
            if name not in {"key", "hung_id"}:  # a letter's link and pictures have tests of their own
                yield str(pattern.name), name


@pytest.mark.parametrize(("route", "key"), list(routes_with_keys()))
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_key_looks_like_an_unknown_one(
    market: Market, as_seller: SignIn, route: str, key: str, method: str
) -> None:
    part = part_of(paid_order(market, {market.offers["GB"]: 1}), market.sellers["GB"].id)
    label(part, serial=1, country="GB")
    client = as_seller("CN")
    answers = [
        getattr(client, method)(
            reverse(f"seller:{route}", kwargs=others_of(route, key, market) | {key: value})
        )
        for value in (foreign_things(market, part.id)[key], new_id(NOW))
    ]
    assert answers[0].status_code in {404, 405}
    assert answers[0].status_code == answers[1].status_code
    assert blurred(answers[0]) == blurred(answers[1])


def foreign_things(market: Market, part: UUID) -> dict[str, UUID]:
    """Return a thing of the British seller's for each key in a route."""
    seller, owner = market.sellers["GB"].id, market.owners["GB"].id
    invited = invite(seller_id=seller, email="new@example.test", role=Role.CLERK, by=owner, now=clock.now())
    return {
        "seller_order_id": part,
        "offer_id": market.offers["GB"],
        "staff_id": owner,
        "invitation_id": invited.id,
        "seller_id": seller,
        "document_id": show_document(seller, by=owner, now=clock.now()),
        "certificate_id": show_certificate(seller, by=owner, now=clock.now()),
        "conversation_id": _conversation(market),
        "claim_id": lose(market, "GB", now=clock.now()).id,
        "exchange_key_id": issue_key(
            seller_id=seller, seller_slug="gb", name="1C", price_type="", now=clock.now()
        ).key.id,
    }


def _conversation(market: Market) -> UUID:
    product_id = Offer.objects.get(id=market.offers["GB"]).product_id
    which = {"product_id": product_id, "seller_id": market.sellers["GB"].id, "viewer": market.shopper.id}
    return write_about_product("Is it blue?", **which, own_hosts=(), now=clock.now()).conversation_id


def others_of(route: str, key: str, market: Market) -> dict[str, UUID]:
    """Return own things for the other keys of a route."""
    names = next(p.pattern.converters for p in urlpatterns if isinstance(p, URLPattern) and p.name == route)
    return {name: market.offers["CN"] if name == "offer_id" else new_id(NOW) for name in names if name != key}


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
