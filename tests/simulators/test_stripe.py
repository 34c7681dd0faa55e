"""What the stand-in for Stripe promises a machine that speaks the published protocol."""

import hashlib
import hmac
from typing import Any
from uuid import uuid4

import httpx
import pytest
from lxml import html

from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import SECRET, WEB, Shop, StandIn, eventually

ASKED = {
    "mode": "payment",
    "line_items[0][quantity]": "1",
    "line_items[0][price_data][currency]": "gbp",
    "line_items[0][price_data][unit_amount]": "123450",
    "line_items[0][price_data][product_data][name]": "Order 1",
    "payment_intent_data[capture_method]": "manual",
    "payment_intent_data[metadata][order]": "1",
    "payment_intent_data[transfer_group]": "g1",
    "success_url": "http://shop.example/back?order=1",
    "cancel_url": "http://shop.example/back",
}


@pytest.fixture(scope="module")
def desk(make_stand_in: Maker) -> StandIn:
    return make_stand_in("stripe", "--webhook-secret", "whsec_other")


def _post(desk: StandIn, path: str, form: dict[str, str], *, key: str | None = None) -> httpx.Response:
    headers = {"Authorization": f"Bearer {SECRET}", "Idempotency-Key": key or uuid4().hex}
    return WEB.post(f"{desk.url}/v1/{path}", data=form, headers=headers)


def _events(shop: Shop, thing_id: str) -> list[str]:
    return [h.facts["type"] for h in list(shop.heard) if thing_id in h.body.decode()]


def test_a_session_has_no_intent_before_a_card_is_tried(desk: StandIn) -> None:
    session = _post(desk, "checkout/sessions", ASKED).json()
    assert (session["status"], session["payment_intent"], session["amount_total"]) == ("open", None, 123_450)
    WEB.post(session["url"], data={"card": "approve"})
    path = f"/v1/checkout/sessions/{session['id']}"
    assert desk.get(path).json()["payment_intent"].startswith("pi_")
    intent = desk.get(f"{path}?expand[0]=payment_intent").json()["payment_intent"]
    assert (intent["status"], intent["amount_capturable"]) == ("requires_capture", 123_450)
    assert (intent["metadata"], intent["transfer_group"]) == ({"order": "1"}, "g1")
    found = desk.get(f"/v1/checkout/sessions?payment_intent={intent['id']}").json()
    assert [each["id"] for each in found["data"]] == [session["id"]]


def test_news_is_signed_as_published(desk: StandIn, shop: Shop) -> None:
    session = _post(desk, "checkout/sessions", ASKED).json()
    WEB.post(session["url"], data={"card": "approve"})
    eventually(lambda: _events(shop, session["id"]) == ["checkout.session.completed"])
    heard = next(h for h in shop.heard if session["id"] in h.body.decode())
    assert heard.path == "/api/v1/webhooks/acquirer/stripe"
    parts = dict(part.split("=", 1) for part in heard.headers["Stripe-Signature"].split(","))
    digest = hmac.new(b"whsec_other", f"{parts['t']}.".encode() + heard.body, hashlib.sha256).hexdigest()
    assert parts["v1"] == digest


@pytest.mark.parametrize(
    ("change", "param"),
    [
        ({"mode": "gift"}, "mode"),
        ({"line_items[0][price_data][unit_amount]": "0"}, "line_items.0.price_data.unit_amount"),
        ({"line_items[0][price_data][unit_amount]": "1.5"}, "line_items.0.price_data.unit_amount"),
        ({"line_items[0][price_data][currency]": "rub"}, "line_items.0.price_data.currency"),
        ({"success_url": "/back"}, "success_url"),
        ({"line_items": "x"}, "line_items"),
    ],
)
def test_a_wrong_parameter_is_named(desk: StandIn, change: dict[str, str], param: str) -> None:
    form = {
        name: value for name, value in ASKED.items() if not (change.keys() & {"line_items"} and "[" in name)
    }
    answer = _post(desk, "checkout/sessions", form | change)
    problem = answer.json()["error"]
    assert (answer.status_code, problem["type"], problem["param"]) == (400, "invalid_request_error", param)


def test_a_key_is_good_for_one_request(desk: StandIn) -> None:
    first = _post(desk, "checkout/sessions", ASKED, key="k1").json()
    assert _post(desk, "checkout/sessions", ASKED, key="k1").json() == first
    answer = _post(desk, "checkout/sessions", ASKED | {"cancel_url": "http://shop.example/"}, key="k1")
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "idempotency_error")


@pytest.mark.parametrize("path", ["checkout/sessions/x", "refunds/x", "transfers/x", "payment_intents/x"])
def test_what_is_not_there_is_missing(desk: StandIn, path: str) -> None:
    answer = desk.get(f"/v1/{path}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "resource_missing")
    assert WEB.get(f"{desk.url}/v1/{path}").status_code == 401


def test_the_page_says_that_a_card_was_declined_and_stays(desk: StandIn) -> None:
    session = _post(desk, "checkout/sessions", ASKED).json()
    answer = WEB.post(session["url"], data={"card": "decline"})
    assert answer.headers["Location"] == f"/c/pay/{session['id']}"
    answer = WEB.get(session["url"], params={"lang": "en"})
    page: Any = html.fromstring(answer.content)
    assert page.xpath("//*[@role='status']")
    assert "Pay GBP\u00a01,234.50" in answer.text
    assert not page.xpath("//script | //style | //*[@style]")
    assert WEB.post(session["url"], data={"card": "gold"}).status_code == 422


def test_a_power_cut_forgets_nothing(make_stand_in: Maker) -> None:
    deaf = Shop(is_open=False)
    desk, key = make_stand_in("stripe", shop_url=deaf.url), uuid4().hex
    session = _post(desk, "checkout/sessions", ASKED, key=key).json()
    WEB.post(session["url"], data={"card": "approve"})
    eventually(lambda: deaf.turned_away)
    desk.kill()
    deaf.is_open = True
    desk.start()
    assert _post(desk, "checkout/sessions", ASKED, key=key).json()["id"] == session["id"]
    eventually(lambda: "checkout.session.completed" in _events(deaf, session["id"]))
    desk.stop()
    deaf.close()
