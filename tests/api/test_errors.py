"""Every error has one shape, in the caller's language, and keeps what is another's to itself."""

from uuid import uuid4

import pytest

from tests.api.calling import App, app_of, shown
from tests.market import Market

SHAPE = {"code", "field", "reason", "remedy", "facts", "errors"}


def test_an_error_speaks_the_callers_language(market: Market) -> None:
    russian = app_of(market.shopper, language="ru").get(f"/orders/{shown('ord', uuid4())}").body
    english = app_of(market.shopper, language="en").get(f"/orders/{shown('ord', uuid4())}").body
    assert russian["code"] == english["code"] == "missing"
    assert russian["reason"] != english["reason"]
    assert "счёт" in russian["reason"] or any("а" <= letter <= "я" for letter in russian["reason"])


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/nothing/here", 404, "missing"),
        ("GET", "/", 404, "missing"),
        ("PATCH", "/orders", 405, "method_unknown"),
        ("GET", "/orders", 401, "not_signed_in"),
        ("GET", "/products?page=0", 422, "invalid"),
        ("GET", "/products?page=two", 422, "invalid"),
        ("GET", "/products?q=%00", 422, "invalid"),
        ("POST", "/webhooks/acquirer", 401, "bad_signature"),
        ("POST", "/webhooks/carrier/nobody", 404, "missing"),
        ("POST", "/webhooks/acquirer/nobody", 404, "missing"),
        ("POST", "/webhooks/acquirer/stripe", 404, "missing"),
    ],
)
def test_every_refusal_has_the_same_shape(db: None, method: str, path: str, status: int, code: str) -> None:
    refused = App().call(method, path, {} if method == "POST" else None)
    assert (refused.status, refused.body["code"]) == (status, code)
    assert refused.body.keys() == SHAPE
    assert refused.body["reason"]


def test_each_value_at_fault_is_named(shopper: App) -> None:
    wrong = {"lines": [{"offer_id": "off_1", "quantity": "two"}], "country": "XX", "colour": "red"}
    refused = shopper.post("/quote", wrong)
    assert refused.status == 422
    assert {(one["field"], one["code"]) for one in refused.body["errors"]} == {
        ("lines[0].offer_id", "public_id"),
        ("lines[0].quantity", "int_type"),
        ("country", "literal_error"),
        ("colour", "extra_forbidden"),
    }


def test_a_whole_number_may_have_a_point(market: Market, shopper: App) -> None:
    line = {"offer_id": shown("off", market.offers["CN"])}
    assert shopper.post("/basket/lines", line | {"quantity": 2.0}).body["pieces"] == 2
    refused = shopper.post("/basket/lines", line | {"quantity": 2.5})
    assert (refused.status, refused.body["field"]) == (422, "quantity")


@pytest.mark.parametrize(
    "body", [b"{", b"\xff\xfe", b"[" * 200_000, b'{"lines": NaN}', b'{"quantity": 1' + b"0" * 5_000 + b"}"]
)
def test_a_body_that_is_not_json_is_refused(shopper: App, body: bytes) -> None:
    refused = shopper.post("/quote", body)
    assert (refused.status, refused.body["code"]) == (400, "body_unreadable")


def test_a_body_that_is_too_large_is_refused(shopper: App) -> None:
    refused = shopper.post("/quote", b" " * 300_000)
    assert (refused.status, refused.body["code"]) == (413, "body_too_large")


def test_letters_that_no_database_can_hold_are_refused(shopper: App) -> None:
    address = {"country": "RU", "recipient": "А\x00", "street": "a\ud800"}
    assert shopper.post("/addresses", address).status == 422


def test_an_error_in_an_address_names_the_part(shopper: App) -> None:
    address = {"country": "RU", "recipient": "Алсу", "street": "ул. Баумана, 58", "city": "Казань"}
    refused = shopper.post("/addresses", address)
    assert (refused.status, refused.body["code"], refused.body["field"]) == (
        422,
        "address_invalid",
        "region",
    )
    assert refused.body["remedy"]
