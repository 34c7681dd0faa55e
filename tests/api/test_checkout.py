"""An order is placed once for a key, at the price that was seen, or not at all."""

from uuid import uuid4

from tests.api.calling import App, app_of, shown
from tests.api.wishes import lines, order, wish
from tests.market import KAZAN, Market, add_offer, person
from yarmarka.domain.accounts.actions import add_address
from yarmarka.domain.catalogue.actions import pause_offer
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.orders.models import Order
from yarmarka.kernel.clock import now


def test_an_order_is_placed_and_a_repeat_returns_it(market: Market, shopper: App) -> None:
    body, key = wish(shopper, market, {market.offers["CN"]: 2, market.offers["GB"]: 1}), str(uuid4())
    first, again = order(shopper, body, key=key), order(shopper, body, key=key)
    assert (first.status, again.status) == (201, 200)
    assert first.body["is_new"]
    assert again.body == first.body | {"is_new": False}
    assert first.body["total"] == {"minor": body["expected_total_minor"], "currency": "RUB"}
    assert available([market.offers["CN"]])[market.offers["CN"]] == 8


def test_a_key_used_for_something_else_is_refused(market: Market, shopper: App) -> None:
    key = str(uuid4())
    order(shopper, wish(shopper, market, {market.offers["CN"]: 2}), key=key)
    refused = order(shopper, wish(shopper, market, {market.offers["CN"]: 3}), key=key)
    assert (refused.status, refused.body["code"]) == (409, "request_key_reused")
    assert Order.objects.count() == 1


def test_the_same_key_of_two_people_is_two_orders(market: Market, shopper: App) -> None:
    other = person("marat@example.test")
    address_id = add_address(person_id=other.id, address=KAZAN, now=now())
    body, key = wish(shopper, market, {market.offers["CN"]: 1}), str(uuid4())
    order(shopper, body, key=key)
    assert order(app_of(other), body | {"address_id": shown("adr", address_id)}, key=key).status == 201


def test_a_key_is_required(market: Market, shopper: App) -> None:
    refused = shopper.post("/orders", wish(shopper, market, {market.offers["CN"]: 1}))
    assert (refused.status, refused.body["field"]) == (422, "Idempotency-Key")


def test_the_basket_becomes_the_order_and_is_empty_then(market: Market, shopper: App) -> None:
    shopper.post("/basket/lines", lines({market.offers["RU"]: 2})[0])
    body, key = wish(shopper, market, None), str(uuid4())
    first = order(shopper, body, key=key)
    assert first.status == 201
    assert shopper.get("/basket").body["pieces"] == 0
    assert order(shopper, body, key=key).body["id"] == first.body["id"]


def test_an_empty_basket_is_no_order(market: Market, shopper: App) -> None:
    body = wish(shopper, market, {market.offers["RU"]: 2})
    del body["lines"]
    refused = order(shopper, body)
    assert (refused.status, refused.body["code"]) == (422, "basket_empty")


def test_another_price_than_was_seen_takes_nothing(market: Market, shopper: App) -> None:
    body = wish(shopper, market, {market.offers["CN"]: 2})
    refused = order(shopper, body | {"expected_total_minor": body["expected_total_minor"] - 1})
    assert (refused.status, refused.body["code"]) == (409, "price_changed")
    assert refused.body["facts"]["total_minor"] == body["expected_total_minor"]
    assert available([market.offers["CN"]])[market.offers["CN"]] == 10


def test_more_than_there_is_takes_nothing_of_anything(market: Market, shopper: App) -> None:
    body = wish(shopper, market, {market.offers["CN"]: 11, market.offers["GB"]: 1})
    refused = order(shopper, body)
    assert (refused.status, refused.body["code"]) == (409, "stock_gone")
    assert refused.body["facts"]["available"] == 10
    assert available([market.offers["GB"]])[market.offers["GB"]] == 10


def test_a_paused_offer_can_not_be_ordered(market: Market, shopper: App) -> None:
    offer = add_offer(market, "RU", sku="RU-2", now=now())
    body = wish(shopper, market, {offer: 1})
    pause_offer(seller_id=market.sellers["RU"].id, offer_id=offer, now=now())
    assert order(shopper, body).body["code"] == "offer_gone"


def test_a_seller_without_a_delivery_stops_the_order(market: Market, shopper: App) -> None:
    body = wish(shopper, market, {market.offers["CN"]: 1, market.offers["GB"]: 1})
    refused = order(shopper, body | {"deliveries": body["deliveries"][:1]})
    assert (refused.status, refused.body["code"]) == (422, "delivery_unavailable")
    assert refused.body["field"] == "deliveries"


def test_a_guest_signs_in_first(market: Market, shopper: App, guest: App) -> None:
    refused = order(guest, wish(shopper, market, {market.offers["CN"]: 1}))
    assert (refused.status, refused.body["code"]) == (401, "not_signed_in")
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")


def test_another_persons_address_looks_missing(market: Market, shopper: App) -> None:
    body = wish(shopper, market, {market.offers["CN"]: 1})
    foreign = add_address(person_id=person("marat@example.test").id, address=KAZAN, now=now())
    refusals = [order(shopper, body | {"address_id": shown("adr", key)}) for key in (foreign, uuid4())]
    assert [refusal.status for refusal in refusals] == [404, 404]
    assert refusals[0].body == refusals[1].body
    assert available([market.offers["CN"]])[market.offers["CN"]] == 10
