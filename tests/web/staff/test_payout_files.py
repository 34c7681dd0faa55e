"""Files for the bank, as staff make, download, void and end them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.flows.restricting import second_of
from tests.flows.steps import bank_says, buy, complete, part_of, pay_by_bank
from tests.market import NOW, Market, add_seller
from yarmarka.domain.accounts.models import Person
from yarmarka.domain.governance.models import Proposal
from yarmarka.domain.ledger.models import Payout
from yarmarka.domain.payouts.models import PayoutFile
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.payout_files import VOID
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db
LIST = "/en/staff/money/files/"


@pytest.fixture
def payout(market: Market) -> Payout:
    """A payout to the Russian seller that waits for a file."""
    pay_by_bank(market, "RU")
    return earn(market)


def earn(market: Market) -> Payout:
    complete(market, part_of(buy(market, "RU")))
    (card,) = run_payouts(by=None, now=NOW)
    return Payout.objects.get(id=card.id)


def make(operator: Client) -> PayoutFile:
    operator.post(f"{LIST}make/")
    return PayoutFile.objects.order_by("-id")[0]


def send(operator: Client, file: bytes) -> str:
    upload = SimpleUploadedFile("answer.xml", file, content_type="application/xml")
    return operator.post(f"{LIST}answer/", {"file": upload}, follow=True).content.decode()


def test_a_file_is_made_downloaded_and_answered(operator: Client, payout: Payout) -> None:
    assert "RU Trading" in operator.get(LIST).content.decode()
    file = make(operator)
    address = f"{LIST}{public_id('pof', file.id)}/"
    assert public_id("out", payout.id) in operator.get(address).content.decode()
    answer: Any = operator.get(f"{address}file.xml")
    assert answer.content.decode() == file.content
    assert f'filename="{public_id("pof", file.id)}.xml"' in answer["Content-Disposition"]
    page = send(operator, bank_says(file.id, {payout.id: "ACSC"}))
    assert "1 paid, 0 refused" in page
    assert "carried out" in operator.get(address).content.decode()
    payout.refresh_from_db()
    assert payout.status == "paid"


def test_a_file_is_declared_void_with_a_reason(market: Market, operator: Client, payout: Payout) -> None:
    file = make(operator)
    address = f"{LIST}{public_id('pof', file.id)}/void/"
    assert operator.post(address, {"reason": ""}).status_code == 422
    page = operator.post(address, {"reason": "Portal lost it"}, follow=True).content.decode()
    assert "file.xml" in page, "a bank that carries out two files pays twice: one alone can't"
    second = Client()
    second.force_login(Person.objects.get(id=second_of(market)))
    given = {"proposal": str(Proposal.objects.get(matter=VOID).id), "do": "approve"}
    page = second.post(address, given, follow=True).content.decode()
    assert "Portal lost it" in page
    assert "file.xml" not in page, "a void file is not downloaded by mistake"
    assert make(operator).id != file.id


def test_what_is_no_answer_is_told_in_words(operator: Client, payout: Payout) -> None:
    make(operator)
    assert "no answer of a bank" in send(operator, b"PK")
    assert operator.post(f"{LIST}answer/", {}).status_code == 422


def test_a_seller_whose_bank_is_not_known_is_named(market: Market, operator: Client) -> None:
    pay_by_bank(market, "RU")
    from yarmarka.domain.sellers.models import Seller

    Seller.objects.filter(slug=market.sellers["RU"].slug).update(payout_account="6222020200112345678")
    earn(market)
    page = operator.get(LIST).content.decode()
    assert "no bank could be told this" in page
    assert "files/make/" not in page


def test_three_files_cost_as_many_queries_as_one(market: Market, operator: Client) -> None:
    add_seller(market, "DE")
    pay_by_bank(market, "RU")
    counts = []
    for rounds in (1, 2):
        for _ in range(rounds):
            earn(market)
            file = make(operator)
        page = f"{LIST}{public_id('pof', file.id)}/"
        operator.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            operator.get(LIST)
            operator.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]
