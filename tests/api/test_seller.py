"""A seller ships: the queue, the label, the hand-over; and looks after offers."""

import pytest

from tests.api.calling import App, shown
from tests.live import LiveStack
from tests.market import Market, approve_payment, place
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.orders.models import SellerOrder
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.parcels import is_s10


@pytest.fixture
def to_ship(market: Market) -> str:
    """The public id of a paid order that the British seller must ship."""
    placed = place(market, {market.offers["CN"]: 1, market.offers["GB"]: 2}, now=now())
    approve_payment(placed.order_id, placed.total, now=now())
    own = SellerOrder.objects.get(order_id=placed.order_id, seller_id=market.sellers["GB"].id)
    return shown("slo", own.id)


def test_the_queue_holds_the_sellers_own_paid_orders(market: Market, seller: App, to_ship: str) -> None:
    place(market, {market.offers["GB"]: 1}, now=now())
    items = seller.get("/seller/orders?status=to_ship").body["items"]
    assert [item["id"] for item in items] == [to_ship]
    assert seller.get("/seller/orders?status=sent").body["items"] == []


def test_an_order_tells_what_to_pack_and_where_it_goes(seller: App, to_ship: str) -> None:
    order = seller.get(f"/seller/orders/{to_ship}").body
    assert order["lines"][0]["quantity"] == 2
    assert order["address"]["city"] == "Казань"
    assert order["payout"]["currency"] == "GBP"


def test_who_sells_nothing_is_told_so(market: Market, shopper: App) -> None:
    refused = shopper.get("/seller/orders")
    assert (refused.status, refused.body["code"]) == (403, "not_a_seller")


def test_a_label_is_bought_once_printed_and_the_parcel_handed_over(
    live_stack: LiveStack, market: Market, seller: App, to_ship: str
) -> None:
    address = f"/seller/orders/{to_ship}"
    assert seller.get(f"{address}/label.pdf").status == 404
    label = seller.post(f"{address}/label").body
    assert is_s10(label["number"])
    assert seller.post(f"{address}/label").body == label
    paper = seller.get(f"{address}/label.pdf")
    assert paper.headers["Content-Type"] == "application/pdf"
    assert paper.body.startswith(b"%PDF")
    handed = seller.post("/seller/hand-overs", {"seller_order_ids": [to_ship, to_ship]})
    assert handed.body == {"handed_over": 1}
    assert seller.get(address).body["status"] == "sent"


def test_a_parcel_without_a_label_can_not_be_handed_over(seller: App, to_ship: str) -> None:
    refused = seller.post("/seller/hand-overs", {"seller_order_ids": [to_ship]})
    assert (refused.status, refused.body["code"]) == (409, "label_missing")


def test_another_sellers_order_stops_the_whole_hand_over(market: Market, seller: App, to_ship: str) -> None:
    foreign = SellerOrder.objects.get(seller_id=market.sellers["CN"].id)
    ids = [to_ship, shown("slo", foreign.id)]
    assert seller.post("/seller/hand-overs", {"seller_order_ids": ids}).status == 404


def test_an_order_that_can_not_be_sent_is_called_off(seller: App, to_ship: str) -> None:
    order = seller.post(f"/seller/orders/{to_ship}/cancel", {"reason": "out_of_stock"}).body
    assert (order["status"], order["cancel_reason"]) == ("cancelled", "out_of_stock")
    assert order["address"] is None


def test_offers_are_priced_counted_and_rested(market: Market, seller: App) -> None:
    address = f"/seller/offers/{shown('off', market.offers['GB'])}"
    assert seller.put(f"{address}/price", {"price_minor": 9_900}).body["price"]["minor"] == 9_900
    assert seller.put(f"{address}/stock", {"on_hand": 3}).body["on_hand"] == 3
    assert seller.put(f"{address}/sale", {"is_on_sale": False}).body["status"] == "paused"
    assert seller.put(f"{address}/sale", {"is_on_sale": True}).body["status"] == "active"
    assert available([market.offers["GB"]])[market.offers["GB"]] == 3


def test_another_sellers_offer_looks_missing(market: Market, seller: App) -> None:
    address = f"/seller/offers/{shown('off', market.offers['CN'])}"
    assert seller.get(address).status == 404
    assert seller.put(f"{address}/price", {"price_minor": 1}).status == 404
    assert seller.put(f"{address}/stock", {"on_hand": 0}).status == 404
    assert seller.put(f"{address}/sale", {"is_on_sale": False}).status == 404


def test_the_list_of_offers_narrows(market: Market, seller: App) -> None:
    assert [item["sku"] for item in seller.get("/seller/offers").body["items"]] == ["GB-1"]
    assert seller.get("/seller/offers?shown=paused").body["items"] == []
    assert seller.get("/seller/offers?q=nothing").body["items"] == []
