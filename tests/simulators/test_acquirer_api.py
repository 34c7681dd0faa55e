"""What the shop's machine may ask of the acquirer, and what it may not."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx
import pytest

from tests.simulators.stand_ins import WEB, Shop, StandIn, eventually, payment_facts


def _approved(acquirer: StandIn, **changes: object) -> str:
    payment: dict[str, str] = acquirer.post("/v1/payments", payment_facts(**changes)).json()
    WEB.post(payment["confirmation_url"], data={"card": "approve"})
    return payment["id"]


def _refund(acquirer: StandIn, payment: str, minor: int, *, key: str | None = None) -> httpx.Response:
    asked = {"payment_id": payment, "amount_minor": minor, "currency": "RUB"}
    return acquirer.post("/v1/refunds", asked, key=key)


def test_it_says_that_it_is_well(acquirer: StandIn) -> None:
    assert WEB.get(f"{acquirer.url}/healthz").json() == {"status": "ok"}


def test_a_payment_begins_with_a_page_to_pay_on(acquirer: StandIn) -> None:
    answer = acquirer.post("/v1/payments", payment_facts(locale="ru"))
    assert answer.status_code == 201
    payment = answer.json()
    assert payment["status"] == "created"
    assert payment["confirmation_url"] == f"{acquirer.url}/pay/{payment['id']}?lang=ru"
    assert payment["expires_at"] > payment["created_at"]
    assert acquirer.get(f"/v1/payments/{payment['id']}").json()["amount_minor"] == 123_450


def test_the_same_key_gives_the_same_payment(acquirer: StandIn) -> None:
    facts, key = payment_facts(), uuid4().hex
    first = acquirer.post("/v1/payments", facts, key=key).json()
    assert acquirer.post("/v1/payments", facts, key=key).json() == first
    in_other_words = facts | {"locale": "en", "return_url": "http://localhost/back", "description": "Order"}
    assert acquirer.post("/v1/payments", in_other_words, key=key).json()["id"] == first["id"]


def test_a_key_is_not_good_for_something_else(acquirer: StandIn) -> None:
    key = uuid4().hex
    acquirer.post("/v1/payments", payment_facts(), key=key)
    answer = acquirer.post("/v1/payments", payment_facts(amount_minor=1), key=key)
    assert answer.status_code == 409
    assert answer.json()["error"]["code"] == "idempotency_conflict"


def test_requests_that_race_with_one_key_make_one_payment(acquirer: StandIn, shop: Shop) -> None:
    facts, key = payment_facts(), uuid4().hex
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda _: acquirer.post("/v1/payments", facts, key=key), range(12)))
    assert {answer.status_code for answer in answers} == {201}
    (payment,) = {answer.json()["id"] for answer in answers}
    eventually(lambda: shop.types(payment))
    assert shop.types(payment) == ["created"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount_minor": 0}, "amount_minor"),
        ({"amount_minor": -5}, "amount_minor"),
        ({"amount_minor": 10.5}, "amount_minor"),
        ({"amount_minor": True}, "amount_minor"),
        ({"amount_minor": 10**30}, "amount_minor"),
        ({"currency": "roubles"}, "currency"),
        ({"currency": None}, "currency"),
        ({"reference": ""}, "reference"),
        ({"reference": {"a": 1}}, "reference"),
        ({"description": "x" * 251}, "description"),
        ({"return_url": "javascript:alert(1)"}, "return_url"),
        ({"return_url": "/back"}, "return_url"),
        ({"locale": "fr"}, "locale"),
    ],
)
def test_a_wrong_field_is_named(acquirer: StandIn, changes: dict[str, object], field: str) -> None:
    answer = acquirer.post("/v1/payments", payment_facts(**changes))
    assert answer.status_code == 422
    assert answer.json()["error"]["field"] == field


def test_a_request_without_a_key_is_refused(acquirer: StandIn) -> None:
    answer = acquirer.post("/v1/payments", payment_facts(), key="")
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "Idempotency-Key")


@pytest.mark.parametrize("body", [b"{", b"[]", b'"text"', b"null", b"\xff"])
def test_what_is_not_a_json_object_is_refused(acquirer: StandIn, body: bytes) -> None:
    headers = {"Authorization": "Bearer a secret for tests", "Idempotency-Key": uuid4().hex}
    answer = WEB.post(f"{acquirer.url}/v1/payments", content=body, headers=headers)
    assert (answer.status_code, answer.json()["error"]["field"]) == (422, "body")


@pytest.mark.parametrize("secret", ["", "Bearer wrong", "Basic YTpi"])
def test_nobody_gets_in_without_the_secret(acquirer: StandIn, secret: str) -> None:
    answer = WEB.get(f"{acquirer.url}/v1/payments/pmt_1", headers={"Authorization": secret})
    assert answer.status_code == 401


@pytest.mark.parametrize(
    "path", ["/v1/payments/pmt_1", "/v1/refunds/rfd_1", "/v1/payouts/pto_1", "/v1/nothing"]
)
def test_what_is_not_there_is_missing(acquirer: StandIn, path: str) -> None:
    assert acquirer.get(path).status_code == 404


def test_refunds_in_parts_never_exceed_what_was_paid(acquirer: StandIn, shop: Shop) -> None:
    payment = _approved(acquirer, amount_minor=1000)
    first = _refund(acquirer, payment, 400)
    assert (first.status_code, first.json()["status"]) == (201, "succeeded")
    above = _refund(acquirer, payment, 601)
    assert (above.status_code, above.json()["error"]["code"]) == (422, "above_paid")
    assert _refund(acquirer, payment, 600).status_code == 201
    assert _refund(acquirer, payment, 1).status_code == 422
    eventually(lambda: shop.types(first.json()["id"]) == ["succeeded"])
    assert acquirer.get(f"/v1/refunds/{first.json()['id']}").json()["amount_minor"] == 400


def test_the_same_key_refunds_once(acquirer: StandIn) -> None:
    payment, key = _approved(acquirer, amount_minor=1000), uuid4().hex
    first, again = (_refund(acquirer, payment, 1000, key=key) for _ in range(2))
    assert first.json()["id"] == again.json()["id"]


def test_of_full_refunds_that_race_one_succeeds(acquirer: StandIn) -> None:
    payment = _approved(acquirer, amount_minor=1000)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: _refund(acquirer, payment, 1000), range(8)))
    assert sorted(answer.status_code for answer in answers) == [201, *[422] * 7]


def test_what_was_not_paid_is_not_refunded(acquirer: StandIn) -> None:
    payment = acquirer.post("/v1/payments", payment_facts()).json()["id"]
    assert _refund(acquirer, payment, 1).status_code == 409


def test_a_refund_that_fails_says_so_and_leaves_the_money_to_refund(acquirer: StandIn, shop: Shop) -> None:
    payment = _approved(acquirer, amount_minor=1000, description="FAIL-REFUND")
    refund = _refund(acquirer, payment, 1000).json()
    assert (refund["status"], refund["reason"]) == ("failed", "card_closed")
    eventually(lambda: shop.types(refund["id"]) == ["failed"])


@pytest.mark.parametrize(("account", "outcome"), [("40802810000000000001", "paid"), ("FAIL-0001", "failed")])
def test_a_payout_is_settled_a_little_later(
    acquirer: StandIn, shop: Shop, account: str, outcome: str
) -> None:
    asked = {"amount_minor": 5000, "currency": "CNY", "account": account, "reference": "out_1"}
    key = uuid4().hex
    payout = acquirer.post("/v1/payouts", asked, key=key).json()
    assert payout["status"] == "pending"
    assert account not in str(payout), "a whole account number has no place in an answer"
    eventually(lambda: shop.types(payout["id"]) == [outcome])
    assert acquirer.post("/v1/payouts", asked, key=key).json()["status"] == outcome


def test_its_books_can_be_read_page_by_page(acquirer: StandIn) -> None:
    known = len(acquirer.get("/v1/payments?limit=1000").json()["items"])
    made = [_approved(acquirer) for _ in range(3)]
    refund = _refund(acquirer, made[1], 100).json()
    pages = [
        acquirer.get(f"/v1/payments?limit=2&offset={offset}").json()["items"] for offset in (known, known + 2)
    ]
    assert [payment["id"] for page in pages for payment in page] == made
    assert {payment["status"] for page in pages for payment in page} == {"approved"}
    assert acquirer.get("/v1/refunds?limit=1000").json()["items"][-1] == refund
    assert acquirer.get("/v1/payments?limit=0").status_code == 422
