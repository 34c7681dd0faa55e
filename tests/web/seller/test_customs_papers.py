"""Customs papers: the right form by value and weight, the invoice, and the same as data; kept with the parcel."""

import json

import pytest
from lxml import etree

from tests.market import NOW, Market
from tests.web.scene import label
from tests.web.seller.conftest import SignIn
from tests.web.seller.test_papers import sold, text_of
from yarmarka.domain.customs.models import DeclarationRow
from yarmarka.domain.customs.rules import form_for
from yarmarka.domain.customs.types import Form
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.flows.declare_parcels import declare_parcel
from yarmarka.flows.send_parcels import buy_label
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def paper(part: SellerOrderCard, name: str) -> str:
    return f"/en/seller/orders/{public_id('slo', part.id)}/{name}"


@pytest.mark.parametrize(
    ("number", "value", "weight", "form"),
    [
        ("LP001234568CN", 34_000, 2_000, Form.CN22),
        ("LP001234568CN", 34_001, 2_000, Form.CN23),
        ("RA644000005RU", 100, 2_001, Form.CN23),
        ("UA473124829CN", 100, 100, Form.CN22),
        ("CA410342249RU", 100, 100, Form.CN23),  # parcel post always
        ("EE123456785CN", 100, 100, Form.CN23),
    ],
)
def test_small_letter_post_is_declared_on_cn22_and_all_else_on_cn23(
    number: str, value: int, weight: int, form: Form
) -> None:
    assert form_for(number=number, value_minor=value, weight_g=weight) is form


def test_the_papers_name_goods_codes_origin_value_and_why_they_are_sent(
    market: Market, as_seller: SignIn
) -> None:
    part = sold(market)
    number = label(part, serial=1, country="CN")
    seller = as_seller("CN")
    invoice = text_of(seller.get(paper(part, "invoice.pdf")))
    for fact in ("Commercial invoice", "851610", "DAP", "CN Trading", "Алсу Каримова"):
        assert fact in invoice
    answer = seller.get(paper(part, "customs.pdf"))
    assert answer.status_code == 200
    assert "851610" in text_of(answer) and number in text_of(answer).replace(" ", "").replace("\n", "")


def test_the_post_is_told_the_same_as_data(market: Market, as_seller: SignIn) -> None:
    part = sold(market)
    number = label(part, serial=1, country="CN")
    seller = as_seller("CN")
    told = json.loads(seller.get(paper(part, "declaration.json")).content)
    item = told["item"]
    assert (item["itemId"], item["category"], item["transactionNature"]) == (number, "SALE_OF_GOODS", "32")
    assert (item["originCountry"], item["destinationCountry"]) == ("CN", "RU")
    (line,) = item["contents"]
    assert (line["hsCode"], line["originCountry"], line["netWeightKg"]) == ("851610", "CN", "0.850")
    root = etree.fromstring(seller.get(paper(part, "declaration.xml")).content)
    assert root.findtext("item/itemId") == number
    assert [each.findtext("hsCode") for each in root.findall("item/contents/content")] == ["851610"]
    row = DeclarationRow.objects.get()
    assert (row.number, row.facts["invoice"]) == (number, item["invoiceNumber"])
    assert "Каримова" not in json.dumps(row.facts, ensure_ascii=False)


def test_a_label_that_was_numbered_before_a_crash_is_declared_when_it_is_asked_for_again(
    market: Market,
) -> None:
    part = sold(market)
    number = label(part, serial=1, country="CN")
    assert not DeclarationRow.objects.exists()
    parcel = buy_label(seller_order_id=part.id, seller_id=part.seller_id, now=NOW)
    assert parcel.number == number
    assert DeclarationRow.objects.get().number == number


def test_a_parcel_at_home_is_declared_to_nobody(market: Market, as_seller: SignIn) -> None:
    part = sold(market, "RU")
    label(part, serial=2, country="RU")
    assert as_seller("RU").get(paper(part, "customs.pdf")).status_code == 404


def test_declaring_again_keeps_one_declaration_the_newest(market: Market) -> None:
    part = sold(market)
    label(part, serial=3, country="CN")
    for _ in range(2):
        declare_parcel(seller=market.sellers["CN"], seller_order_id=part.id, now=NOW)
    assert DeclarationRow.objects.count() == 1
