"""A new stall says what is there already and what comes next, to whoever may do it."""

import pytest
from lxml import html

from tests.flows.showing import show_document
from tests.flows.steps import buy, part_of, send
from tests.market import NOW, Market
from tests.web.seller.conftest import SignIn
from yarmarka.domain.catalogue.models import Offer, Product
from yarmarka.domain.documents.rules import required_of
from yarmarka.flows.check_documents import accept_document

pytestmark = pytest.mark.django_db


def steps(page: bytes) -> dict[str, bool]:
    """Return the steps in words, and whether each is done."""
    lines = html.fromstring(page).xpath("//*[@id='opening']/following-sibling::ol/li")
    return {" ".join(line.text_content().split()): "check-line--done" in line.get("class") for line in lines}


def test_a_stall_that_is_opened_lists_what_is_left_until_nothing_is(
    market: Market, as_seller: SignIn
) -> None:
    client = as_seller("CN")
    shown = steps(client.get("/en/seller/").content)
    assert [words for words, is_done in shown.items() if not is_done] == [
        "Show your documents to do",
        "Add pictures of your goods to do",
        "Send the first parcel to do",
    ]
    assert b'href="/en/seller/orders/"' in client.get("/en/seller/").content
    send(part_of(buy(market, "CN")))
    Product.objects.update(cover="seen")
    Offer.objects.filter(hs_code="").update(hs_code="732393")
    assert steps(client.get("/en/seller/").content) == {}


def test_a_document_is_asked_for_until_it_is_accepted(market: Market, as_seller: SignIn) -> None:
    client, seller = as_seller("CN"), market.sellers["CN"]
    shown = {
        kind: show_document(seller.id, by=market.owners["CN"].id, now=NOW, kind=kind)
        for kind in required_of(seller.country, seller.kind)
    }
    assert "Show your documents 2 are being looked at to do" in steps(client.get("/en/seller/").content)
    for document_id in shown.values():
        accept_document(document_id, seller_id=seller.id, by=market.staff.id, now=NOW)
    assert steps(client.get("/en/seller/").content)["Show your documents done"]
