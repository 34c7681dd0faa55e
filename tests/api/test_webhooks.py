"""News from outside over real HTTP: late, twice, out of order, forged, and about nothing of ours."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings

from tests.api.calling import Answer, App, app_of, payment_news, shown, signed, tell_acquirer
from tests.live import LiveStack
from tests.market import Market, approve_payment, open_market, place
from yarmarka.domain.ledger.models import Posting
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.payments.actions import begin_attempt
from yarmarka.domain.payments.models import PaymentEvent
from yarmarka.flows.place_orders import Placed
from yarmarka.flows.send_parcels import buy_label, hand_over
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.money import Money


@pytest.fixture
def outside(live_stack: LiveStack) -> App:
    """Whoever posts webhooks to the running web server."""
    return App(address=live_stack.url)


@pytest.fixture
def open_fair(live_stack: LiveStack) -> Market:
    return open_market(now=now())


@pytest.fixture
def placed(open_fair: Market) -> Placed:
    return place(open_fair, {open_fair.offers["CN"]: 1, open_fair.offers["GB"]: 1}, now=now())


@pytest.fixture
def attempt_id(placed: Placed) -> UUID:
    return begin_attempt(order_id=placed.order_id, provider="sandbox", amount=placed.total, now=now())


def status_of(placed: Placed) -> str:
    return Order.objects.get(id=placed.order_id).status


def test_an_approval_that_comes_twice_pays_once(outside: App, placed: Placed, attempt_id: UUID) -> None:
    approval = payment_news(attempt_id, placed.total, status="approved", sequence=2)
    answers = [tell_acquirer(outside, approval) for _ in range(2)]
    assert [answer.status for answer in answers] == [200, 200]
    assert status_of(placed) == "paid"
    assert Posting.objects.count() == 1
    assert PaymentEvent.objects.count() == 1


def test_old_news_after_an_approval_changes_nothing(outside: App, placed: Placed, attempt_id: UUID) -> None:
    for status, sequence in [("approved", 3), ("challenge_required", 2), ("created", 1)]:
        news = payment_news(attempt_id, placed.total, status=status, sequence=sequence)
        assert tell_acquirer(outside, news).status == 200
    assert status_of(placed) == "paid"


def test_an_approval_after_a_decline_of_the_same_payment_counts(
    outside: App, placed: Placed, attempt_id: UUID
) -> None:
    for status, sequence in [("declined", 2), ("approved", 3)]:
        tell_acquirer(outside, payment_news(attempt_id, placed.total, status=status, sequence=sequence))
    assert status_of(placed) == "paid"


def test_a_forged_or_stale_signature_is_refused(outside: App, placed: Placed, attempt_id: UUID) -> None:
    approval = payment_news(attempt_id, placed.total, status="approved", sequence=2)
    forged, headers = signed("not-the-secret", approval)
    assert outside.post("/webhooks/acquirer", forged, **headers).status == 401
    stale, headers = signed(settings.ACQUIRER_SECRET, approval, at=now().timestamp() - 3_600)
    assert outside.post("/webhooks/acquirer", stale, **headers).status == 401
    body, headers = signed(settings.ACQUIRER_SECRET, approval)
    assert outside.post("/webhooks/acquirer", body.replace(b"approved", b"declined"), **headers).status == 401
    assert status_of(placed) == "unpaid"


def test_signed_nonsense_names_the_field(outside: App) -> None:
    refused = tell_acquirer(outside, {"id": "evt_1", "type": "payment.approved", "data": {}})
    assert (refused.status, refused.body["code"], refused.body["field"]) == (
        422,
        "bad_payload",
        "data.payment",
    )


def test_another_amount_than_was_asked_for_is_refused(outside: App, placed: Placed, attempt_id: UUID) -> None:
    less = Money(placed.total.minor - 1, placed.total.currency)
    refused = tell_acquirer(outside, payment_news(attempt_id, less, status="approved", sequence=2))
    assert (refused.status, refused.body["code"]) == (409, "amount_differs")
    assert status_of(placed) == "unpaid"


def test_news_of_nothing_of_ours_is_heard_and_left(outside: App, placed: Placed) -> None:
    stranger = tell_acquirer(outside, payment_news(uuid4(), placed.total, status="approved", sequence=2))
    assert (stranger.status, stranger.body) == (200, {"is_known": False})


def scan(number: str, code: str, at: datetime) -> dict[str, Any]:
    """Return one scan as the simulated carrier tells it."""
    return {
        "number": number,
        "code": code,
        "text": {"en": code, "ru": code},
        "place": "Казань",
        "country": "RU",
        "occurred_at": at.isoformat(),
    }


def tell_carrier(outside: App, *scans: dict[str, Any]) -> Answer:
    body, headers = signed(settings.CARRIER_SECRET, {"events": list(scans)})
    return outside.post("/webhooks/carrier/simulated", body, **headers)


@pytest.fixture
def parcel_number(open_fair: Market, placed: Placed) -> str:
    """The number of the British seller's parcel, which is on its way."""
    approve_payment(placed.order_id, placed.total, now=now())
    seller_id = open_fair.sellers["GB"].id
    part = SellerOrder.objects.get(order_id=placed.order_id, seller_id=seller_id)
    parcel = buy_label(seller_order_id=part.id, seller_id=seller_id, now=now())
    hand_over(seller_order_ids=[part.id], seller_id=seller_id, now=now())
    return parcel.number


def test_scans_out_of_order_and_twice_deliver_once(
    outside: App, open_fair: Market, placed: Placed, parcel_number: str
) -> None:
    accepted = scan(parcel_number, "EMA", now() - timedelta(days=3))
    delivered = scan(parcel_number, "EMI", now() - timedelta(hours=1))
    assert tell_carrier(outside, delivered).body == {"told": 1, "moved": 1}
    assert tell_carrier(outside, accepted).body["moved"] == 0
    assert tell_carrier(outside, delivered, accepted).body == {"told": 2, "moved": 0}
    order = app_of(open_fair.shopper).get(f"/orders/{shown('ord', placed.order_id)}").body
    assert [part["status"] for part in order["parts"]] == ["to_ship", "delivered"]
    assert order["parts"][1]["parcels"][0]["state"] == "delivered"


def test_scans_of_an_unknown_parcel_are_heard_and_left(outside: App) -> None:
    assert tell_carrier(outside, scan("LP000000001GB", "EMI", now())).body == {"told": 1, "moved": 0}


def test_forged_scans_are_refused(outside: App, parcel_number: str) -> None:
    body, headers = signed("not-the-secret", {"events": [scan(parcel_number, "EMI", now())]})
    assert outside.post("/webhooks/carrier/simulated", body, **headers).status == 401
