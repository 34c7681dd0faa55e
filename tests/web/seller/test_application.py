"""Asking to sell: a form for each country, mistakes told at their fields, and where the application stands."""

import pytest
from django.test import Client
from lxml import html

from tests.flows.showing import show_document
from tests.market import Market, have_documents_accepted, person
from tests.web.scene import applicant
from yarmarka.domain.documents.types import DocumentKind
from yarmarka.domain.sellers.models import Seller
from yarmarka.flows.admit_sellers import decide_application
from yarmarka.flows.check_documents import accept_document
from yarmarka.kernel.clock import now

pytestmark = pytest.mark.django_db

ADDRESS = {
    "street": "ул. Металлистов, 9",
    "city": "Тула",
    "region": "Тульская область",
    "postal_code": "300041",
    "phone": "+7 4872 12-34-56",
}
RUSSIAN = {
    "country": "RU",
    "trade_name": "Самовары Тулы",
    "legal_name": "ООО «Тульский самовар»",
    "kind": "local",
    "registration_number": "1027739642281",
    "tax_number": "7707083893",
    "contact_email": "samovar@example.test",
    "payout_currency": "RUB",
    "payout_account": "044525225 40702810138250123017",
    **ADDRESS,
}
CHINESE = {
    "country": "CN",
    "trade_name": "Shenzhen Sound",
    "legal_name": "深圳声音有限公司",
    "kind": "cross_border",
    "registration_number": "91110000600037341L",
    "street": "科技园路 1 号",
    "district": "南山区",
    "city": "深圳市",
    "region": "广东省",
    "postal_code": "518000",
    "phone": "+86 755 1234 5678",
    "contact_email": "sound@example.test",
    "payout_currency": "CNY",
    "payout_account": "6222 0210 0112 2334 455",
}
BRITISH = {
    "country": "GB",
    "trade_name": "Leeds Lamps",
    "legal_name": "Leeds Lamps Ltd",
    "kind": "cross_border",
    "registration_number": "01234567",
    "tax_number": "GB980780684",
    "street": "1 Market Street",
    "city": "Leeds",
    "postal_code": "LS1 4DY",
    "phone": "+44 113 496 0000",
    "contact_email": "lamps@example.test",
    "payout_currency": "GBP",
    "payout_account": "GB82 WEST 1234 5698 7654 32",
}


@pytest.fixture
def merchant(db: None) -> Client:
    """A signed-in person who sells nothing yet."""
    client = Client()
    client.force_login(person("merchant@example.test"))
    return client


def wrong_fields(page: str) -> set[str]:
    """Return the fields that the summary of errors leads to."""
    return {part.split('"')[0] for part in page.split('<a href="#id_')[1:]}


def checklist(merchant: Client) -> list[str]:
    """Return the steps on the page of the application, in words."""
    page = html.fromstring(merchant.get("/en/seller/application/").content.decode())
    return [" ".join(line.text_content().split()) for line in page.xpath("//ol[@class='checks']/li")]


def test_the_console_sends_strangers_to_the_door_and_newcomers_to_the_form(
    db: None, merchant: Client
) -> None:
    assert Client().get("/en/seller/")["Location"].startswith("/en/account/login/")
    assert merchant.get("/en/seller/orders/")["Location"] == "/en/seller/apply/"


def test_each_country_asks_for_its_own_numbers(merchant: Client) -> None:
    russian = merchant.get("/ru/seller/apply/?country=RU").content.decode()
    chinese = merchant.get("/ru/seller/apply/?country=CN").content.decode()
    assert "ОГРН" in russian
    assert "ИНН" in russian
    assert "Единый код социального кредита" in chinese
    assert 'name="tax_number"' not in chinese
    assert "Где зарегистрирована" in merchant.get("/ru/seller/apply/?country=XX").content.decode()


@pytest.mark.parametrize("given", [RUSSIAN, CHINESE, BRITISH], ids=["RU", "CN", "GB"])
def test_a_right_application_is_written_down_and_waits(merchant: Client, given: dict[str, str]) -> None:
    answer = merchant.post("/en/seller/apply/", given, follow=True)
    assert "Your application is with us" in answer.content.decode()
    seller = Seller.objects.get(trade_name=given["trade_name"])
    assert (seller.standing, seller.country) == ("applied", given["country"])
    assert merchant.get("/en/seller/orders/")["Location"] == "/en/seller/application/"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("registration_number", "1027739642282"),
        ("tax_number", "7707083894"),
        ("payout_account", "044525225 40702810138250123018"),
        ("payout_account", "DE89370400440532013000"),
        ("postal_code", "12"),
        ("phone", "call me"),
        ("street", ""),
        ("contact_email", "nobody"),
        ("payout_currency", "XXX"),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_lost(merchant: Client, field: str, value: str) -> None:
    answer = merchant.post("/en/seller/apply/", RUSSIAN | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert wrong_fields(page) == {field}
    assert "ООО «Тульский самовар»" in page
    assert not Seller.objects.exists()


def test_one_firm_applies_once(merchant: Client) -> None:
    applicant("first@example.test", number=RUSSIAN["registration_number"])
    page = merchant.post("/en/seller/apply/", RUSSIAN).content.decode()
    assert wrong_fields(page) == {"registration_number"}


def test_the_checklist_names_numbers_and_documents_of_the_country_and_follows_them(
    market: Market, merchant: Client
) -> None:
    merchant.post("/en/seller/apply/", RUSSIAN)
    seller = Seller.objects.get(trade_name="Самовары Тулы")
    first = checklist(merchant)
    assert first[:3] == [
        "OGRN or OGRNIP 1027739642281 done",
        "INN 7707083893 done",
        "The payout account is known RUB, … 3017 done",
    ]
    assert first[3:6] == [
        f"{name} please send it to do"
        for name in ("Extract from EGRUL or EGRIP", "Certificate of the INN", "Proof of the bank account")
    ]
    owner = seller.applied_by_id
    document_id = show_document(seller.id, by=owner, now=now(), kind=DocumentKind.TAX)
    assert "Certificate of the INN we are looking at it our turn" in checklist(merchant)
    accept_document(document_id, seller_id=seller.id, by=market.staff.id, now=now())
    assert "Certificate of the INN done" in checklist(merchant)


def test_who_is_turned_down_reads_why_and_may_try_again(market: Market, merchant: Client) -> None:
    merchant.post("/en/seller/apply/", RUSSIAN)
    seller_id = Seller.objects.get(trade_name="Самовары Тулы").id
    decide_application(
        seller_id=seller_id,
        approve=False,
        reason="The register has another name.",
        by=market.staff.id,
        now=now(),
    )
    page = merchant.get("/en/seller/", follow=True).content.decode()
    assert "The register has another name." in page
    again = merchant.post("/en/seller/apply/", RUSSIAN, follow=True).content.decode()
    assert "Your application is with us" in again


def test_who_is_let_in_finds_the_console(market: Market, merchant: Client) -> None:
    merchant.post("/en/seller/apply/", RUSSIAN)
    seller = Seller.objects.get(trade_name="Самовары Тулы")
    have_documents_accepted(seller.id, owner=seller.applied_by_id, staff=market.staff.id)
    decide_application(seller_id=seller.id, approve=True, reason="", by=market.staff.id, now=now())
    page = merchant.get("/en/seller/application/", follow=True).content.decode()
    assert "Your stall is empty" in page


def test_who_is_suspended_still_sends_what_is_sold(market: Market) -> None:
    owner = market.owners["CN"]
    Seller.objects.filter(id=market.sellers["CN"].id).update(standing="suspended")
    client = Client()
    client.force_login(owner)
    page = client.get("/en/seller/orders/").content.decode()
    assert "Selling is suspended" in page
    assert client.get("/en/seller/money/").status_code == 200
