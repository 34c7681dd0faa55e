"""The payment connector against a bank that runs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import SECRET, WEB, Shop, StandIn, eventually
from yarmarka.connectors.errors import Refused, UnexpectedAnswer, Unreachable
from yarmarka.connectors.payments.port import (
    HostedPayment,
    PaymentConnector,
    PaymentKind,
    PaymentNotice,
    PayoutKind,
    RefundKind,
)
from yarmarka.connectors.payments.sandbox import SandboxBank
from yarmarka.kernel.errors import Outside
from yarmarka.vocabulary.money import Money

SUM = Money(100_000, "RUB")


def _create(bank: PaymentConnector, attempt_id: UUID | None = None) -> HostedPayment:
    return bank.create_payment(
        attempt_id=attempt_id or uuid4(),
        amount=SUM,
        description="Заказ ord_1",
        return_url="http://shop.example/back",
        locale="ru",
    )


def _approved(bank: PaymentConnector, attempt_id: UUID | None = None) -> str:
    payment = _create(bank, attempt_id)
    WEB.post(payment.confirmation_url, data={"card": "approve"})
    return payment.provider_ref


def test_a_payment_begins_on_the_banks_page(bank: SandboxBank, acquirer: StandIn) -> None:
    payment = _create(bank)
    assert payment.confirmation_url == f"{acquirer.url}/pay/{payment.provider_ref}?lang=ru"
    assert payment.expires_at > datetime.now(tz=UTC)
    assert bank.fetch_payment(payment.provider_ref).kind is PaymentKind.CREATED


def test_one_attempt_is_one_payment_even_in_a_race(bank: SandboxBank) -> None:
    attempt = uuid4()
    with ThreadPoolExecutor(2) as threads:
        first, second = threads.map(lambda _: _create(bank, attempt), range(2))
    assert first == second


def test_fetched_and_pushed_news_agree(bank: SandboxBank, shop: Shop) -> None:
    attempt = uuid4()
    reference = _approved(bank, attempt)
    fetched = bank.fetch_payment(reference)
    assert (fetched.kind, fetched.amount, fetched.own_id) == (PaymentKind.APPROVED, SUM, attempt)
    assert fetched.event_id == f"fetch:{reference}:approved" == bank.fetch_payment(reference).event_id
    eventually(lambda: len(shop.of(reference)) == 2)
    heard = next(h for h in shop.heard if h.facts["type"] == "payment.approved" and reference in str(h.facts))
    pushed = bank.parse_webhook(body=heard.body, headers=heard.headers, now=datetime.now(tz=UTC))
    assert isinstance(pushed, PaymentNotice)
    assert pushed.event_id == heard.facts["id"]
    same = ("provider_ref", "kind", "amount", "sequence", "occurred_at", "own_id", "raw")
    read_back = fetched.raw.keys() - {"confirmation_url"}
    assert {name: fetched.raw[name] for name in read_back} == pushed.raw
    assert all(getattr(pushed, name) == getattr(fetched, name) for name in same[:-1])


def test_news_out_of_order_can_be_put_in_order(bank: SandboxBank, acquirer: StandIn, shop: Shop) -> None:
    acquirer.post("/v1/test/behaviour", {"reorder": True, "duplicate": 1})
    reference = _approved(bank)
    eventually(lambda: len(shop.of(reference)) == 4)
    now = datetime.now(tz=UTC)
    notices = [
        bank.parse_webhook(body=heard.body, headers=heard.headers, now=now)
        for heard in shop.heard
        if reference in heard.body.decode()
    ]
    assert [notice.kind for notice in notices][::2] == [PaymentKind.APPROVED, PaymentKind.CREATED]
    once = {notice.event_id: notice for notice in notices}
    assert [n.kind for n in sorted(once.values(), key=lambda n: n.sequence)] == ["created", "approved"]


def test_money_goes_back_in_parts_and_once_per_refund(bank: SandboxBank) -> None:
    payment, refund_id = _approved(bank), uuid4()
    part = Money(40_000, "RUB")
    first, again = (bank.refund(refund_id=refund_id, provider_ref=payment, amount=part) for _ in range(2))
    assert first == again == bank.fetch_refund(first.provider_ref)
    assert (first.kind, first.amount, first.own_id, first.payment_ref) == (
        RefundKind.SUCCEEDED,
        part,
        refund_id,
        payment,
    )
    with pytest.raises(Refused) as refusal:
        bank.refund(refund_id=uuid4(), provider_ref=payment, amount=SUM)
    assert (refusal.value.field, refusal.value.facts["reason"]) == ("amount_minor", "above_paid")


def test_a_payout_is_pending_and_then_paid(bank: SandboxBank) -> None:
    payout_id = uuid4()
    asked = {
        "payout_id": payout_id,
        "amount": Money(5000, "CNY"),
        "account": "6222-0001",
        "reference": "out_1",
    }
    payout = bank.pay_out(**asked)  # type: ignore[arg-type]
    assert (payout.kind, payout.own_id, payout.amount) == (PayoutKind.PENDING, payout_id, Money(5000, "CNY"))
    eventually(lambda: bank.fetch_payout(payout.provider_ref).kind is PayoutKind.PAID)


@pytest.mark.parametrize("reference", ["pmt_unknown", "../payouts/pto_1", "..", ".", "", "a/b?c=d#e", "ё"])
def test_a_reference_from_anywhere_leads_nowhere_else(bank: SandboxBank, reference: str) -> None:
    with pytest.raises(Refused) as refusal:
        bank.fetch_payment(reference)
    assert refusal.value.facts["reason"] in {"missing", "not_found"}


def test_a_wrong_secret_is_refused_and_not_retried(acquirer: StandIn) -> None:
    with pytest.raises(Refused) as refusal:
        _create(SandboxBank(address=acquirer.url, secret="wrong"))
    assert refusal.value.facts["reason"] == "unauthorized"


@pytest.fixture
def dead_bank(make_stand_in: Maker) -> Iterator[StandIn]:
    """A bank that was killed."""
    killed = make_stand_in("acquirer")
    killed.kill()
    yield killed


def test_a_bank_that_is_down_is_unreachable_and_then_left_in_peace(
    dead_bank: StandIn, quick_retries: None
) -> None:
    bank = SandboxBank(address=dead_bank.url, secret=SECRET)
    reasons = []
    for _ in range(3):
        with pytest.raises(Unreachable) as failure:
            bank.fetch_payment("pmt_1")
        assert isinstance(failure.value, Outside)
        reasons.append(failure.value.facts["reason"])
    assert reasons == ["ConnectError", "resting", "resting"]


def test_an_attempt_that_the_kill_interrupted_is_finished_after_it(dead_bank: StandIn) -> None:
    bank, attempt = SandboxBank(address=dead_bank.url, secret=SECRET), uuid4()
    with pytest.raises(Unreachable):
        _create(bank, attempt)
    dead_bank.start()
    payment = eventually(lambda: _created_or_none(bank, attempt))
    assert payment is not None
    dead_bank.kill()
    dead_bank.start()
    assert bank.fetch_payment(payment.provider_ref).own_id == attempt


def _created_or_none(bank: SandboxBank, attempt: UUID) -> HostedPayment | None:
    try:
        return _create(bank, attempt)
    except Unreachable:
        return None


def test_an_answer_that_is_not_json_is_not_believed(shop: Shop) -> None:
    with pytest.raises(UnexpectedAnswer):
        _create(SandboxBank(address=shop.url, secret=SECRET))


def test_a_service_in_trouble_is_asked_again_a_few_times(quick_retries: None) -> None:
    troubled = Shop(is_open=False)
    with pytest.raises(Unreachable) as failure:
        _create(SandboxBank(address=troubled.url, secret=SECRET))
    troubled.close()
    assert (failure.value.facts["reason"], troubled.turned_away) == ("HTTP 503", 3)


def test_it_is_a_payment_connector(bank: SandboxBank) -> None:
    connector: PaymentConnector = bank
    assert connector.name == "sandbox" and connector.capabilities.partial_refunds
