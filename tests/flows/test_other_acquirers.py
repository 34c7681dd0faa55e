"""The same flows take a shopper's money through YooKassa: page, return, webhook, refund."""

from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from tests.market import open_market, place
from tests.simulators.conftest import Maker, make_stand_in, shop
from tests.simulators.stand_ins import SECRET, WEB, Shop, StandIn, eventually
from yarmarka.connectors.payments import configured, connector_for
from yarmarka.domain.orders.models import Order
from yarmarka.domain.payments.actions import request_refund
from yarmarka.domain.payments.models import PaymentEvent
from yarmarka.domain.payments.queries import refund
from yarmarka.domain.payments.types import PaymentKind, RefundStatus
from yarmarka.flows.confirm_payment import confirm_return, receive_notice
from yarmarka.flows.send_refund import send_refund
from yarmarka.flows.start_payment import start_payment
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
