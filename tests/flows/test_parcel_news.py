"""What a carrier says moves orders on, also when it says it before the seller does."""

from collections import Counter
from datetime import timedelta

import pytest

from tests.flows.steps import buy, call_off, label, part_of, scan, send, tell
from tests.market import NOW, Market, open_market
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.shipping.queries import parcels_of
from yarmarka.flows.complete_orders import release_inspected
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",))


def topics() -> Counter[str]:
    return Counter(OutboxMessage.objects.values_list("topic", flat=True))


def test_a_carrier_that_has_the_parcel_says_so_for_a_seller_who_forgot(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    number = label(part)
    tell(scan(number, ParcelState.ACCEPTED, NOW), now=NOW)

    assert part_of(part.order_id).status is SellerOrderStatus.SENT
    assert part_of(part.order_id).sent_at == NOW
    assert parcels_of([part.id])[0].handed_over_at == NOW
    assert topics()["parcel_sent"] == 1

    delivered_at = NOW + timedelta(days=3)
    tell(scan(number, ParcelState.DELIVERED, delivered_at), now=delivered_at)
    assert release_inspected(now=delivered_at + timedelta(days=7)) == 1
    assert verify_books(now=NOW) == ()


def test_delivery_may_be_the_first_that_is_heard_of_a_parcel(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    tell(scan(label(part), ParcelState.DELIVERED, NOW), now=NOW)
    assert part_of(part.order_id).status is SellerOrderStatus.DELIVERED
    assert (topics()["parcel_sent"], topics()["parcel_delivered"]) == (1, 1)


def test_a_parcel_called_off_by_the_carrier_was_not_sent(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    tell(scan(label(part), ParcelState.CANCELLED, NOW), now=NOW)
    assert part_of(part.order_id).status is SellerOrderStatus.TO_SHIP


def test_a_part_that_was_called_off_stays_so_whatever_the_carrier_says(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    number = label(part)
    call_off(market, part)
    tell(scan(number, ParcelState.DELIVERED, NOW), now=NOW)
    assert part_of(part.order_id).status is SellerOrderStatus.CANCELLED
    assert topics()["parcel_sent"] == topics()["parcel_delivered"] == 0
    assert verify_books(now=NOW) == ()


def test_news_that_a_shopper_must_act_on_is_told_once(market: Market) -> None:
    number = send(part_of(buy(market, "RU")))
    waits = scan(number, ParcelState.AVAILABLE_FOR_PICKUP, NOW)
    tell(waits, now=NOW)
    tell(waits, now=NOW)
    again = scan(number, ParcelState.AVAILABLE_FOR_PICKUP, NOW + timedelta(days=1), code="reminder")
    tell(again, now=NOW + timedelta(days=1))
    assert topics()["parcel_news"] == 1
