"""The express lane answers an app's plain order exactly as the house would, and leaves everything else to the house."""

import io
import json
from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.signals import request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.api.calling import App, app_of
from tests.api.wishes import wish
from tests.market import Market, add_offer, person
from yarmarka.api.express import PATH, Environ, ExpressLane
from yarmarka.api.schemas.checkout import AskedOrder
from yarmarka.api.schemas.wishes import read_wish
from yarmarka.domain.catalogue.actions import pause_offer
from yarmarka.flows import gather_orders
from yarmarka.kernel.batching import Busy
from yarmarka.kernel.clock import now
from yarmarka.vocabulary.ids import public_id

Reply = tuple[str, dict[str, str], bytes]


class House:
    """The house behind the lane, which notes whether it was asked."""

    def __init__(self) -> None:
        self.is_asked = False
        self._application = get_wsgi_application()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        self.is_asked = True
        # A new request looks after its connection, which here is in the middle of the test's transaction.
        request_started.disconnect(close_old_connections)
        try:
            return self._application(environ, start_response)
        finally:
            request_started.connect(close_old_connections)


def request(app: App, body: Any, **more: str) -> Environ:
    """Return an order as a web server hands it on."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": PATH,
        "QUERY_STRING": "",
        "SERVER_NAME": "testserver",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(content),
        "wsgi.errors": io.StringIO(),
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(content)),
        "HTTP_HOST": "testserver",
        "HTTP_AUTHORIZATION": f"Bearer {app.token}",
        "HTTP_IDEMPOTENCY_KEY": str(uuid4()),
        "HTTP_ACCEPT_LANGUAGE": app.language,
        **more,
    }


def sent(application: Any, environ: Environ) -> Reply:
    """Send a request; return status line, headers and body."""
    got: list[Any] = []
    body = b"".join(application(environ, lambda status, headers: got.extend([status, dict(headers)])))
    return got[0], got[1], body


def by_lane(environ: Environ) -> Reply:
    """Send a request through the lane, which must not ask the house."""
    house = House()
    reply = sent(ExpressLane(house), environ)
    assert not house.is_asked
    return reply


def same(lane: Reply, house: Reply) -> None:
    """Two answers differ in nothing that a caller could act on."""
    assert lane[0] == house[0]
    assert json.loads(lane[2]) == json.loads(house[2])
    assert told(lane[1]) == told(house[1])


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
    again = {"HTTP_IDEMPOTENCY_KEY": key, "HTTP_ACCEPT_LANGUAGE": language}
    status, headers, content = by_lane(request(shopper, body, **again))
    first = json.loads(content)
    assert (status, first["is_new"]) == ("201 Created", True)
    assert first["total"]["minor"] == body["expected_total_minor"]
    assert int(headers["Content-Length"]) == len(content)
    repeat = by_lane(request(shopper, body, **again))
    assert (repeat[0], json.loads(repeat[2])) == ("200 OK", first | {"is_new": False})
    same(repeat, sent(House(), request(shopper, body, **again)))


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
        environ = {"HTTP_IDEMPOTENCY_KEY": str(uuid4()), "HTTP_ACCEPT_LANGUAGE": language}
        lane = by_lane(request(shopper, body, **environ))
        assert json.loads(lane[2])["code"] == code
        same(lane, sent(House(), request(shopper, body, **environ)))


def test_a_full_row_is_told_as_by_the_house(
    market: Market, shopper: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    for row in (gather_orders._wishes, gather_orders._requests):
        monkeypatch.setattr(row, "_most_waiting", 0)
    body = wish(shopper, market, {market.offers["RU"]: 1})
    lane = by_lane(request(shopper, body))
    assert (lane[0], lane[1]["Retry-After"]) == ("503 Service Unavailable", "2")
    assert json.loads(lane[2])["code"] == Busy.code
    same(lane, sent(House(), request(shopper, body)))


PLAIN = {
    "lines": [{"offer_id": public_id("off", UUID(int=7)), "quantity": 1}],
    "address_id": public_id("adr", UUID(int=8)),
    "deliveries": [],
    "expected_total_minor": 100,
}


@pytest.mark.parametrize(
    "more",
    [
        {"HTTP_AUTHORIZATION": "Bearer yrm_nobody"},
        {"HTTP_AUTHORIZATION": "Basic eDp5"},
        {"HTTP_AUTHORIZATION": ""},
        {"HTTP_COOKIE": "sessionid=x"},
        {"QUERY_STRING": "x=1"},
        {"HTTP_IDEMPOTENCY_KEY": "once"},
        {"HTTP_HOST": "elsewhere.example"},
        {"HTTP_ACCEPT_LANGUAGE": "en," * 100},
        {"REQUEST_METHOD": "PUT"},
        {"CONTENT_LENGTH": "300000"},
        {"CONTENT_LENGTH": ""},
    ],
    ids=lambda more: next(iter(more)),
)
def test_who_does_not_come_plainly_goes_through_the_house(shopper: App, more: dict[str, str]) -> None:
    house = House()
    status, _, _ = sent(ExpressLane(house), request(shopper, PLAIN, **more))
    assert house.is_asked
    assert status[0] == "4"


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
    house, environ = House(), request(shopper, body)
    lane = sent(ExpressLane(house), environ)
    assert house.is_asked
    same(lane, sent(House(), request(shopper, body)))
    assert lane[0].startswith(("400", "422"))


def test_anothers_address_looks_like_a_missing_one(market: Market, shopper: App) -> None:
    body = wish(shopper, market, {market.offers["RU"]: 1})
    stranger = app_of(person("stranger@example.test"))
    theirs = sent(ExpressLane(House()), request(stranger, body))
    nobodys = sent(ExpressLane(House()), request(stranger, body | {"address_id": public_id("adr", uuid4())}))
    assert theirs[0] == "404 Not Found"
    same(theirs, nobodys)


def test_an_order_of_the_basket_goes_through_the_house(market: Market, shopper: App) -> None:
    shopper.post("/basket/lines", {"offer_id": public_id("off", market.offers["RU"]), "quantity": 1})
    house = House()
    status, _, _ = sent(ExpressLane(house), request(shopper, wish(shopper, market, None)))
    assert (house.is_asked, status) == (True, "201 Created")
    assert shopper.get("/basket").body["pieces"] == 0


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
    assert asked.lines is not None
    assert {line.offer_id for line in read.lines} == {line.offer_id for line in asked.lines}
    assert sum(line.quantity for line in read.lines) == sum(line.quantity for line in asked.lines)
    assert read.address_id == asked.address_id
    assert read.deliveries == {way.seller_id: way.service_id for way in asked.deliveries}
    assert (read.currency, read.expected_total_minor) == (asked.currency, asked.expected_total_minor)


def test_plain_orders_are_read_by_the_lane() -> None:
    assert read_wish(json.dumps(PLAIN).encode()) is not None
    assert read_wish(json.dumps(PLAIN | {"currency": "CNY"}).encode()) is not None
