"""The seller's money: owed, held, paid out, and the entries behind it."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.flows.steps import agree_on_terms
from tests.market import NOW, Market
from tests.web.scene import ARRIVES, paid_order, part_of, send, settle_payouts, travel
from tests.web.seller.conftest import SignIn
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.payouts.types import Terms
from yarmarka.flows.change_payout_terms import hold_payouts
from yarmarka.flows.complete_orders import confirm_receipt

pytestmark = pytest.mark.django_db


def settled(market: Market, *, serial: int, country: str = "CN") -> SellerOrderCard:
    """Return a seller order that went all the way: sent, delivered, confirmed."""
    part = part_of(paid_order(market, {market.offers[country]: 1}), market.sellers[country].id)
    travel(send(part, serial=serial, country="CN"), ARRIVES, since=NOW)
    confirm_receipt(seller_order_id=part.id, viewer=market.shopper.id, now=NOW + timedelta(days=5))
    return part


def test_what_is_settled_is_owed_and_what_is_not_is_held(market: Market, as_seller: SignIn) -> None:
    owed = settled(market, serial=1)
    held = part_of(paid_order(market, {market.offers["CN"]: 2}), market.sellers["CN"].id)
    page = as_seller("CN").get("/en/seller/money/").content.decode()
    assert f'<dd class="sums__whole">¥{owed.payout_minor / 100:,.2f}</dd>' in page
    assert f"<dd>¥{held.payout_minor / 100:,.2f}</dd>" in page
    assert "1 order" in page


def test_a_payout_empties_the_balance_and_stands_in_the_statement(market: Market, as_seller: SignIn) -> None:
    part = settled(market, serial=1)
    settle_payouts(NOW + timedelta(days=6))
    client = as_seller("CN")
    page = client.get("/en/seller/money/").content.decode()
    assert '<dd class="sums__whole">¥0.00</dd>' in page
    assert "paid out" in page
    statement = client.get("/en/seller/money/statement/").content.decode()
    amount = f"¥{part.payout_minor / 100:,.2f}"
    assert statement.index("Payout on its way") < statement.index("Order settled")
    assert f"+{amount}" in statement
    assert f"-{amount}" in statement


def test_the_statement_is_a_file_too(market: Market, as_seller: SignIn) -> None:
    part = settled(market, serial=1)
    settle_payouts(NOW + timedelta(days=6))
    answer: Any = as_seller("CN").get("/ru/seller/money/statement.csv")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    amount = f"{part.payout_minor / 100:.2f}"
    assert [row[1] for row in rows[1:]] == ["Выплата отправлена", "Расчёт по заказу"]
    assert [row[3] for row in rows[1:]] == [f"-{amount}", amount]
    assert [row[4] for row in rows[1:]] == ["0.00", amount]


def test_the_page_tells_when_and_how_the_seller_is_paid(market: Market, as_seller: SignIn) -> None:
    seller, staff = market.sellers["CN"], market.staff.id
    client = as_seller("CN")
    page = client.get("/en/seller/money/").content.decode()
    assert "every Monday" in page
    assert "¥50.00" in page
    wednesdays = Terms(weekday=2, minimum_minor=12_300)
    agree_on_terms(market, seller.id, wednesdays)
    hold_payouts(seller_id=seller.id, reason="A document has run out", by=staff, now=NOW + timedelta(hours=1))
    page = client.get("/ru/seller/money/").content.decode()
    assert "каждую среду" in page
    assert "123,00" in page
    assert "A document has run out" in page


def test_a_month_is_a_paper_and_a_file(market: Market, as_seller: SignIn) -> None:
    part = settled(market, serial=1)
    settle_payouts(NOW + timedelta(days=6))
    client = as_seller("CN")
    page = client.get("/en/seller/money/months/").content.decode()
    assert "November 2026, CNY" in page
    asked = "month=2026-11&currency=CNY"
    assert f"months/statement.pdf?{asked.replace('&', '&amp;')}" in page
    paper = client.get(f"/ru/seller/money/months/statement.pdf?{asked}")
    assert (paper["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    answer: Any = client.get(f"/ru/seller/money/months/statement.csv?{asked}")
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    amount = f"{part.payout_minor / 100:.2f}"
    assert [(row[1], row[10], row[11]) for row in rows[1:]] == [
        ("Долг на начало", "", "0.00"),
        ("Расчёт по заказу", amount, amount),
        ("Выплата отправлена", f"-{amount}", "0.00"),
        ("Долг на конец", "", "0.00"),
    ]
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("asked", ["", "month=2026-13&currency=CNY", "month=2026-11&currency=RUB", "month=x"])
def test_a_month_that_is_not_there_is_not_found(market: Market, as_seller: SignIn, asked: str) -> None:
    settled(market, serial=1)
    for kind in ("pdf", "csv"):
        assert as_seller("CN").get(f"/en/seller/money/months/statement.{kind}?{asked}").status_code == 404


def test_another_sellers_money_is_not_shown(market: Market, as_seller: SignIn) -> None:
    settled(market, serial=1, country="GB")
    client = as_seller("CN")
    assert "No entries yet" in client.get("/en/seller/money/statement/").content.decode()
    assert "£" not in client.get("/en/seller/money/").content.decode()


@pytest.mark.parametrize(
    "address", ["/en/seller/", "/en/seller/money/", "/en/seller/money/statement/", "/en/seller/money/months/"]
)
def test_three_rows_cost_as_many_queries_as_one(market: Market, as_seller: SignIn, address: str) -> None:
    client = as_seller("CN")
    counts = []
    for round_ in range(2):
        for serial in range(1 + round_):
            settled(market, serial=round_ * 10 + serial)
            settle_payouts(NOW + timedelta(days=6 + serial))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
