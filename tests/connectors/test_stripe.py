"""Stripe's own matters: signatures, what its words mean to us, chargebacks, transfers."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.connectors.acquirers import KINDS, Acquirer
from tests.connectors.signing import sign_any
from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import SECRET, Shop, eventually
from yarmarka.connectors.errors import BadPayload, BadSignature, Refused
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import ChargebackKind, ChargebackNotice, PaymentKind, PayoutNotice
from yarmarka.connectors.payments.stripe import StripeAccount
from yarmarka.connectors.payments.stripe.notices import payment_notice, refund_notice
from yarmarka.connectors.payments.stripe.webhooks import signed_event
from yarmarka.vocabulary.money import Money

WEBHOOK_SECRET = "whsec_test_secret"
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
BODY = b'{"id": "evt_1", "object": "event", "type": "payout.paid"}'
#: HMAC-SHA-256 of "1795341600." + BODY under the secret, reckoned once by hand: `openssl dgst -sha256 -hmac …`.
SIGNED = "t=1795341600,v1=e8d130f48ac41b6fe41c562017b0bc1567816773fda876946bb9f5c7a72ff82b"
OWN_ID = UUID("019c0000-0000-7000-8000-000000000001")
INTENT: dict[str, Any] = {
    "id": "pi_1",
    "object": "payment_intent",
    "amount": 123_450,
    "amount_received": 0,
    "currency": "gbp",
    "status": "requires_payment_method",
    "last_payment_error": None,
    "cancellation_reason": None,
}
SESSION: dict[str, Any] = {
    "id": "cs_test_1",
    "object": "checkout.session",
    "status": "open",
    "amount_total": 123_450,
    "currency": "gbp",
    "created": 1_795_341_600,
    "metadata": {"own_id": str(OWN_ID)},
    "payment_intent": None,
}


@pytest.fixture(scope="module")
def acquirer(make_stand_in: Maker) -> Iterator[Acquirer]:
    kind, shop = KINDS["stripe"], Shop()
    stand_in = make_stand_in(kind.stand_in, shop_url=shop.url)
    yield Acquirer(kind, stand_in, shop, kind.connect(stand_in.url))
    shop.close()


def _check(header: str, *, body: bytes = BODY, now: datetime = NOW, secret: str = WEBHOOK_SECRET) -> Facts:
    return signed_event(secret, body=body, headers={"stripe-signature": header}, now=now)


def test_a_right_signature_is_taken_whatever_the_headers_case() -> None:
    assert _check(SIGNED).text("id") == "evt_1"


def test_one_right_signature_among_several_is_enough() -> None:
    at, right = SIGNED.split(",")
    assert _check(f"{at},v1={'0' * 64},{right},v0=abc").text("id") == "evt_1"


@pytest.mark.parametrize(
    "header",
    ["", "t=1795341600", "v1=00", SIGNED.replace("v1=", "v0="), SIGNED.replace("t=1795341600", "t=1795341601"),
     "t=x,v1=00", "nonsense", "t=1795341600,v1="],
)  # fmt: skip
def test_a_wrong_signature_is_not(header: str) -> None:
    with pytest.raises(BadSignature):
        _check(header)


def test_another_body_or_another_secret_is_not_what_was_signed() -> None:
    with pytest.raises(BadSignature):
        _check(SIGNED, body=BODY.replace(b"paid", b"fail"))
    with pytest.raises(BadSignature):
        _check(SIGNED, secret="whsec_other")
    with pytest.raises(BadSignature):
        _check(SIGNED, secret="")


@pytest.mark.parametrize("minutes", [6, -6])
def test_old_news_and_news_from_the_future_are_stale(minutes: int) -> None:
    assert _check(SIGNED, now=NOW + timedelta(minutes=4))
    with pytest.raises(BadSignature) as refusal:
        _check(SIGNED, now=NOW + timedelta(minutes=minutes))
    assert refusal.value.facts["reason"] == "stale"


@pytest.mark.parametrize(
    ("intent", "kind", "reason"),
    [
        ({}, PaymentKind.CREATED, ""),
        ({"last_payment_error": {"code": "card_declined", "decline_code": "lost"}}, PaymentKind.CREATED, "lost"),
        ({"last_payment_error": {"code": "expired_card"}}, PaymentKind.CREATED, "expired_card"),
        ({"status": "requires_action"}, PaymentKind.CHALLENGED, ""),
        ({"status": "processing"}, PaymentKind.CHALLENGED, ""),
        ({"status": "requires_capture"}, PaymentKind.AUTHORISED, ""),
        ({"status": "succeeded", "amount_received": 5}, PaymentKind.APPROVED, ""),
        ({"status": "canceled", "cancellation_reason": "abandoned"}, PaymentKind.EXPIRED, "abandoned"),
        ({"status": "canceled", "cancellation_reason": "fraudulent"}, PaymentKind.DECLINED, "fraudulent"),
    ],
)  # fmt: skip
def test_each_state_of_an_intent_has_its_word(intent: dict[str, Any], kind: PaymentKind, reason: str) -> None:
    notice = payment_notice(Facts(SESSION | {"payment_intent": INTENT | intent}))
    assert (notice.kind, notice.reason, notice.own_id) == (kind, reason, OWN_ID)
    assert notice.amount == Money(5 if kind is PaymentKind.APPROVED else 123_450, "GBP")


def test_an_expired_page_is_the_end_even_after_a_declined_card() -> None:
    for intent in (None, INTENT | {"last_payment_error": {"code": "card_declined"}}):
        notice = payment_notice(Facts(SESSION | {"status": "expired", "payment_intent": intent}))
        assert (notice.kind, notice.reason) == (PaymentKind.EXPIRED, "session_expired")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": 7}, "id"),
        ({"amount_total": "12"}, "amount_total"),
        ({"currency": "jpy"}, "currency"),
        ({"created": 10**20}, "created"),
        ({"payment_intent": "pi_1"}, "payment_intent"),
        ({"payment_intent": INTENT | {"status": "lent"}}, "payment_intent.status"),
    ],
)
def test_what_is_not_as_published_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadPayload) as refusal:
        payment_notice(Facts(SESSION | change))
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("pending", "pending"),
        ("requires_action", "pending"),
        ("succeeded", "succeeded"),
        ("canceled", "failed"),
    ],
)
def test_each_state_of_a_refund_has_its_word(status: str, kind: str) -> None:
    refund = {"id": "re_1", "status": status, "amount": 5, "currency": "eur", "created": 1_795_341_600}
    assert refund_notice(Facts(refund | {"payment_intent": "pi_1"})).kind == kind


def test_a_declined_card_is_told_and_the_next_one_ends_it(acquirer: Acquirer) -> None:
    attempt = uuid4()
    payment = acquirer.create(attempt)
    acquirer.pay(payment, "decline")
    told = eventually(lambda: acquirer.told(attempt))[-1]
    assert (told.kind, told.reason) == (PaymentKind.CREATED, "insufficient_funds")
    acquirer.pay(payment)
    eventually(lambda: acquirer.told(attempt)[-1].kind is PaymentKind.APPROVED)
    types = {"payment_intent.payment_failed", "payment_intent.succeeded", "checkout.session.completed"}
    eventually(
        lambda: {h.facts["type"] for h in acquirer.shop.heard if str(attempt) in h.body.decode()} == types
    )


def test_an_unpaid_payment_can_be_neither_captured_nor_refunded(acquirer: Acquirer) -> None:
    assert isinstance(acquirer.connector, StripeAccount)
    payment = acquirer.create()
    with pytest.raises(Refused) as refusal:
        acquirer.connector.capture(
            attempt_id=uuid4(), provider_ref=payment.provider_ref, amount=acquirer.money(1)
        )
    assert refusal.value.facts["reason"] == "not_paid"


@pytest.mark.parametrize(("status", "kind"), [("won", ChargebackKind.WON), ("lost", ChargebackKind.LOST)])
def test_a_chargeback_is_told_from_opening_to_end(
    acquirer: Acquirer, status: str, kind: ChargebackKind
) -> None:
    attempt = uuid4()
    reference = acquirer.approved(attempt)
    dispute = acquirer.stand_in.post(
        "/v1/test/disputes", {"session": reference, "reason": "product_not_received"}
    ).json()
    opened = eventually(lambda: _chargebacks(acquirer, attempt))[0]
    assert (opened.kind, opened.provider_ref, opened.payment_ref) == (
        ChargebackKind.OPENED,
        dispute["id"],
        reference,
    )
    assert (opened.amount, opened.reason) == (acquirer.money(100_000), "product_not_received")
    assert (opened.fee, opened.takes_money) == (acquirer.money(2_000), True)
    assert opened.due_by is not None and opened.due_by > datetime.now(tz=UTC)
    acquirer.stand_in.post(f"/v1/test/disputes/{dispute['id']}", {"status": status})
    eventually(lambda: len(_chargebacks(acquirer, attempt)) == 2)
    ended = max(_chargebacks(acquirer, attempt), key=lambda n: n.sequence)
    assert (ended.kind, ended.due_by) == (kind, None)


def _chargebacks(acquirer: Acquirer, attempt: UUID) -> list[ChargebackNotice]:
    return [notice for notice in acquirer.told(attempt) if isinstance(notice, ChargebackNotice)]


def test_a_transfer_that_is_taken_back_is_a_payout_that_failed(acquirer: Acquirer) -> None:
    payout_id = uuid4()
    payout = acquirer.connector.pay_out(
        payout_id=payout_id, amount=acquirer.money(5000), account="acct_1", reference="out_1"
    )
    acquirer.stand_in.post(f"/v1/test/transfers/{payout.provider_ref}/reverse")
    eventually(lambda: len(acquirer.told(payout_id)) == 2)
    last = max(acquirer.told(payout_id), key=lambda n: n.sequence)
    assert isinstance(last, PayoutNotice)
    assert (last.kind, last.reason) == ("failed", "reversed")
    assert acquirer.connector.fetch_payout(payout.provider_ref).kind == "failed"


def test_a_seller_without_a_connected_account_is_refused(acquirer: Acquirer) -> None:
    with pytest.raises(Refused) as refusal:
        acquirer.connector.pay_out(
            payout_id=uuid4(),
            amount=acquirer.money(5000),
            account="GB29NWBK60161331926819",
            reference="out_1",
        )
    assert (refusal.value.field, refusal.value.facts["reason"]) == ("destination", "resource_missing")


def test_another_sum_under_the_same_key_is_a_refusal(acquirer: Acquirer) -> None:
    attempt = uuid4()
    acquirer.create(attempt)
    with pytest.raises(Refused) as refusal:
        acquirer.create(attempt, minor=1)
    assert refusal.value.facts["reason"] == "idempotency_error"


@pytest.mark.parametrize("kind", ["customer.created", "payment", "charge.succeeded"])
def test_news_that_nobody_asked_for_is_refused(acquirer: Acquirer, kind: str) -> None:
    body = json.dumps(
        {"id": "evt_1", "object": "event", "type": kind, "data": {"object": {"id": "x"}}}
    ).encode()
    headers = sign_any(body, now=NOW, secret=SECRET)
    with pytest.raises(BadPayload) as refusal:
        acquirer.connector.parse_webhook(body=body, headers=headers, now=NOW)
    assert refusal.value.field == "type"
