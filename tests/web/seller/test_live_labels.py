"""Labels from a carrier that is a server of its own: bought for many at once, and a refusal holds nobody up."""

import pytest
from django.test import Client

from tests.live import LiveStack
from tests.market import NOW, Market, open_market
from tests.web.scene import paid_order, part_of
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.shipping.queries import parcels_of
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.vocabulary.ids import public_id
from yarmarka.vocabulary.parcels import is_s10

pytestmark = pytest.mark.story


@pytest.fixture
def market(live_stack: LiveStack) -> Market:
    """A market whose carrier answers."""
    return open_market(countries=["CN"])


@pytest.fixture
def client(market: Market) -> Client:
    """The seller's client."""
    client = Client()
    client.force_login(market.owners["CN"])
    return client


def sold(market: Market) -> SellerOrderCard:
    """Return a seller order that waits to be shipped."""
    return part_of(paid_order(market, {market.offers["CN"]: 1}), market.sellers["CN"].id)


def test_labels_are_bought_for_all_that_can_have_one(market: Market, client: Client) -> None:
    wanted, called_off = [sold(market), sold(market)], sold(market)
    cancel_before_shipping(
        seller_order_id=called_off.id, seller_id=called_off.seller_id, reason="other", now=NOW
    )
    ticked = {"order": [public_id("slo", part.id) for part in (wanted[0], called_off, wanted[1])]}
    page = client.post("/en/seller/orders/buy-labels/", ticked, follow=True).content.decode()
    assert "2 labels are ready to print" in page
    assert 'class="notice notice--error"' in page
    assert (
        len({parcel.number for parcel in parcels_of([part.id for part in wanted]) if is_s10(parcel.number)})
        == 2
    )
    assert not any(parcel.number for parcel in parcels_of([called_off.id]))


def test_buying_twice_gives_the_same_label(market: Market, client: Client) -> None:
    part = sold(market)
    address = f"/en/seller/orders/{public_id('slo', part.id)}/"
    for _ in range(2):
        assert "is ready to print" in client.post(address, {"do": "buy_label"}, follow=True).content.decode()
    assert len(parcels_of([part.id])) == 1
    assert client.get(f"{address}label.pdf").status_code == 200


def test_a_carrier_that_does_not_answer_is_told_and_nothing_is_lost(
    market: Market, client: Client, live_stack: LiveStack
) -> None:
    part = sold(market)
    address = f"/en/seller/orders/{public_id('slo', part.id)}/"
    live_stack.carrier.stop()
    try:
        page = client.post(address, {"do": "buy_label"}, follow=True).content.decode()
    finally:
        live_stack.carrier.start()
    assert "does not answer" in page
    assert not any(parcel.number for parcel in parcels_of([part.id]))
