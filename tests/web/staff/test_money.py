"""The books at a glance, payouts that pay once, and checks that name what does not hold."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.market import NOW, Market
from tests.web.scene import ARRIVES, paid_order, part_of, send, travel
from yarmarka.domain.inventory.models import Stock
from yarmarka.domain.ledger.models import Entry, Payout
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.complete_orders import confirm_receipt

pytestmark = pytest.mark.django_db


def settled(market: Market, *, serial: int = 1) -> SellerOrderCard:
    """Return a Chinese seller's order that went all the way, so that something is owed."""
    part = part_of(paid_order(market, {market.offers["CN"]: 1}), market.sellers["CN"].id)
    travel(send(part, serial=serial, country="CN"), ARRIVES, since=NOW)
    confirm_receipt(seller_order_id=part.id, viewer=market.shopper.id, now=NOW + timedelta(days=5))
    return part


def test_the_books_are_shown_and_balance(market: Market, operator: Client) -> None:
    part = settled(market)
    page = operator.get("/en/staff/money/").content.decode()
    assert "The books balance" in page
    assert "Commission earned" in page
    assert f"₽{part.commission_minor / 100:,.2f}" in page
    assert f"¥{part.payout_minor / 100:,.2f}" in page


def test_books_that_do_not_balance_are_told_with_the_difference(market: Market, operator: Client) -> None:
    settled(market)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ledger_entry DISABLE TRIGGER USER")
        entry = Entry.objects.filter(currency="RUB").order_by("id")[0]
        cursor.execute("UPDATE ledger_entry SET amount_minor = amount_minor + 7 WHERE id = %s", [entry.id])
    page = operator.get("/en/staff/money/").content.decode()
    assert "The books do not balance" in page
    assert "₽0.07" in page


def test_pressing_twice_pays_once(market: Market, operator: Client) -> None:
    part = settled(market)
    first = operator.post("/en/staff/money/run-payouts/", follow=True).content.decode()
    assert "1 payout is on its way" in first
    second = operator.post("/en/staff/money/run-payouts/", follow=True).content.decode()
    assert "There is nothing to pay out" in second
    payout = Payout.objects.get()
    assert (payout.amount_minor, payout.currency) == (part.payout_minor, "CNY")
    assert payout.batch.created_by_id == market.staff.id


def test_payouts_are_not_run_by_a_link(market: Market, operator: Client) -> None:
    settled(market)
    assert operator.get("/en/staff/money/run-payouts/").status_code == 405
    assert not Payout.objects.exists()


@pytest.mark.parametrize(
    "address", ["/en/staff/money/", "/en/staff/money/payouts/", "/en/staff/money/refunds/"]
)
def test_three_rows_cost_as_many_queries_as_one(market: Market, operator: Client, address: str) -> None:
    counts = []
    for round_ in range(2):
        for step in range(1 + round_):
            settled(market, serial=round_ * 10 + step)
            operator.post("/en/staff/money/run-payouts/")
            part = part_of(paid_order(market, {market.offers["GB"]: 1}), market.sellers["GB"].id)
            cancel_before_shipping(seller_order_id=part.id, seller_id=part.seller_id, reason="other", now=NOW)
        operator.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert operator.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_checks_name_the_row_that_does_not_hold(market: Market, operator: Client) -> None:
    settled(market)
    assert "Everything holds" in operator.get("/en/staff/verify/").content.decode()
    Stock.objects.filter(offer_id=market.offers["CN"]).update(on_hand=99)
    page = operator.get("/en/staff/verify/").content.decode()
    assert "1 row does not hold" in page
    assert str(market.offers["CN"]) in page


def test_every_check_has_words_in_russian(operator: Client) -> None:
    from yarmarka.reads.verify import CHECKS
    from yarmarka.web.console.words import CHECK_WORDS

    assert set(CHECKS) <= set(CHECK_WORDS)
    assert "Остаток равен приходу без расхода" in operator.get("/ru/staff/verify/").content.decode()
