"""The page that the bank sends shoppers back to, while the bank itself does not answer us."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.market import Market, approval, approve_payment, person, place
from tests.web.shop.reader import Page, Reader
from yarmarka.domain.inventory.actions import count_stock
from yarmarka.domain.inventory.types import Counted
from yarmarka.domain.payments.actions import begin_attempt, note_provider
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.place_orders import Placed
from yarmarka.kernel import clock
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.ids import public_id


@pytest.fixture
def order(market: Market) -> Placed:
    """An unpaid order of one kettle."""
    return place(market, {market.offers["RU"]: 1}, now=clock.now())


@pytest.fixture
def attempt_id(order: Placed) -> UUID:
    """A payment that waits at the bank."""
    key = begin_attempt(order_id=order.order_id, provider="sandbox", amount=order.total, now=clock.now())
    note_provider(key, provider_ref=f"ref-{key}", confirmation_url="https://bank.test/pay")
    return key


def come_back(reader: Reader, attempt_id: UUID) -> Page:
    return reader.open(f"/pay/{public_id('pay', attempt_id)}/return/")


def test_unknown_outcome_waits_and_looks_again_by_itself(shopper: Reader, attempt_id: UUID) -> None:
    page = come_back(shopper, attempt_id)
    assert page.status == 200
    assert "We are waiting for the bank" in page.main
    assert page.tree.xpath("//meta[@http-equiv='refresh']")


def test_what_the_bank_told_by_webhook_is_believed(shopper: Reader, order: Placed, attempt_id: UUID) -> None:
    receive_notice(approval(attempt_id, order.total, now=clock.now()), provider="sandbox", now=clock.now())
    page = come_back(shopper, attempt_id)
    assert "Paid. Thank you" in page.main
    assert not page.tree.xpath("//meta[@http-equiv='refresh']")


def test_time_that_ran_out_is_said(shopper: Reader, order: Placed, attempt_id: UUID) -> None:
    lapse_unpaid_orders(now=clock.now() + timedelta(days=1))
    page = come_back(shopper, attempt_id)
    assert "The payment was not finished in time" in page.main
    assert "Nothing was charged" in page.main
    assert not page.has_button("Try again")


def test_money_that_came_too_late_is_said_to_go_back(market: Market, shopper: Reader, order: Placed) -> None:
    lapse_unpaid_orders(now=clock.now() + timedelta(days=1))
    count_stock([Counted(offer_id=market.offers["RU"], on_hand=0)], now=clock.now())
    page = come_back(shopper, approve_payment(order.order_id, order.total, now=clock.now()))
    assert "The payment came too late" in page.main
    shown = shopper.follow(shopper.client.get(page.links("/orders/ord_")[0]))
    assert "Refund of ₽603.45 asked for" in shown.main


def test_anybody_elses_payment_looks_like_none(order: Placed, attempt_id: UUID) -> None:
    stranger = Reader(person("stranger@example.test"))
    theirs, never = come_back(stranger, attempt_id), come_back(stranger, new_id(clock.now()))
    assert theirs.status == never.status == 404
    assert theirs.main == never.main
