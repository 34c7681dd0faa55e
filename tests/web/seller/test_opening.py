"""A new stall says what is there already and what comes next, to whoever may do it."""

import pytest
from lxml import html

from tests.flows.showing import show_document
from tests.flows.steps import buy, part_of, send
from tests.market import NOW, Market
from tests.web.seller.conftest import SignIn
from yarmarka.domain.catalogue.models import Offer, Product
from yarmarka.domain.documents.rules import required_of
from yarmarka.domain.documents.types import DocumentKind
from yarmarka.flows.check_documents import accept_document, ask_for_document_again

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
    licence, account = (
        "Business licence with the unified social credit code",
        "Permit to open the account, or the bank's letter",
    )
    assert {f"{name} we are looking at it our turn" for name in (licence, account)} < steps(
        client.get("/en/seller/").content
    ).keys()
    which = {"seller_id": seller.id, "by": market.staff.id, "now": NOW}
    accept_document(shown[DocumentKind.REGISTRATION], **which)
    ask_for_document_again(shown[DocumentKind.BANK], fault="expired", note="", **which)
    found = client.get("/en/seller/").content
    assert steps(found)[f"{licence} done"]
    assert f"{account} please send it again, the reason stands there to do" in steps(found)
    assert b'href="/en/seller/documents/#doc-bank"' in found
