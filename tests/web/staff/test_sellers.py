"""Merchants for the operator: who waits first, and letting them in or not."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.flows.showing import show_document
from tests.market import NOW, Market, have_documents_accepted
from tests.web.scene import applicant
from yarmarka.domain.documents.types import DocumentKind
from yarmarka.domain.sellers.models import Seller
from yarmarka.flows.check_documents import accept_document, ask_for_document_again
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(market: Market) -> Seller:
    """A merchant that waits for a decision."""
    return Seller.objects.get(id=applicant("new@example.test", number="1027739642281"))


def decide(operator: Client, seller: Seller, **given: str) -> str:
    """Send the decision; return the page that follows."""
    path = f"/en/staff/sellers/{public_id('slr', seller.id)}/decide/"
    page: str = operator.post(path, given, follow=True).content.decode()
    seller.refresh_from_db()
    return page


def test_who_waits_comes_first(operator: Client, waiting: Seller) -> None:
    page = operator.get("/ru/staff/sellers/").content.decode()
    assert page.index("Самовары Тулы") < page.index("CN Trading")


def test_the_page_shows_what_is_decided_on(operator: Client, waiting: Seller) -> None:
    page = operator.get(f"/en/staff/sellers/{public_id('slr', waiting.id)}/").content.decode()
    for fact in (
        "1027739642281",
        "7707083893",
        "ООО «Тульский самовар»",
        "ул. Металлистов",
        "new@example.test",
    ):
        assert fact in page


def test_nobody_is_let_in_before_the_documents_of_its_country_are_accepted(
    market: Market, operator: Client, waiting: Seller
) -> None:
    address = f"/en/staff/sellers/{public_id('slr', waiting.id)}/"
    assert 'value="approve"' not in operator.get(address).content.decode()
    owner, staff = waiting.applied_by_id, market.staff.id
    kinds = DocumentKind.REGISTRATION, DocumentKind.TAX, DocumentKind.BANK
    registration, tax, bank = (show_document(waiting.id, by=owner, now=NOW, kind=kind) for kind in kinds)
    which = {"seller_id": waiting.id, "by": staff, "now": NOW}
    accept_document(registration, **which)
    ask_for_document_again(tax, fault="unreadable", note="", **which)
    page = decide(operator, waiting, decision="approve")
    assert "Not accepted yet: Certificate of the tax office, Proof of the bank account." in page
    assert waiting.standing == "applied"
    accept_document(bank, **which)
    accept_document(show_document(waiting.id, by=owner, now=NOW, kind=DocumentKind.TAX), **which)
    assert 'value="approve"' in operator.get(address).content.decode()
    assert "may sell from now on" in decide(operator, waiting, decision="approve")


def test_a_merchant_is_let_in(market: Market, operator: Client, waiting: Seller) -> None:
    have_documents_accepted(waiting.id, owner=waiting.applied_by_id, staff=market.staff.id)
    page = decide(operator, waiting, decision="approve")
    assert "may sell from now on" in page
    assert (waiting.standing, waiting.decided_by_id) == ("approved", market.staff.id)
    assert 'value="approve"' not in page


def test_turning_down_needs_a_reason(operator: Client, waiting: Seller) -> None:
    for silence in ("", "   "):
        page = decide(operator, waiting, decision="decline", reason=silence)
        assert 'class="errorlist"' in page
        assert waiting.standing == "applied"
    decide(operator, waiting, decision="decline", reason="Another firm's number.")
    assert (waiting.standing, waiting.decision_reason) == ("declined", "Another firm's number.")


def test_what_is_decided_stays_decided(market: Market, operator: Client, waiting: Seller) -> None:
    have_documents_accepted(waiting.id, owner=waiting.applied_by_id, staff=market.staff.id)
    decide(operator, waiting, decision="approve")
    page = decide(operator, waiting, decision="decline", reason="Too late.")
    assert 'class="notice notice--error"' in page
    assert waiting.standing == "approved"


def test_merchants_are_found_by_name_and_number(operator: Client, waiting: Seller) -> None:
    for words in ("самовар", "1027739642281", "7707083893"):
        page = operator.get("/ru/staff/sellers/", {"q": words, "standing": "applied"}).content.decode()
        assert "Самовары Тулы" in page, words
    assert "Самовары Тулы" not in operator.get("/ru/staff/sellers/", {"q": "nobody"}).content.decode()


def test_three_rows_cost_as_many_queries_as_one(operator: Client, waiting: Seller) -> None:
    counts = []
    operator.get("/en/staff/sellers/")  # what a process remembers it reads once
    for query in ("?standing=applied", ""):
        with CaptureQueriesContext(connection) as queries:
            assert operator.get(f"/en/staff/sellers/{query}").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert Seller.objects.count() >= 4


def test_a_merchant_is_suspended_with_a_reason_and_restored(market: Market, operator: Client) -> None:
    seller = Seller.objects.get(id=market.sellers["RU"].id)
    path = f"/en/staff/sellers/{public_id('slr', seller.id)}/standing/"
    silent = operator.post(path, {"decision": "suspend", "reason": " "})
    assert (silent.status_code, 'aria-invalid="true"' in silent.content.decode()) == (422, True)

    page = operator.post(
        path, {"decision": "suspend", "reason": "Empty boxes."}, follow=True
    ).content.decode()
    assert "The merchant is suspended." in page
    assert "Empty boxes." in page
    own = Client()
    own.force_login(market.owners["RU"])
    assert "Empty boxes." in own.get("/en/seller/standing/").content.decode()

    page = operator.post(path, {"decision": "restore", "reason": "Cleared up."}, follow=True).content.decode()
    assert "may sell again" in page
    seller.refresh_from_db()
    assert seller.standing == "approved"


def test_a_seller_reads_every_measure_with_its_thresholds(market: Market) -> None:
    own = Client()
    own.force_login(market.owners["RU"])
    page = own.get("/en/seller/standing/").content.decode()
    assert page.count("too few orders to tell") == 5
    for share in ("5%", "15%", "0.5%"):
        assert share in page
