"""What every payment connector promises, whoever the acquirer is."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.connectors.acquirers import KINDS, Acquirer, Kind
from tests.connectors.signing import sign_any
from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import SECRET, Shop, eventually
from yarmarka.connectors.errors import BadPayload, BadSignature, Refused, Unreachable
from yarmarka.connectors.payments.port import (
    PaymentKind,
    PaymentNotice,
    PayoutKind,
    ReceiptConnector,
    RefundKind,
    SplitConnector,
    TwoStepConnector,
)
from yarmarka.kernel.errors import Outside

two_step_only = pytest.mark.parametrize("kind", ["yookassa", "stripe"], indirect=True, scope="module")


@pytest.fixture(scope="module", params=list(KINDS))
def kind(request: pytest.FixtureRequest) -> Kind:
    return KINDS[request.param]


@pytest.fixture(scope="module")
def own_shop() -> Iterator[Shop]:
    shop = Shop()
    yield shop
    shop.close()


@pytest.fixture(scope="module")
def acquirer(kind: Kind, make_stand_in: Maker) -> Iterator[Acquirer]:
    shop = Shop()
    stand_in = make_stand_in(kind.stand_in, *kind.quick, shop_url=shop.url)
    yield Acquirer(kind, stand_in, shop, kind.connect(stand_in.url))
    shop.close()


def test_a_payment_begins_on_the_acquirers_page(acquirer: Acquirer) -> None:
    payment = acquirer.create()
    assert payment.confirmation_url.startswith(acquirer.stand_in.url)
    assert payment.expires_at > datetime.now(tz=UTC)
    stands = acquirer.connector.fetch_payment(payment.provider_ref)
    assert (stands.kind, stands.amount) == (PaymentKind.CREATED, acquirer.money(100_000))


def test_one_attempt_is_one_payment_even_in_a_race(acquirer: Acquirer) -> None:
    attempt = uuid4()
    with ThreadPoolExecutor(4) as threads:
        payments = set(threads.map(lambda _: acquirer.create(attempt), range(4)))
    assert len(payments) == 1


def test_fetched_and_pushed_news_agree(acquirer: Acquirer) -> None:
    attempt = uuid4()
    reference = acquirer.approved(attempt)
    fetched = acquirer.connector.fetch_payment(reference)
    assert (fetched.kind, fetched.amount, fetched.own_id, fetched.reason) == (
        PaymentKind.APPROVED,
        acquirer.money(100_000),
        attempt,
        "",
    )
    assert fetched.event_id == acquirer.connector.fetch_payment(reference).event_id
    pushed = eventually(lambda: [n for n in acquirer.told(attempt) if n.kind == "approved"])[-1]
    assert isinstance(pushed, PaymentNotice)
    for same in ("provider_ref", "kind", "amount", "sequence", "own_id"):
        assert getattr(pushed, same) == getattr(fetched, same)


def test_a_declined_card_takes_nothing_and_says_why(acquirer: Acquirer) -> None:
    payment = acquirer.create()
    acquirer.pay(payment, "decline")
    stands = acquirer.connector.fetch_payment(payment.provider_ref)
    goes_on = acquirer.connector.capabilities.retries_on_page
    assert stands.kind is (PaymentKind.CREATED if goes_on else PaymentKind.DECLINED)
    assert stands.reason == "insufficient_funds"
    with pytest.raises(Refused):
        acquirer.connector.refund(
            refund_id=uuid4(), provider_ref=payment.provider_ref, amount=acquirer.money(1)
        )
    acquirer.pay(payment, "approve")
    stands = acquirer.connector.fetch_payment(payment.provider_ref)
    assert stands.kind is (PaymentKind.APPROVED if goes_on else PaymentKind.DECLINED)


def test_a_page_that_nobody_pays_on_expires(kind: Kind, make_stand_in: Maker, own_shop: Shop) -> None:
    stand_in = make_stand_in(kind.stand_in, "--lifetime", "0.5", shop_url=own_shop.url)
    hasty = Acquirer(kind, stand_in, own_shop, kind.connect(stand_in.url))
    reference = hasty.create().provider_ref
    eventually(lambda: hasty.connector.fetch_payment(reference).kind is PaymentKind.EXPIRED)


def test_money_goes_back_in_parts_and_once_per_refund(acquirer: Acquirer) -> None:
    payment, refund_id, part = acquirer.approved(), uuid4(), acquirer.money(40_000)
    connector = acquirer.connector
    first, again = (
        connector.refund(refund_id=refund_id, provider_ref=payment, amount=part) for _ in range(2)
    )
    assert first == again
    fetched = connector.fetch_refund(first.provider_ref)
    assert fetched == first
    assert (first.kind, first.amount, first.own_id, first.payment_ref) == (
        RefundKind.SUCCEEDED,
        part,
        refund_id,
        payment,
    )
    with pytest.raises(Refused):
        connector.refund(refund_id=uuid4(), provider_ref=payment, amount=acquirer.money(60_001))
    pushed = eventually(lambda: acquirer.told(refund_id))[0]
    assert (pushed.kind, pushed.provider_ref) == (RefundKind.SUCCEEDED, first.provider_ref)
    connector.refund(refund_id=uuid4(), provider_ref=payment, amount=acquirer.money(60_000))


def test_a_key_is_not_good_for_another_sum(acquirer: Acquirer) -> None:
    payment, refund_id = acquirer.approved(), uuid4()
    acquirer.connector.refund(refund_id=refund_id, provider_ref=payment, amount=acquirer.money(1))
    with pytest.raises(Refused):
        acquirer.connector.refund(refund_id=refund_id, provider_ref=payment, amount=acquirer.money(2))


def test_a_refund_that_fails_says_so(acquirer: Acquirer) -> None:
    payment = acquirer.approved(description="FAIL-REFUND")
    refund = acquirer.connector.refund(
        refund_id=uuid4(), provider_ref=payment, amount=acquirer.money(100_000)
    )
    assert refund.kind is RefundKind.FAILED
    assert refund.reason


def test_a_seller_is_paid_once_per_payout(acquirer: Acquirer) -> None:
    asked: dict[str, Any] = {
        "payout_id": uuid4(),
        "amount": acquirer.money(5000),
        "account": acquirer.kind.account,
        "reference": "out_1",
    }
    first, again = (acquirer.connector.pay_out(**asked) for _ in range(2))
    assert first.provider_ref == again.provider_ref
    assert first.own_id == asked["payout_id"]
    eventually(lambda: acquirer.connector.fetch_payout(first.provider_ref).kind is PayoutKind.PAID)
    pushed = eventually(lambda: acquirer.told(asked["payout_id"]))[-1]
    assert (pushed.kind, pushed.amount) == (PayoutKind.PAID, acquirer.money(5000))


def test_news_that_comes_several_times_is_one_event_each(acquirer: Acquirer) -> None:
    acquirer.practise("behaviour", duplicate=2)
    attempt = uuid4()
    acquirer.approved(attempt)
    approvals = eventually(lambda: _thrice(n for n in acquirer.told(attempt) if n.kind == "approved"))
    assert {n.kind for n in approvals} == {PaymentKind.APPROVED}


def _thrice(notices: Any) -> list[Any]:
    """Return the notices, once one of them has come three times."""
    found = list(notices)
    ids = [notice.event_id for notice in found]
    return found if any(ids.count(each) == 3 for each in ids) else []


def test_late_and_reordered_news_can_be_put_in_order(acquirer: Acquirer) -> None:
    acquirer.practise("behaviour", delay_s=0.3, reorder=True, duplicate=1)
    attempt = uuid4()
    acquirer.approved(attempt)
    told = eventually(lambda: acquirer.told(attempt))
    eventually(lambda: any(n.kind == "approved" for n in acquirer.told(attempt)))
    assert max(acquirer.told(attempt), key=lambda n: n.sequence).kind is PaymentKind.APPROVED
    assert told


@pytest.mark.parametrize("trouble", ["lost", "failed", "limited"])
def test_trouble_on_the_line_makes_nothing_twice(
    acquirer: Acquirer, trouble: str, quick_retries: None
) -> None:
    attempt, refund_id = uuid4(), uuid4()
    acquirer.practise("trouble", trouble=trouble, times=2)
    payment = acquirer.create(attempt)
    assert acquirer.create(attempt) == payment
    acquirer.pay(payment)
    acquirer.practise("trouble", trouble=trouble)
    acquirer.connector.refund(
        refund_id=refund_id, provider_ref=payment.provider_ref, amount=acquirer.money(60_000)
    )
    # Done twice, nothing would be left for this one.
    acquirer.connector.refund(
        refund_id=uuid4(), provider_ref=payment.provider_ref, amount=acquirer.money(40_000)
    )
    assert {n.provider_ref for n in eventually(lambda: acquirer.told(attempt))} == {payment.provider_ref}


def test_trouble_that_does_not_end_is_told_and_mended_later(acquirer: Acquirer, quick_retries: None) -> None:
    attempt = uuid4()
    acquirer.practise("trouble", trouble="lost", times=3)
    with pytest.raises(Unreachable) as failure:
        acquirer.create(attempt)
    assert isinstance(failure.value, Outside)
    payment = acquirer.create(attempt)
    acquirer.pay(payment)
    assert acquirer.connector.fetch_payment(payment.provider_ref).kind is PaymentKind.APPROVED


def test_a_service_that_is_down_is_left_in_peace(kind: Kind, quick_retries: None) -> None:
    connector = kind.connect("http://127.0.0.1:9")
    reasons = []
    for _ in range(3):
        with pytest.raises(Unreachable) as failure:
            connector.fetch_payment("pmt_1")
        reasons.append(failure.value.facts["reason"])
    assert reasons == ["ConnectError", "resting", "resting"]


def test_capabilities_tell_which_protocols_hold(acquirer: Acquirer) -> None:
    can, connector = acquirer.connector.capabilities, acquirer.connector
    assert can.two_step == isinstance(connector, TwoStepConnector)
    assert can.split == isinstance(connector, SplitConnector)
    assert can.receipts == isinstance(connector, ReceiptConnector)
    assert acquirer.kind.currency in can.currencies


@two_step_only
def test_money_set_aside_is_taken_in_part_and_once(acquirer: Acquirer) -> None:
    connector, attempt, part = acquirer.connector, uuid4(), acquirer.money(30_000)
    assert isinstance(connector, TwoStepConnector)
    reference = acquirer.authorise(attempt)
    held = connector.fetch_payment(reference)
    assert (held.kind, held.amount) == (PaymentKind.AUTHORISED, acquirer.money(100_000))
    with pytest.raises(Refused):
        connector.refund(refund_id=uuid4(), provider_ref=reference, amount=acquirer.money(1))
    acquirer.practise("trouble", trouble="lost")
    taken = connector.capture(attempt_id=attempt, provider_ref=reference, amount=part)
    assert (taken.kind, taken.amount, taken.own_id) == (PaymentKind.APPROVED, part, attempt)
    again = connector.capture(attempt_id=attempt, provider_ref=reference, amount=part)
    assert (again.kind, again.amount) == (PaymentKind.APPROVED, part)
    with pytest.raises(Refused):
        connector.capture(attempt_id=uuid4(), provider_ref=reference, amount=part)
    with pytest.raises(Refused):
        connector.refund(refund_id=uuid4(), provider_ref=reference, amount=acquirer.money(30_001))
    assert connector.refund(refund_id=uuid4(), provider_ref=reference, amount=part).kind == "succeeded"


@two_step_only
def test_more_than_was_set_aside_is_not_taken(acquirer: Acquirer) -> None:
    connector, attempt = acquirer.connector, uuid4()
    assert isinstance(connector, TwoStepConnector)
    reference = acquirer.authorise(attempt)
    with pytest.raises(Refused):
        connector.capture(attempt_id=attempt, provider_ref=reference, amount=acquirer.money(100_001))
    assert connector.fetch_payment(reference).kind is PaymentKind.AUTHORISED


@two_step_only
def test_money_set_aside_can_be_let_go(acquirer: Acquirer) -> None:
    connector, attempt = acquirer.connector, uuid4()
    assert isinstance(connector, TwoStepConnector)
    reference = acquirer.authorise(attempt)
    let_go = connector.cancel_authorisation(attempt_id=attempt, provider_ref=reference)
    assert let_go.kind is PaymentKind.EXPIRED
    assert let_go.reason in {"canceled_by_merchant", "requested_by_customer"}
    with pytest.raises(Refused):
        connector.capture(attempt_id=attempt, provider_ref=reference, amount=acquirer.money(1))


@pytest.mark.parametrize("reference", ["unknown", "../payouts/pto_1", "..", ".", "", "a/b?c=d#e", "ё"])
def test_a_reference_from_anywhere_leads_nowhere_else(acquirer: Acquirer, reference: str) -> None:
    for fetch in (acquirer.connector.fetch_payment, acquirer.connector.fetch_refund):
        with pytest.raises(Refused) as refusal:
            fetch(reference)
        assert refusal.value.facts["reason"] in {"missing", "not_found", "resource_missing"}


def test_a_wrong_secret_is_refused_and_not_retried(acquirer: Acquirer) -> None:
    stranger = acquirer.kind.connect(acquirer.stand_in.url, "wrong")
    with pytest.raises(Refused):
        stranger.fetch_payment("pmt_1")


def test_news_from_a_stranger_is_not_heard(acquirer: Acquirer) -> None:
    """Neither signed nor from the acquirer's networks."""
    attempt = uuid4()
    acquirer.approved(attempt)
    eventually(lambda: acquirer.told(attempt))
    heard = acquirer.shop.heard[-1]
    with pytest.raises(BadSignature):
        acquirer.connector.parse_webhook(
            body=heard.body, headers={}, now=datetime.now(tz=UTC), source="203.0.113.7"
        )


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[1]", b"null", b'"text"', b"{}"])
def test_what_is_not_an_event_is_refused(acquirer: Acquirer, body: bytes) -> None:
    now = datetime.now(tz=UTC)
    with pytest.raises(BadPayload):
        acquirer.connector.parse_webhook(
            body=body, headers=sign_any(body, now=now, secret=SECRET), now=now, source="127.0.0.1"
        )


def test_nothing_about_the_shopper_is_kept(acquirer: Acquirer) -> None:
    attempt = uuid4()
    reference = acquirer.approved(attempt)
    notices = [acquirer.connector.fetch_payment(reference), *eventually(lambda: acquirer.told(attempt))]
    for notice in notices:
        assert not {"card", "payment_method", "customer_details", "billing_details"} & _names(notice.raw)


def _names(facts: Any) -> set[str]:
    if isinstance(facts, dict):
        return set(facts) | {name for value in facts.values() for name in _names(value)}
    return {name for value in facts for name in _names(value)} if isinstance(facts, list) else set()
