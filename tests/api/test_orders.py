"""A shopper sees their orders, pays, calls off and confirms them."""

import pytest

from tests.api.calling import App, app_of, shown
from tests.flows.steps import call_pieces_off
from tests.live import LiveStack
from tests.market import Market, approve_payment, person, place
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.orders.queries import seller_orders_of
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.flows.place_orders import Placed
from yarmarka.kernel.clock import now


@pytest.fixture
def placed(market: Market) -> Placed:
    return place(market, {market.offers["CN"]: 2, market.offers["GB"]: 1}, now=now())


def parts(placed: Placed) -> list[SellerOrder]:
    return list(SellerOrder.objects.filter(order_id=placed.order_id).order_by("position"))


def test_an_order_is_shown_with_its_parts_and_its_history(
    market: Market, shopper: App, placed: Placed
) -> None:
    order = shopper.get(f"/orders/{shown('ord', placed.order_id)}").body
    assert order["status"] == "unpaid"
    assert [part["seller"] for part in order["parts"]] == ["CN Trading", "GB Trading"]
    assert order["total"]["minor"] == sum(part["total"]["minor"] for part in order["parts"])
    assert order["timeline"][-1]["what"] == "placed"
    assert order["address"]["city"] == "Казань"


def test_the_list_is_the_callers_own_newest_first(market: Market, shopper: App, placed: Placed) -> None:
    later = place(market, {market.offers["RU"]: 1}, now=now())
    numbers = [order["number"] for order in shopper.get("/orders").body["items"]]
    assert numbers == [later.number, placed.number]
    assert app_of(person("marat@example.test")).get("/orders").body["items"] == []


def test_an_unpaid_order_is_called_off_once(market: Market, shopper: App, placed: Placed) -> None:
    address = f"/orders/{shown('ord', placed.order_id)}/cancel"
    assert shopper.post(address).body["status"] == "cancelled"
    assert available([market.offers["CN"]])[market.offers["CN"]] == 10
    again = shopper.post(address)
    assert (again.status, again.body["code"]) == (409, "not_cancellable")


def test_one_part_of_a_paid_order_is_called_off(market: Market, shopper: App, placed: Placed) -> None:
    approve_payment(placed.order_id, placed.total, now=now())
    part = shown("slo", parts(placed)[0].id)
    order = shopper.post(f"/order-parts/{part}/cancel", {}).body
    assert [part["status"] for part in order["parts"]] == ["cancelled", "to_ship"]


def test_pieces_that_were_called_off_are_told_apart(market: Market, shopper: App, placed: Placed) -> None:
    approve_payment(placed.order_id, placed.total, now=now())
    part = seller_orders_of([placed.order_id])[0]
    call_pieces_off(market, part, now=now())
    order = shopper.get(f"/orders/{shown('ord', placed.order_id)}").body
    (line,) = order["parts"][0]["lines"]
    assert (line["quantity"], line["called_off"]) == (2, 1)
    owner = app_of(market.owners["CN"])
    (packed,) = owner.get(f"/seller/orders/{shown('slo', part.id)}").body["lines"]
    assert (packed["quantity"], packed["called_off"]) == (1, 1)


def test_receipt_is_confirmed_once_goods_were_sent(market: Market, shopper: App, placed: Placed) -> None:
    approve_payment(placed.order_id, placed.total, now=now())
    address = f"/order-parts/{shown('slo', parts(placed)[0].id)}/receipt"
    too_soon = shopper.post(address)
    assert (too_soon.status, too_soon.body["code"]) == (409, "not_receivable")
    SellerOrder.objects.filter(id=parts(placed)[0].id).update(status=SellerOrderStatus.SENT, sent_at=now())
    assert shopper.post(address).body["parts"][0]["status"] == "completed"


def test_paying_leads_to_the_acquirers_page_and_asking_again_to_the_same(
    live_stack: LiveStack, market: Market, shopper: App, placed: Placed
) -> None:
    address = f"/orders/{shown('ord', placed.order_id)}/payment"
    first, again = shopper.post(address), shopper.post(address)
    assert first.status == 200
    assert first.body == again.body
    assert first.body["confirmation_url"].startswith(live_stack.acquirer_url)
    checked = shopper.post(f"/payments/{first.body['id']}/check").body
    assert checked["state"] == "created"
    assert Order.objects.get(id=placed.order_id).status == "unpaid"


def test_a_payment_that_the_acquirer_does_not_know_of_is_anothers_secret(
    live_stack: LiveStack, market: Market, shopper: App, placed: Placed
) -> None:
    begun = shopper.post(f"/orders/{shown('ord', placed.order_id)}/payment").body
    other = app_of(person("marat@example.test"))
    assert other.post(f"/payments/{begun['id']}/check").status == 404
    assert other.post(f"/orders/{shown('ord', placed.order_id)}/payment").status == 404
