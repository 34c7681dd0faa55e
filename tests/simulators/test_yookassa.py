"""What the stand-in for YooKassa promises a machine that speaks the published protocol."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
from lxml import html

from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import SECRET, WEB, Shop, StandIn, eventually

ASKED: dict[str, Any] = {
    "amount": {"value": "1234.50", "currency": "RUB"},
    "capture": True,
    "confirmation": {"type": "redirect", "return_url": "http://shop.example/back?order=1"},
    "description": "Заказ № 1",
    "metadata": {"order": "1"},
}


@pytest.fixture(scope="module")
def kassa(make_stand_in: Maker) -> StandIn:
    return make_stand_in("yookassa", "--settles-after", "0.3")


def _post(kassa: StandIn, path: str, facts: Any, *, key: str | None = None) -> httpx.Response:
    """Ask as a shop does: by its id and secret key."""
    return WEB.post(
        f"{kassa.url}/v3/{path}",
        json=facts,
        auth=("100500", SECRET),
        headers={"Idempotence-Key": uuid4().hex if key is None else key},
    )


def _pay(payment: dict[str, Any], card: str = "approve") -> httpx.Response:
    return WEB.post(payment["confirmation"]["confirmation_url"], data={"card": card})


def _events(shop: Shop, thing_id: str) -> list[str]:
    return [h.facts["event"] for h in list(shop.heard) if thing_id in h.body.decode()]


def test_a_payment_is_answered_as_published(kassa: StandIn) -> None:
    answer = _post(kassa, "payments", ASKED)
    payment = answer.json()
    assert answer.status_code == 200
    assert (payment["status"], payment["paid"], payment["amount"]) == ("pending", False, ASKED["amount"])
    assert payment["metadata"] == {"order": "1"}
    assert not [name for name in payment if name.startswith("_")]


def test_the_news_is_the_object_in_an_unsigned_envelope(kassa: StandIn, shop: Shop) -> None:
    payment = _post(kassa, "payments", ASKED).json()
    assert _pay(payment).headers["Location"] == "http://shop.example/back?order=1"
    eventually(lambda: _events(shop, payment["id"]) == ["payment.succeeded"])
    heard = next(h for h in shop.heard if payment["id"] in h.body.decode())
    assert heard.path == "/api/v1/webhooks/acquirer/yookassa"
    assert set(heard.facts) == {"type", "event", "object"}
    assert heard.facts["object"] == kassa.get(f"/v3/payments/{payment['id']}").json()
    assert not [name for name in heard.headers if "ignature" in name]


@pytest.mark.parametrize(("card", "reason"), [("decline", "insufficient_funds"), ("3ds", "3d_secure_failed")])
def test_a_declined_payment_says_who_and_why(kassa: StandIn, card: str, reason: str) -> None:
    payment = _post(kassa, "payments", ASKED).json()
    _pay(payment, card)
    stands = kassa.get(f"/v3/payments/{payment['id']}").json()
    assert stands["status"] == "canceled"
    assert stands["cancellation_details"] == {"party": "payment_network", "reason": reason}


@pytest.mark.parametrize(
    ("change", "parameter"),
    [
        ({"amount": {"value": "12", "currency": "RUB"}}, "amount.value"),
        ({"amount": {"value": "0.00", "currency": "RUB"}}, "amount.value"),
        ({"amount": {"value": "1.00", "currency": "USD"}}, "amount.currency"),
        ({"amount": 5}, "amount"),
        ({"confirmation": {"type": "redirect", "return_url": "javascript:1"}}, "confirmation.return_url"),
        ({"confirmation": {"type": "telepathy"}}, "confirmation.type"),
        ({"description": "x" * 129}, "description"),
        ({"transfers": {}}, "transfers"),
        ({"transfers": [{"account_id": "s", "amount": {"value": "1.00", "currency": "RUB"}}]}, "transfers"),
    ],
)
def test_a_wrong_parameter_is_named(kassa: StandIn, change: dict[str, Any], parameter: str) -> None:
    answer = _post(kassa, "payments", ASKED | change)
    problem = answer.json()
    assert (answer.status_code, problem["type"], problem["code"]) == (400, "error", "invalid_request")
    assert problem["parameter"] == parameter
    assert problem["id"] and problem["description"]


def test_a_key_is_wanted_short_and_good_for_one_request(kassa: StandIn) -> None:
    assert _post(kassa, "payments", ASKED, key="").status_code == 400
    assert _post(kassa, "payments", ASKED, key="x" * 65).status_code == 400
    key = "x" * 64
    first = _post(kassa, "payments", ASKED, key=key).json()
    assert _post(kassa, "payments", ASKED, key=key).json() == first
    assert _post(kassa, "payments", ASKED | {"description": "else"}, key=key).status_code == 400


@pytest.mark.parametrize("auth", [("100500", "wrong"), ("1", SECRET), ("", "")])
def test_nobody_gets_in_without_the_shops_key(kassa: StandIn, auth: tuple[str, str]) -> None:
    answer = WEB.get(f"{kassa.url}/v3/payments/x", auth=auth)
    assert (answer.status_code, answer.json()["code"]) == (401, "invalid_credentials")


@pytest.mark.parametrize("path", ["payments/x", "refunds/x", "payouts/x", "receipts/x", "deals/x"])
def test_what_is_not_there_is_not_found(kassa: StandIn, path: str) -> None:
    answer = kassa.get(f"/v3/{path}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_page_is_plain_accessible_and_safe(kassa: StandIn) -> None:
    payment = _post(kassa, "payments", ASKED).json()
    answer = WEB.get(payment["confirmation"]["confirmation_url"])
    page: Any = html.fromstring(answer.content)
    assert page.get("lang") == "ru"
    assert "Заплатить 1\u00a0234,50\u00a0₽" in answer.text
    assert page.xpath("//fieldset/legend") and len(page.xpath("//label//input")) == 3
    assert not page.xpath("//script | //style | //*[@style]")
    assert "form-action 'self' http://shop.example" in answer.headers["Content-Security-Policy"]
    assert (
        WEB.post(
            payment["confirmation"]["confirmation_url"],
            data={"card": "approve"},
            headers={"Origin": "http://evil.example"},
        ).status_code
        == 403
    )
    assert _pay(payment, "gold").status_code == 422


def test_a_power_cut_forgets_neither_payments_nor_keys_nor_news(make_stand_in: Maker) -> None:
    deaf = Shop(is_open=False)
    kassa, key = make_stand_in("yookassa", shop_url=deaf.url), uuid4().hex
    payment = _post(kassa, "payments", ASKED, key=key).json()
    _pay(payment)
    eventually(lambda: deaf.turned_away)
    kassa.kill()
    deaf.is_open = True
    kassa.start()
    assert _post(kassa, "payments", ASKED, key=key).json()["id"] == payment["id"]
    assert kassa.get(f"/v3/payments/{payment['id']}").json()["status"] == "succeeded"
    eventually(lambda: _events(deaf, payment["id"]) == ["payment.succeeded"])
    kassa.stop()
    deaf.close()


def test_what_nobody_captures_in_time_goes_back(make_stand_in: Maker, shop: Shop) -> None:
    hasty = make_stand_in("yookassa", "--lifetime", "0.3")
    payment = _post(hasty, "payments", ASKED | {"capture": False}).json()
    eventually(lambda: _events(shop, payment["id"]) == ["payment.canceled"])
    stands = hasty.get(f"/v3/payments/{payment['id']}").json()
    assert stands["cancellation_details"] == {"party": "yoo_money", "reason": "expired_on_confirmation"}
    assert _pay(payment).status_code == 303, "the page leads back, and takes nothing"
    assert hasty.get(f"/v3/payments/{payment['id']}").json()["paid"] is False
