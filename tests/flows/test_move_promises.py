"""Dates move with the parcel, a later one is told once, and every date told is held against the day it came."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.flows.steps import buy, part_of
from tests.market import NOW, open_market
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.shipping.actions import number_parcel, prepare_parcel
from yarmarka.domain.shipping.models import PromiseMade
from yarmarka.domain.shipping.queries import promises_made
from yarmarka.domain.shipping.types import NewParcelEvent
from yarmarka.flows.move_promises import SILENT, keep_promises
from yarmarka.flows.record_parcel_events import record_parcel_events
from yarmarka.kernel.models import OutboxMessage
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = pytest.mark.django_db
NUMBER = "LP000000014CN"


def _hear(state: ParcelState, *, day: int) -> None:
    at = NOW + timedelta(days=day)
    word = NewParcelEvent(
        number=NUMBER, state=state, raw_code=state.value, texts={}, place="", country="", occurred_at=at
    )
    record_parcel_events([word], carrier="simulated", now=at)


def _letters(topic: str) -> int:
    return OutboxMessage.objects.filter(topic=topic).count()


def test_a_date_moves_with_the_parcel_and_a_later_one_is_told_once(client: Client) -> None:
    market = open_market()
    order_id = buy(market, "CN")
    part = part_of(order_id)
    Order.objects.filter(id=order_id).update(paid_at=NOW)
    parcel = prepare_parcel(
        order_id=order_id, seller_order_id=part.id, carrier="simulated", weight_g=850, now=NOW
    )
    number_parcel(parcel, number=NUMBER)
    assert keep_promises(now=NOW + timedelta(hours=1)) == 1
    (sold,) = promises_made([part.id])[part.id]
    assert (sold.reason, sold.to_on, sold.place) == ("sold", part.promised_to, "RU-TA")

    _hear(ParcelState.ACCEPTED, day=9)
    _hear(ParcelState.IN_TRANSIT, day=15)
    newest, *earlier = promises_made([part.id])[part.id]
    assert newest.to_on > sold.to_on
    assert newest.is_current
    assert not any(one.is_current for one in earlier)
    assert _letters("promise_later") == 1, "a second delay is seen on the page, and no second letter comes"

    client.force_login(market.shopper)
    with translation.override("ru"):
        page = client.get(reverse("shop:order", args=[order_id])).content.decode()
    assert "<s " in page
    assert "Позже, чем мы обещали" in page

    told = len(promises_made([part.id])[part.id])
    silent_until = newest.to_on - NOW.date() + timedelta(days=1)
    keep_promises(now=NOW + silent_until)
    silent, *_ = promises_made([part.id])[part.id]
    assert (silent.reason, len(promises_made([part.id])[part.id])) == (SILENT, told + 1)

    came = (silent.to_on - NOW.date()).days
    _hear(ParcelState.DELIVERED, day=came)
    kept = {row.reason: row.is_kept for row in PromiseMade.objects.filter(seller_order=part.id)}
    assert (kept["sold"], kept[SILENT]) == (False, True)


def test_what_is_called_off_is_promised_no_more() -> None:
    market = open_market()
    order_id = buy(market, "CN")
    Order.objects.filter(id=order_id).update(paid_at=NOW)
    keep_promises(now=NOW)
    SellerOrder.objects.filter(order_id=order_id).update(status="cancelled")
    keep_promises(now=NOW)
    assert not PromiseMade.objects.filter(is_current=True).exists()
