"""Labels and packing slips: only one's own, only while they are needed, and never kept by anybody on the way."""

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from tests.market import Market
from tests.web.scene import ARRIVES, label, paid_order, part_of, send, travel
from tests.web.seller.conftest import SignIn
from yarmarka.domain.orders.queries import orders
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


def sold(market: Market, country: str = "CN") -> SellerOrderCard:
    """Return a seller order that is paid for and waits to be shipped."""
    return part_of(paid_order(market, {market.offers[country]: 1}), market.sellers[country].id)


def paper(part: SellerOrderCard, name: str) -> str:
    """Return the address of a paper."""
    return f"/en/seller/orders/{public_id('slo', part.id)}/{name}.pdf"


def text_of(answer: Any) -> str:
    """Return the text of a PDF."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_the_label_carries_the_parcels_number_and_a_name_to_save_it_by(
    market: Market, as_seller: SignIn
) -> None:
    part = sold(market)
    number = label(part, serial=1, country="CN")
    answer = as_seller("CN").get(paper(part, "label"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith('inline; filename="label-2611')
    assert number in text_of(answer).replace(" ", "").replace("\n", "")


def test_papers_may_run_nothing_and_are_kept_by_nobody(market: Market, as_seller: SignIn) -> None:
    answer = as_seller("CN").get(paper(sold(market), "packing-slip"))
    assert answer.status_code == 200
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_there_is_no_label_before_it_is_bought(market: Market, as_seller: SignIn) -> None:
    assert as_seller("CN").get(paper(sold(market), "label")).status_code == 404


@pytest.mark.parametrize("name", ["label", "packing-slip"])
def test_papers_are_gone_once_the_address_is_hidden(market: Market, as_seller: SignIn, name: str) -> None:
    part = sold(market)
    number = send(part, serial=1, country="CN")
    client = as_seller("CN")
    assert client.get(paper(part, name)).status_code == 200
    travel(number, ARRIVES, since=now())
    assert client.get(paper(part, name)).status_code == 404


@pytest.mark.parametrize("name", ["label", "packing-slip"])
def test_another_sellers_papers_look_missing(market: Market, as_seller: SignIn, name: str) -> None:
    part = sold(market, "GB")
    label(part, serial=1, country="GB")
    assert as_seller("GB").get(paper(part, name)).status_code == 200
    assert as_seller("CN").get(paper(part, name)).status_code == 404


def test_ticked_labels_come_in_one_file(market: Market, as_seller: SignIn) -> None:
    parts = [sold(market), sold(market)]
    numbers = [label(part, serial=serial, country="CN") for serial, part in enumerate(parts)]
    ticked = {"order": [public_id("slo", part.id) for part in (*parts, sold(market))]}
    answer = as_seller("CN").post("/en/seller/orders/labels.pdf", ticked)
    assert answer["Content-Type"] == "application/pdf"
    printed = text_of(answer).replace(" ", "").replace("\n", "")
    assert all(number in printed for number in numbers)


def test_ticked_packing_slips_come_in_one_file(market: Market, as_seller: SignIn) -> None:
    parts = [sold(market), sold(market)]
    ticked = {"order": [public_id("slo", part.id) for part in parts]}
    answer = as_seller("CN").post("/en/seller/orders/packing-slips.pdf", ticked)
    printed = text_of(answer)
    assert all(one.number in printed for one in orders([part.order_id for part in parts]).values())


def test_that_no_ticked_order_has_a_packing_slip_is_told_on_the_queue(
    market: Market, as_seller: SignIn
) -> None:
    part = sold(market)
    travel(send(part, serial=1, country="CN"), ARRIVES, since=now())
    ticked = {"order": [public_id("slo", part.id)]}
    answer = as_seller("CN").post("/en/seller/orders/packing-slips.pdf", ticked, follow=True)
    assert "None of these orders has a packing slip" in answer.content.decode()


def test_customs_papers_of_all_ticked_parcels_that_cross_a_border_come_in_one_file(
    market: Market, as_seller: SignIn
) -> None:
    parts, waits = [sold(market), sold(market)], sold(market)
    numbers = [label(part, serial=serial, country="CN") for serial, part in enumerate(parts)]
    ticked = {"order": [public_id("slo", part.id) for part in (*parts, waits)]}
    answer = as_seller("CN").post("/en/seller/orders/customs-papers.pdf", ticked)
    pages = [page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages]
    heads = orders([part.order_id for part in parts])
    for part, number in zip(parts, numbers, strict=True):
        own = [page for page in pages if heads[part.order_id].number in page]
        assert any("Commercial invoice" in page for page in own)
        assert number in "".join(own).replace(" ", "").replace("\n", "")
    alone = {"order": [public_id("slo", waits.id)]}
    told = as_seller("CN").post("/en/seller/orders/customs-papers.pdf", alone, follow=True)
    assert "None of these orders has customs papers" in told.content.decode()
