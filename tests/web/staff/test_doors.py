"""The operator's console is there for staff alone; to whoever else is signed in, no address of it exists."""

from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from tests.flows.claiming import lose
from tests.flows.denied import open_case
from tests.flows.showing import ask_to_read, show_certificate, show_document
from tests.flows.steps import OURS, buy, complete, part_of, pay_by_bank
from tests.market import NOW, Market, lay_sea_lane
from yarmarka.domain.catalogue.models import Offer
from yarmarka.domain.shipping.queries import services_on_offer
from yarmarka.flows.converse import write_about_order
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.payout_files import make_payout_files
from yarmarka.flows.write_synonyms import write_synonyms
from yarmarka.kernel.ids import new_id
from yarmarka.web.staff.urls import urlpatterns

pytestmark = pytest.mark.django_db

ROUTES = [pattern for pattern in urlpatterns if isinstance(pattern, URLPattern)]


@pytest.fixture
def things(market: Market) -> dict[str, UUID | str]:
    """The keys of things that are there: one of each kind that routes name, where a page of it could be asked for."""
    pay_by_bank(market, "RU")
    order = buy(market, "RU")
    complete(market, part_of(order))
    run_payouts(by=None, now=NOW)
    (file_id, *_) = make_payout_files(ours=OURS, by=market.staff.id, now=NOW)
    reported = write_about_order(
        "Where is it?",
        order_id=order,
        part_id=part_of(order).id,
        viewer=market.shopper.id,
        own_hosts=(),
        now=NOW,
    )
    ask_to_read(reported.conversation_id, by=market.shopper.id, now=NOW)
    return {
        "order_id": order,
        "seller_order_id": part_of(order).id,
        "seller_id": market.sellers["RU"].id,
        "file_id": file_id,
        "kind": "commission",
        "proposal_id": new_id(NOW),
        "view_id": new_id(NOW),
        "code": "marketplace",
        "authorisation_id": new_id(NOW),
        "line_id": write_synonyms({"ru": ("худи", "толстовка")}, by=market.staff.id, now=NOW).id,
        "lane_id": lay_sea_lane(),
        "service_id": services_on_offer(now=NOW)[0].id,
        "document_id": show_document(market.sellers["RU"].id, by=market.owners["RU"].id, now=NOW),
        "certificate_id": show_certificate(market.sellers["RU"].id, by=market.owners["RU"].id, now=NOW),
        "conversation_id": reported.conversation_id,
        "product_id": Offer.objects.get(id=market.offers["RU"]).product_id,
        "claim_id": lose(market).id,
        # last: whoever is compared with a list gets no more parcels
        "case_id": open_case(now=NOW),
    }


def address(pattern: URLPattern, things: dict[str, UUID | str]) -> str:
    """Return a route's address, with the keys of things that are there."""
    keys = {name: things[name] for name in pattern.pattern.converters}
    # Papers and files name the month that they are of.
    month = f"?month={NOW:%Y-%m}&currency=RUB" if "month" in str(pattern.name) else ""
    return reverse(f"staff:{pattern.name}", kwargs=keys) + month


def test_nobody_but_staff_finds_a_page(
    market: Market, operator: Client, things: dict[str, UUID | str]
) -> None:
    others = [Client(), Client()]
    for client, person in zip(others, (market.shopper, market.owners["CN"]), strict=True):
        client.force_login(person)
    for pattern in ROUTES:
        path = address(pattern, things)
        assert operator.get(path).status_code in {200, 405}, path
        for client in others:
            assert client.get(path).status_code == 404, path
            assert client.post(path).status_code in {404, 405}, path
        stranger = Client().get(path)
        assert stranger.status_code in {302, 405}, path
        if stranger.status_code == 302:
            assert "/account/login/" in stranger["Location"], path


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
