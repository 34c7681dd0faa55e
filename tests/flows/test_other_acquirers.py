"""The same flows take a shopper's money through YooKassa: page, return, webhook, refund, in one step and in two."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from pytest_django import Settings

from tests.flows.test_pay_sellers import jobs_for
from tests.market import Market, open_market, place
from tests.simulators.conftest import Maker, make_stand_in, shop
from tests.simulators.stand_ins import SECRET, WEB, Shop, StandIn, eventually
from yarmarka.connectors.payments import configured, connector_for
from yarmarka.domain.orders.models import Order
from yarmarka.domain.orders.queries import seller_orders_of
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.payments.actions import request_refund
from yarmarka.domain.payments.errors import MoreThanCaptured
from yarmarka.domain.payments.models import PaymentEvent, Refund
from yarmarka.domain.payments.queries import attempt, refund, shares_of
from yarmarka.domain.payments.types import AttemptCard, PaymentKind, RefundStatus
from yarmarka.flows.confirm_payment import capture, confirm_return, receive_notice
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.place_orders import Placed
from yarmarka.flows.send_refund import send_refund
from yarmarka.flows.start_payment import start_payment
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money

__all__ = ["make_stand_in", "shop"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def kassa(make_stand_in: Maker, settings: Settings) -> StandIn:
    """YooKassa, set up as an installation's settings would."""
    running = make_stand_in("yookassa")
    settings.YOOKASSA_URL, settings.YOOKASSA_SHOP_ID = running.url, "100500"
    settings.YOOKASSA_SECRET, settings.YOOKASSA_NETWORKS = SECRET, ["127.0.0.1/32"]
    return running


def test_a_sale_is_paid_through_yookassa_once_and_given_back(kassa: StandIn, shop: Shop) -> None:
    assert "yookassa" in configured()
    now = datetime.now(tz=UTC)
    market = open_market(now=now)
    placed = place(market, {market.offers["CN"]: 1, market.offers["RU"]: 1}, now=now)
    card = start_payment(
        order_id=placed.order_id,
        viewer=market.shopper.id,
        locale="ru",
        return_url=lambda attempt_id: f"http://shop.example/{attempt_id}",
        now=now,
        provider="yookassa",
    )
    WEB.post(card.confirmation_url, data={"card": "approve"})
    outcome = confirm_return(attempt_id=card.id, viewer=market.shopper.id, now=now)
    assert outcome.state is PaymentKind.APPROVED
    heard = eventually(lambda: [h for h in shop.heard if str(card.id) in h.body.decode()])[0]
    for _ in range(2):  # the webhook comes after the return, and twice
        notice = connector_for("yookassa").parse_webhook(
            body=heard.body, headers=heard.headers, now=now, source="127.0.0.1"
        )
        receive_notice(notice, provider="yookassa", now=now)
    assert Order.objects.get(id=placed.order_id).status == "paid"
    assert PaymentEvent.objects.filter(attempt_id=card.id).count() == 1
    assert verify_books(now=now) == ()

    refund_id = request_refund(
        attempt_id=card.id,
        order_id=placed.order_id,
        seller_order_id=None,
        amount=Money(100, "RUB"),
        reason="test",
        now=now,
    )
    send_refund(refund_id, now=now)
    assert refund(refund_id).status is RefundStatus.SUCCEEDED


@pytest.fixture
def in_two_steps(kassa: StandIn, settings: Settings) -> StandIn:
    settings.CAPTURE_LATER = ["yookassa"]
    return kassa


def begin(market: Market, placed: Placed, *, now: datetime) -> AttemptCard:
    """Let a shopper begin to pay."""
    return start_payment(
        order_id=placed.order_id,
        viewer=market.shopper.id,
        locale="ru",
        return_url=lambda attempt_id: f"http://shop.example/{attempt_id}",
        now=now,
        provider="yookassa",
    )


def set_aside(market: Market, card: AttemptCard, *, now: datetime) -> UUID:
    """Let the shopper pay and the bank set the money aside; return the attempt's id."""
    WEB.post(card.confirmation_url, data={"card": "approve"})
    outcome = confirm_return(attempt_id=card.id, viewer=market.shopper.id, now=now)
    assert outcome.state is PaymentKind.AUTHORISED
    return card.id


def test_money_is_set_aside_and_taken_once_the_goods_are_sure(in_two_steps: StandIn) -> None:
    now = datetime.now(tz=UTC)
    market = open_market(now=now)
    placed = place(market, {market.offers["CN"]: 1, market.offers["RU"]: 1}, now=now)
    attempt_id = set_aside(market, begin(market, placed, now=now), now=now)
    assert Order.objects.get(id=placed.order_id).status == "unpaid"
    assert jobs_for("capture_payment")[-1] == {"attempt_id": str(attempt_id)}

    for _ in range(2):  # a job may run twice
        capture(attempt_id, now=now)

    assert Order.objects.get(id=placed.order_id).status == "paid"
    assert attempt(attempt_id).taken_minor == placed.total.minor
    assert verify_books(now=now) == ()


def test_who_pays_late_is_charged_for_what_is_still_there_and_no_more(in_two_steps: StandIn) -> None:
    begun = datetime.now(tz=UTC)
    market, late = open_market(stock=1, now=begun), begun + timedelta(hours=1)
    placed = place(market, {market.offers["CN"]: 1, market.offers["RU"]: 1}, now=begun)
    card = begin(market, placed, now=begun)
    lapse_unpaid_orders(now=late)
    place(market, {market.offers["RU"]: 1}, now=late)  # somebody else takes the last one
    chinese, russian = seller_orders_of([placed.order_id])

    attempt_id = set_aside(market, card, now=late)
    capture(attempt_id, now=late)

    assert attempt(attempt_id).taken_minor == chinese.total_minor < placed.total.minor
    statuses = [part.status for part in seller_orders_of([placed.order_id])]
    assert statuses == [SellerOrderStatus.TO_SHIP, SellerOrderStatus.CANCELLED]
    assert not Refund.objects.exists()
    assert shares_of([chinese.id, russian.id]) == {chinese.id: (attempt_id, chinese.total_minor)}
    assert OutboxMessage.objects.filter(topic="part_not_charged").count() == 1
    assert verify_books(now=late) == ()
    # What was never taken can't go back either.
    with pytest.raises(MoreThanCaptured):
        request_refund(
            attempt_id=attempt_id,
            order_id=placed.order_id,
            seller_order_id=None,
            amount=Money(chinese.total_minor + 1, "RUB"),
            reason="test",
            now=late,
        )


def test_money_for_goods_that_are_all_gone_is_let_go(in_two_steps: StandIn) -> None:
    begun = datetime.now(tz=UTC)
    market, late = open_market(stock=1, now=begun), begun + timedelta(hours=1)
    placed = place(market, {market.offers["RU"]: 1}, now=begun)
    card = begin(market, placed, now=begun)
    lapse_unpaid_orders(now=late)
    place(market, {market.offers["RU"]: 1}, now=late)

    attempt_id = set_aside(market, card, now=late)
    capture(attempt_id, now=late)

    assert attempt(attempt_id).state is PaymentKind.EXPIRED
    assert Order.objects.get(id=placed.order_id).status == "lapsed"
    assert verify_books(now=late) == ()
