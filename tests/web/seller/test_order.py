"""One order in the seller's console: what it tells, what it keeps to itself, what can be done with it."""

import pytest

from tests.market import Market, place
from tests.web.scene import ARRIVES, label, paid_order, part_of, send, travel
from tests.web.seller.conftest import SignIn
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.orders.queries import seller_orders
from yarmarka.domain.orders.types import SellerOrderCard, SellerOrderStatus
from yarmarka.domain.payments.models import Refund
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def part(market: Market) -> SellerOrderCard:
    """The Chinese seller's part of an order for two kettles."""
    return part_of(paid_order(market, {market.offers["CN"]: 2}), market.sellers["CN"].id)


def address(part: SellerOrderCard, rest: str = "", language: str = "en") -> str:
    """Return the address of an order's page, or of something below it."""
    return f"/{language}/seller/orders/{public_id('slo', part.id)}/{rest}"


def test_the_page_says_what_to_pack_where_to_and_what_it_earns(
    as_seller: SignIn, part: SellerOrderCard
) -> None:
    page = as_seller("CN").get(address(part)).content.decode()
    assert "To pack: 2 pieces" in page
    assert "Алсу Каримова" in page
    assert "ул. Баумана" in page
    for minor in (
        part.goods_minor,
        part.delivery_minor,
        part.total_minor,
        part.commission_minor,
        part.net_minor,
    ):
        assert f"₽{minor / 100:,.2f}" in page
    assert f"¥{part.payout_minor / 100:,.2f}" in page
    assert "Rate RUB to CNY" in page


def test_after_delivery_the_address_is_hidden(as_seller: SignIn, part: SellerOrderCard) -> None:
    number = send(part, serial=1, country="CN")
    client = as_seller("CN")
    assert "Каримова" in client.get(address(part)).content.decode()
    travel(number, ARRIVES, since=now())
    page = client.get(address(part)).content.decode()
    assert "Казань" in page
    assert "Вручено адресату" in page
    for secret in ("Каримова", "Баумана", "123-45-67", "alsu@"):
        assert secret not in page


def test_an_order_that_is_not_paid_for_is_not_there(market: Market, as_seller: SignIn) -> None:
    unpaid = part_of(place(market, {market.offers["CN"]: 1}).order_id, market.sellers["CN"].id)
    assert as_seller("CN").get(address(unpaid)).status_code == 404


def test_handing_over_needs_a_label(as_seller: SignIn, part: SellerOrderCard) -> None:
    client = as_seller("CN")
    refused = client.post(address(part), {"do": "hand_over"}, follow=True)
    assert refused.status_code == 200
    assert 'class="notice notice--error"' in refused.content.decode()
    assert seller_orders([part.id])[part.id].status == SellerOrderStatus.TO_SHIP
    label(part, serial=1, country="CN")
    done = client.post(address(part), {"do": "hand_over"}, follow=True)
    assert "The parcel is with the carrier" in done.content.decode()
    assert seller_orders([part.id])[part.id].status == SellerOrderStatus.SENT


def test_calling_off_asks_why_and_refunds_everything(
    market: Market, as_seller: SignIn, part: SellerOrderCard
) -> None:
    client, offer = as_seller("CN"), market.offers["CN"]
    left = available([offer])[offer]
    unanswered = client.post(address(part, "cancel/"), {})
    assert 'class="errorlist"' in unanswered.content.decode()
    assert seller_orders([part.id])[part.id].status == SellerOrderStatus.TO_SHIP
    done = client.post(address(part, "cancel/"), {"reason": "out_of_stock"}, follow=True)
    assert "The goods have run out" in done.content.decode()
    assert seller_orders([part.id])[part.id].cancel_reason == "out_of_stock"
    assert Refund.objects.get(seller_order_id=part.id).amount_minor == part.total_minor
    assert available([offer])[offer] == left + 2


def test_what_is_sent_can_no_longer_be_called_off(as_seller: SignIn, part: SellerOrderCard) -> None:
    send(part, serial=1, country="CN")
    client = as_seller("CN")
    assert "It is too late" in client.get(address(part, "cancel/")).content.decode()
    client.post(address(part, "cancel/"), {"reason": "out_of_stock"})
    assert seller_orders([part.id])[part.id].status == SellerOrderStatus.SENT
    assert not Refund.objects.filter(seller_order_id=part.id).exists()


def test_the_page_speaks_the_readers_language(as_seller: SignIn, part: SellerOrderCard) -> None:
    page = as_seller("CN").get(address(part, language="ru")).content.decode()
    assert "Упаковать: 2 штуки" in page
    assert "Вы получите" in page
