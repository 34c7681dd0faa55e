"""What Sandbox Bank's words mean to us; recorded payloads."""

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.signing import signed
from tests.simulators.stand_ins import SECRET
from yarmarka.connectors.errors import BadPayload, BadSignature
from yarmarka.connectors.payments.port import (
    Notice,
    PaymentKind,
    PaymentNotice,
    PayoutKind,
    PayoutNotice,
    RefundKind,
    RefundNotice,
)
from yarmarka.connectors.payments.sandbox import SandboxBank
from yarmarka.vocabulary.money import Money

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
#: Reading asks nobody, so nobody needs to listen there.
BANK = SandboxBank(address="http://127.0.0.1:9", secret=SECRET)
OWN_ID = UUID("019c0000-0000-7000-8000-000000000001")
PAYMENT: dict[str, Any] = {
    "id": "evt_1",
    "type": "payment.approved",
    "created_at": "2026-11-22T09:59:58.123Z",
    "sequence": 2,
    "data": {
        "payment": {
            "id": "pmt_1",
            "status": "approved",
            "reason": "",
            "amount_minor": 123450,
            "currency": "RUB",
            "reference": str(OWN_ID),
            "description": "Заказ",
            "sequence": 2,
            "created_at": "2026-11-22T09:59:00.000Z",
            "updated_at": "2026-11-22T09:59:58.123Z",
            "expires_at": "2026-11-22T10:29:00.000Z",
            "idempotency_key": str(OWN_ID),
        }
    },
}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def _parse(facts: Any) -> Notice:
    return BANK.parse_webhook(**signed(facts, now=NOW))


def _event(what: str, status: str, **facts: Any) -> dict[str, Any]:
    thing = PAYMENT["data"]["payment"] | {"id": "obj_1", "status": status} | facts
    return PAYMENT | {"type": f"{what}.{status}", "data": {what: thing}}


def test_an_approved_payment_is_read_whole() -> None:
    assert _parse(PAYMENT) == PaymentNotice(
        event_id="evt_1",
        provider_ref="pmt_1",
        kind=PaymentKind.APPROVED,
        amount=Money(123450, "RUB"),
        sequence=2,
        occurred_at=datetime(2026, 11, 22, 9, 59, 58, 123000, tzinfo=UTC),
        raw=PAYMENT["data"]["payment"],
        own_id=OWN_ID,
    )


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("created", PaymentKind.CREATED),
        ("challenge_required", PaymentKind.CHALLENGED),
        ("declined", PaymentKind.DECLINED),
        ("expired", PaymentKind.EXPIRED),
    ],
)
def test_each_status_of_a_payment_has_its_word(status: str, kind: PaymentKind) -> None:
    assert _parse(_event("payment", status)).kind is kind


@pytest.mark.parametrize(
    ("status", "kind"), [("succeeded", RefundKind.SUCCEEDED), ("failed", RefundKind.FAILED)]
)
def test_a_refund_names_its_payment(status: str, kind: RefundKind) -> None:
    notice = _parse(_event("refund", status, payment_id="pmt_1"))
    assert isinstance(notice, RefundNotice)
    assert (notice.kind, notice.payment_ref, notice.provider_ref) == (kind, "pmt_1", "obj_1")


@pytest.mark.parametrize(("status", "kind"), [("paid", PayoutKind.PAID), ("failed", PayoutKind.FAILED)])
def test_a_payout_is_paid_or_failed(status: str, kind: PayoutKind) -> None:
    notice = _parse(_event("payout", status, reason="account_closed"))
    assert isinstance(notice, PayoutNotice)
    assert (notice.kind, notice.reason) == (kind, "account_closed")


def test_the_same_webhook_twice_is_the_same_notice() -> None:
    assert _parse(PAYMENT) == _parse(PAYMENT)


def test_a_key_that_is_not_ours_leaves_the_own_id_open() -> None:
    assert _parse(_event("payment", "created", idempotency_key="their own")).own_id is None


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        (["id"], None, "id"),
        (["type"], "payment", "type"),
        (["type"], "gift.approved", "type"),
        (["type"], "payment.declined", "type"),
        (["data"], [], "data"),
        (["data", "payment"], None, "data.payment"),
        (["data", "payment", "status"], "lent", "type"),
        (["data", "payment", "amount_minor"], "123450", "data.payment.amount_minor"),
        (["data", "payment", "amount_minor"], True, "data.payment.amount_minor"),
        (["data", "payment", "currency"], "XXX", "data.payment.currency"),
        (["data", "payment", "sequence"], 1.5, "data.payment.sequence"),
        (["data", "payment", "updated_at"], "yesterday", "data.payment.updated_at"),
        (["data", "payment", "updated_at"], "2026-11-22T09:59:58", "data.payment.updated_at"),
        (["data", "payment", "id"], "", "data.payment.id"),
    ],
)
def test_what_is_not_as_agreed_is_named(path: list[str], value: Any, field: str) -> None:
    event = deepcopy(PAYMENT)
    place = event
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    with pytest.raises(BadPayload) as refusal:
        _parse(event)
    assert refusal.value.field == field


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[1]"])
def test_what_is_not_a_json_object_is_refused(body: bytes) -> None:
    with pytest.raises(BadPayload):
        _parse(body)


def test_the_signature_is_checked_before_the_content() -> None:
    bank = SandboxBank(address="http://127.0.0.1:9", secret="another secret")
    with pytest.raises(BadSignature):
        bank.parse_webhook(**signed(PAYMENT, now=NOW))


@given(ANY_JSON)
def test_no_content_breaks_the_reader(facts: Any) -> None:
    for event in (facts, PAYMENT | {"data": facts}, PAYMENT | {"data": {"payment": facts}}):
        with pytest.raises(BadPayload):
            _parse(event)
