"""The express lane answers an app's plain order exactly as the house would, and leaves everything else to the house."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from pytest_django.fixtures import Settings

from tests.api.calling import App, app_of
from tests.api.lane import by_house, by_lane, by_lane_or_house, request
from tests.api.wishes import KAZAN, wish
from tests.market import Market, add_offer, person
from tests.on_loop import Answered, Asked
from yarmarka.api.express import _app_order
from yarmarka.api.schemas.checkout import AskedOrder
from yarmarka.api.schemas.wishes import read_wish
from yarmarka.domain.catalogue.actions import pause_offer
from yarmarka.flows import gather_orders
from yarmarka.flows.place_for_apps import AppOrder, place_for_apps
from yarmarka.flows.place_orders import Placed
from yarmarka.kernel.batching import Busy
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id


def same(lane: Answered, house: Answered) -> None:
    """Two answers differ in nothing that a caller could act on."""
    assert lane.status == house.status
    assert json.loads(lane.body) == json.loads(house.body)
    assert told(lane.headers) == told(house.headers)


def told(headers: dict[str, str]) -> dict[str, Any]:
    """Return headers as what they mean: policies have no order, and each request has an id of its own."""
    plain: dict[str, Any] = {name: value for name, value in headers.items() if name != "X-Request-Id"}
    assert len(headers["X-Request-Id"]) == 32
    plain["Content-Security-Policy"] = set(headers["Content-Security-Policy"].split("; "))
    return plain


@pytest.mark.parametrize("language", ["ru", "en", "fr;q=0.9, en;q=0.5"])
def test_an_order_and_its_repeat_are_answered_as_by_the_house(
    market: Market, shopper: App, language: str
) -> None:
    body, key = wish(shopper, market, {market.offers["CN"]: 1, market.offers["RU"]: 2}), str(uuid4())
    again = {"idempotency_key": key, "accept_language": language}
    answer = by_lane(request(shopper, body, **again))
    first = json.loads(answer.body)
    assert (answer.status, first["is_new"]) == (201, True)
    assert first["total"]["minor"] == body["expected_total_minor"]
    assert int(answer.headers["Content-Length"]) == len(answer.body)
    repeat = by_lane(request(shopper, body, **again))
    assert (repeat.status, json.loads(repeat.body)) == (200, first | {"is_new": False})
    same(repeat, by_house(request(shopper, body, **again)))


@pytest.mark.parametrize("language", ["ru", "en"])
def test_a_refusal_is_worded_as_by_the_house(market: Market, shopper: App, language: str) -> None:
    gone, few = (
        add_offer(market, "RU", sku="gone", now=now()),
        add_offer(market, "RU", sku="few", stock=1, now=now()),
    )
    wishes = {
        "offer_gone": wish(shopper, market, {gone: 1}),
        "stock_gone": wish(shopper, market, {few: 1})
        | {"lines": [{"offer_id": public_id("off", few), "quantity": 2}]},
        "price_changed": wish(shopper, market, {market.offers["RU"]: 1}) | {"expected_total_minor": 1},
        "delivery_unavailable": wish(shopper, market, {market.offers["RU"]: 1}) | {"deliveries": []},
    }
    twice = wish(shopper, market, {few: 2})
    wishes["stock_gone"]["expected_total_minor"] = twice["expected_total_minor"]
    pause_offer(seller_id=market.sellers["RU"].id, offer_id=gone, now=now())
    for code, body in wishes.items():
        headers = {"idempotency_key": str(uuid4()), "accept_language": language}
        lane = by_lane(request(shopper, body, **headers))
        assert json.loads(lane.body)["code"] == code
        same(lane, by_house(request(shopper, body, **headers)))


def test_a_full_row_is_told_as_by_the_house(
    market: Market, shopper: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gather_orders._requests, "_most_waiting", 0)
    body = wish(shopper, market, {market.offers["RU"]: 1})
    lane = by_lane(request(shopper, body), most_waiting=0)
    assert (lane.status, lane.headers["Retry-After"]) == (503, "2")
    assert json.loads(lane.body)["code"] == Busy.code
    same(lane, by_house(request(shopper, body)))


PLAIN = {
    "lines": [{"offer_id": public_id("off", UUID(int=7)), "quantity": 1}],
    "address_id": public_id("adr", UUID(int=8)),
    "deliveries": [],
    "expected_total_minor": 100,
}


@pytest.mark.parametrize(
    "more",
    [
        {"authorization": "Bearer yrm_nobody"},
        {"authorization": "Basic eDp5"},
        {"authorization": ""},
        {"cookie": "sessionid=x"},
        {"query": "x=1"},
        {"idempotency_key": "once"},
        {"host": "elsewhere.example"},
        {"accept_language": "en," * 100},
        {"method": "PUT"},
        {"content_length": "300000"},
        {"content_length": ""},
    ],
    ids=lambda more: next(iter(more)),
)
def test_who_does_not_come_plainly_goes_through_the_house(shopper: App, more: dict[str, str]) -> None:
    answer, asked_house = by_lane_or_house(request(shopper, PLAIN, **more))
    assert asked_house
    assert 400 <= answer.status < 500


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{", id="half"),
        pytest.param(b"\xff", id="no UTF-8"),
        pytest.param(b"[]", id="a list"),
        pytest.param({}, id="empty"),
        pytest.param(PLAIN | {"lines": []}, id="no lines"),
        pytest.param(PLAIN | {"lines": PLAIN["lines"] * 101}, id="too many lines"),
        pytest.param(PLAIN | {"lines": [{"offer_id": "off_1", "quantity": 1}]}, id="no id"),
        pytest.param(
            PLAIN | {"lines": [{"offer_id": PLAIN["address_id"], "quantity": 1}]}, id="another's id"
        ),
        pytest.param(PLAIN | {"currency": "JPY"}, id="a currency that we don't take"),
        pytest.param(PLAIN | {"surprise": 1}, id="an unknown field"),
        pytest.param(PLAIN | {"expected_total_minor": "100"}, id="a number as text"),
        pytest.param(PLAIN | {"expected_total_minor": True}, id="a number that is none"),
        pytest.param(PLAIN | {"expected_total_minor": -1}, id="less than nothing"),
    ],
)
def test_what_is_not_plainly_an_order_is_explained_by_the_house(shopper: App, body: Any) -> None:
    lane, asked_house = by_lane_or_house(request(shopper, body))
    assert asked_house
    same(lane, by_house(request(shopper, body)))
    assert lane.status in {400, 422}


def test_anothers_address_looks_like_a_missing_one(market: Market, shopper: App) -> None:
    body = wish(shopper, market, {market.offers["RU"]: 1})
    stranger = app_of(person("stranger@example.test"))
    theirs, _ = by_lane_or_house(request(stranger, body))
    nobodys, _ = by_lane_or_house(request(stranger, body | {"address_id": public_id("adr", uuid4())}))
    assert theirs.status == 404
    same(theirs, nobodys)


def test_nothing_is_sold_while_the_marketplace_is_closed(
    market: Market, shopper: App, settings: Settings, tmp_path: Path
) -> None:
    body = wish(shopper, market, {market.offers["RU"]: 1})
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()
    answer, asked_house = by_lane_or_house(request(shopper, body))
    assert (asked_house, answer.status, "Retry-After" in answer.headers) == (True, 503, True)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_while_the_database_is_away_lane_and_house_say_when_to_come_again(
    market: Market, shopper: App, language: str
) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("the connection is closed")

    asked = request(shopper, wish(shopper, market, {market.offers["RU"]: 1}), accept_language=language)
    with connection.execute_wrapper(away):
        lane, house = by_lane(asked), by_house(asked)
        list_of_orders = shopper.get("/orders")
    assert (lane.status, lane.headers["Retry-After"]) == (503, "5")
    assert json.loads(lane.body)["code"] == list_of_orders.body["code"] == "database_away"
    same(lane, house)
    assert by_lane(asked).status == 201


def test_the_basket_becomes_the_order_and_is_empty_then(market: Market, shopper: App) -> None:
    for country in ("RU", "CN"):
        shopper.post("/basket/lines", {"offer_id": public_id("off", market.offers[country]), "quantity": 1})
    body, key = wish(shopper, market, None), str(uuid4())
    ordered = by_lane(request(shopper, body, idempotency_key=key))
    assert ordered.status == 201
    assert json.loads(ordered.body)["total"]["minor"] == body["expected_total_minor"]
    assert shopper.get("/basket").body["pieces"] == 0
    # The basket is empty now, or filled with something else: the key alone says what was ordered by it.
    repeat = by_lane(request(shopper, body, idempotency_key=key))
    assert (repeat.status, json.loads(repeat.body)["id"]) == (200, json.loads(ordered.body)["id"])
    shopper.post("/basket/lines", {"offer_id": public_id("off", market.offers["RU"]), "quantity": 3})
    same(
        by_lane(request(shopper, body, idempotency_key=key)),
        by_house(request(shopper, body, idempotency_key=key)),
    )
    assert shopper.get("/basket").body["pieces"] == 3


def test_a_basket_that_can_not_be_ordered_stays_as_it_is(market: Market, shopper: App) -> None:
    shopper.post("/basket/lines", {"offer_id": public_id("off", market.offers["RU"]), "quantity": 2})
    body, key = wish(shopper, market, None) | {"expected_total_minor": 1}, str(uuid4())
    refused = by_lane(request(shopper, body, idempotency_key=key))
    assert json.loads(refused.body)["code"] == "price_changed"
    same(refused, by_house(request(shopper, body, idempotency_key=key)))
    assert shopper.get("/basket").body["pieces"] == 2


def test_an_empty_basket_is_no_order(market: Market, shopper: App) -> None:
    body = wish(shopper, market, {market.offers["RU"]: 2})
    del body["lines"]
    refused = by_lane(request(shopper, body))
    assert (refused.status, json.loads(refused.body)["code"]) == (422, "basket_empty")
    same(refused, by_house(request(shopper, body)))


def test_each_of_a_batch_orders_their_own_basket(market: Market, shopper: App) -> None:
    other = app_of(person("other@example.test"))
    theirs = {"address_id": other.post("/addresses", KAZAN).body["id"]}
    for app, country in ((shopper, "RU"), (other, "CN")):
        app.post("/basket/lines", {"offer_id": public_id("off", market.offers[country]), "quantity": 1})
    asked = [
        (shopper, wish(shopper, market, None)),
        (other, wish(other, market, None) | theirs),
        (other, wish(other, market, {market.offers["RU"]: 2}) | theirs),
    ]
    wishes = [app_order(request(app, body), body) for app, body in asked]
    placed = [outcome for outcome in place_for_apps(wishes, now=now()) if isinstance(outcome, Placed)]
    assert [order.total.minor for order in placed] == [body["expected_total_minor"] for _, body in asked]
    assert [app.get("/basket").body["pieces"] for app in (shopper, other)] == [0, 0]


def app_order(asked: Asked, body: dict[str, Any]) -> AppOrder:
    """Return a request as the lane hands it on to be placed."""
    plain = read_wish(json.dumps(body).encode())
    assert plain is not None
    return _app_order(asked, plain, language="en")


_TEXTS = st.one_of(
    st.builds(public_id, st.sampled_from(["off", "adr", "slr", "dsv"]), st.uuids()), st.text(max_size=8)
)
_NUMBERS = st.one_of(
    st.integers(-2, 1001), st.sampled_from([10**18, 10**18 + 1, 2**70, 1.0, 1.5, True, None, "1"])
)
_BODIES = st.fixed_dictionaries(
    {
        "lines": st.lists(
            st.fixed_dictionaries({"offer_id": _TEXTS, "quantity": _NUMBERS}, optional={"x": _NUMBERS}),
            max_size=3,
        )
        | st.none(),
        "address_id": _TEXTS,
        "deliveries": st.lists(
            st.fixed_dictionaries({"seller_id": _TEXTS, "service_id": _TEXTS}), max_size=2
        ),
        "expected_total_minor": _NUMBERS,
    },
    optional={"currency": st.sampled_from(["RUB", "CNY", "rub", "", None, 1]), "surprise": _NUMBERS},
)


@given(_BODIES)
def test_the_lane_takes_nothing_that_the_framework_would_refuse_and_reads_it_alike(
    body: dict[str, Any],
) -> None:
    content = json.dumps(body).encode()
    read = read_wish(content)
    if read is None:
        return
    try:
        asked = AskedOrder.model_validate_json(content)
    except ValidationError:
        pytest.fail(f"the framework refuses {body}")
    lines = asked.lines or []
    assert {line.offer_id for line in read.lines} == {line.offer_id for line in lines}
    assert sum(line.quantity for line in read.lines) == sum(line.quantity for line in lines)
    assert read.address_id == asked.address_id
    assert read.deliveries == {way.seller_id: way.service_id for way in asked.deliveries}
    assert (read.currency, read.expected_total_minor) == (asked.currency, asked.expected_total_minor)


def test_plain_orders_are_read_by_the_lane() -> None:
    assert read_wish(json.dumps(PLAIN).encode()) is not None
    assert read_wish(json.dumps(PLAIN | {"currency": "CNY"}).encode()) is not None
    of_basket = {name: value for name, value in PLAIN.items() if name != "lines"}
    assert read_wish(json.dumps(of_basket).encode()) is not None
