"""YooKassa's own matters: who may tell us its news, split payments, receipts, and what its words mean to us."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.acquirers import HERE, KINDS, SHOP_ID, Acquirer
from tests.simulators.conftest import Maker
from tests.simulators.stand_ins import SECRET, Shop, eventually
from yarmarka.connectors.errors import BadPayload, BadSignature, Refused
from yarmarka.connectors.facts import Facts
from yarmarka.connectors.payments.port import PaymentKind, RefundKind, Transfer
from yarmarka.connectors.payments.receipts import (
    Mode,
    Receipt,
    ReceiptKind,
    ReceiptLine,
    ReceiptState,
    Supplier,
    Vat,
)
from yarmarka.connectors.payments.yookassa import NETWORKS, YooKassa, networks
from yarmarka.connectors.payments.yookassa.notices import payment_notice, payout_notice, refund_notice
from yarmarka.connectors.payments.yookassa.webhooks import check_source
from yarmarka.connectors.payments.yookassa.wire import money, receipt_facts, sum_of
from yarmarka.vocabulary.money import Money

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
OWN_ID = UUID("019c0000-0000-7000-8000-000000000001")
PAYMENT: dict[str, Any] = {
    "id": "2f3c6a99-000f-5000-9000-1d2a3b4c5d6e",
    "status": "succeeded",
    "paid": True,
    "amount": {"value": "1234.50", "currency": "RUB"},
    "created_at": "2026-11-22T09:58:00.000Z",
    "captured_at": "2026-11-22T09:59:58.123Z",
    "description": "Заказ",
    "metadata": {"own_id": str(OWN_ID)},
    "payment_method": {"type": "bank_card", "card": {"first6": "220000", "last4": "4477"}},
}


@pytest.fixture(scope="module")
def acquirer(make_stand_in: Maker) -> Iterator[Acquirer]:
    kind, shop = KINDS["yookassa"], Shop()
    stand_in = make_stand_in(kind.stand_in, *kind.quick, shop_url=shop.url)
    yield Acquirer(kind, stand_in, shop, kind.connect(stand_in.url))
    shop.close()


@pytest.fixture
def kassa(acquirer: Acquirer) -> YooKassa:
    assert isinstance(acquirer.connector, YooKassa)
    return acquirer.connector


@pytest.mark.parametrize(
    ("status", "reason", "kind"),
    [
        ("pending", "", PaymentKind.CREATED),
        ("waiting_for_capture", "", PaymentKind.AUTHORISED),
        ("succeeded", "", PaymentKind.APPROVED),
        ("canceled", "insufficient_funds", PaymentKind.DECLINED),
        ("canceled", "3d_secure_failed", PaymentKind.DECLINED),
        ("canceled", "fraud_suspected", PaymentKind.DECLINED),
        ("canceled", "something_new", PaymentKind.DECLINED),
        ("canceled", "expired_on_confirmation", PaymentKind.EXPIRED),
        ("canceled", "expired_on_capture", PaymentKind.EXPIRED),
        ("canceled", "canceled_by_merchant", PaymentKind.EXPIRED),
    ],
)
def test_each_end_of_a_payment_has_its_word(status: str, reason: str, kind: PaymentKind) -> None:
    details = {"cancellation_details": {"party": "yoo_money", "reason": reason}} if reason else {}
    notice = payment_notice(Facts(PAYMENT | {"status": status} | details))
    assert (notice.kind, notice.reason) == (kind, reason)


def test_a_payment_is_read_whole_and_without_its_card() -> None:
    notice = payment_notice(Facts(PAYMENT))
    assert (notice.amount, notice.own_id) == (Money(123_450, "RUB"), OWN_ID)
    assert notice.event_id == "payment:2f3c6a99-000f-5000-9000-1d2a3b4c5d6e:succeeded"
    assert notice.occurred_at == datetime(2026, 11, 22, 9, 59, 58, 123000, tzinfo=UTC)
    assert "4477" not in str(notice.raw)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"id": None}, "id"),
        ({"status": "lent"}, "status"),
        ({"amount": "12.00"}, "amount"),
        ({"amount": {"value": "12", "currency": "RUB"}}, "amount.value"),
        ({"amount": {"value": "-1.00", "currency": "RUB"}}, "amount.value"),
        ({"amount": {"value": "1e3", "currency": "RUB"}}, "amount.value"),
        ({"amount": {"value": "12.00", "currency": "XXX"}}, "amount.currency"),
        ({"captured_at": "yesterday"}, "captured_at"),
    ],
)
def test_what_is_not_as_published_is_named(change: dict[str, Any], field: str) -> None:
    with pytest.raises(BadPayload) as refusal:
        payment_notice(Facts(PAYMENT | change))
    assert refusal.value.field == field


@given(st.integers(min_value=0, max_value=10**13))
def test_every_sum_survives_the_way_there_and_back(minor: int) -> None:
    there = Money(minor, "RUB")
    assert money(Facts({"amount": sum_of(there)})) == there


@given(st.recursive(st.none() | st.integers() | st.text(), lambda x: st.dictionaries(st.text(max_size=4), x)))
def test_no_content_breaks_the_readers(facts: Any) -> None:
    for read in (payment_notice, refund_notice, payout_notice):
        for given_facts in (facts, PAYMENT | {"amount": facts}, PAYMENT | {"cancellation_details": facts}):
            try:
                read(Facts(given_facts))
            except BadPayload:
                continue


@pytest.mark.parametrize(
    "source", ["77.75.153.1", "77.75.156.11", "185.71.77.31", "2a02:5180:0:2655::1", "::ffff:185.71.76.9"]
)
def test_news_from_the_published_networks_is_heard(source: str) -> None:
    check_source(source, networks(NETWORKS))


@pytest.mark.parametrize(
    "source",
    ["77.75.153.128", "77.75.156.12", "127.0.0.1", "2a02:5180:0:2656::1", "::1", "", None, "77.75.153.1, x"],
)
def test_news_from_anywhere_else_is_not(source: str | None) -> None:
    with pytest.raises(BadSignature):
        check_source(source, networks(NETWORKS))


def test_a_wrong_network_in_the_settings_is_loud() -> None:
    with pytest.raises(ValueError, match="does not appear to be"):
        networks(["everywhere"])


def _notification(event: str, thing_id: Any) -> dict[str, Any]:
    body = {"type": "notification", "event": event, "object": PAYMENT | {"id": thing_id}}
    return {"body": json.dumps(body).encode(), "headers": {}, "now": NOW, "source": "127.0.0.1"}


def test_a_forged_approval_is_worth_what_the_kassa_says(acquirer: Acquirer, kassa: YooKassa) -> None:
    unpaid = acquirer.create()
    notice = kassa.parse_webhook(**_notification("payment.succeeded", unpaid.provider_ref))
    assert notice.kind is PaymentKind.CREATED
    assert notice.amount == Money(100_000, "RUB")


@pytest.mark.parametrize("thing_id", ["2f3c6a99-000f-5000-9000-1d2a3b4c5d6e", "../refunds", "..", 7, None])
def test_news_of_a_payment_that_is_not_there_is_refused(kassa: YooKassa, thing_id: Any) -> None:
    with pytest.raises(BadPayload) as refusal:
        kassa.parse_webhook(**_notification("payment.succeeded", thing_id))
    assert refusal.value.field == "object.id"


@pytest.mark.parametrize("event", ["deal.closed", "payment_method.active", "gift.succeeded", ""])
def test_news_that_nobody_asked_for_is_refused(kassa: YooKassa, event: str) -> None:
    with pytest.raises(BadPayload) as refusal:
        kassa.parse_webhook(**_notification(event, "x"))
    assert refusal.value.field == "event"


def test_late_news_of_a_hold_is_the_news_of_today(acquirer: Acquirer, kassa: YooKassa) -> None:
    attempt = uuid4()
    reference = acquirer.authorise(attempt)
    eventually(lambda: acquirer.told(attempt))
    heard = next(h for h in acquirer.shop.heard if reference in h.body.decode())
    assert heard.facts["event"] == "payment.waiting_for_capture"
    kassa.capture(attempt_id=attempt, provider_ref=reference, amount=Money(100_000, "RUB"))
    notice = kassa.parse_webhook(body=heard.body, headers={}, now=NOW, source="127.0.0.1")
    assert notice.kind is PaymentKind.APPROVED


def test_an_answer_that_is_still_at_work_is_asked_for_again(acquirer: Acquirer, quick_retries: None) -> None:
    attempt = uuid4()
    acquirer.practise("trouble", trouble="at_work", times=2)
    assert acquirer.create(attempt) == acquirer.create(attempt)


def test_a_refusal_names_the_field_at_fault(kassa: YooKassa) -> None:
    with pytest.raises(Refused) as refusal:
        kassa.create_payment(
            attempt_id=uuid4(),
            amount=Money(1000, "EUR"),
            description="",
            return_url="http://shop.example/",
            locale="ru",
        )
    assert refusal.value.field == "amount.currency"
    assert refusal.value.facts["reason"] == "invalid_request"


def test_long_words_are_cut_to_what_they_take(acquirer: Acquirer) -> None:
    assert acquirer.create(description="о" * 300).provider_ref


# Split payments ----------------------------------------------------------------------------------


def _transfer(account: str, minor: int) -> Transfer:
    return Transfer(
        own_id=uuid4(),
        account=account,
        amount=Money(minor, "RUB"),
        fee=Money(minor // 10, "RUB"),
        description=f"Заказ, продавец {account}",
    )


def _split(acquirer: Acquirer, kassa: YooKassa, attempt: UUID, *parts: Transfer) -> str:
    payment = kassa.authorise_split_payment(
        attempt_id=attempt,
        amount=Money(100_000, "RUB"),
        description="Заказ ord_1",
        return_url="http://shop.example/back",
        locale="ru",
        transfers=parts,
    )
    acquirer.pay(payment)
    return payment.provider_ref


def test_a_payment_is_shared_out_to_the_sellers(acquirer: Acquirer, kassa: YooKassa) -> None:
    first, second = _transfer("s1", 70_000), _transfer("s2", 30_000)
    reference = _split(acquirer, kassa, uuid4(), first, second)
    raw = kassa.fetch_payment(reference).raw
    assert [
        (t["account_id"], t["amount"]["value"], t["platform_fee_amount"]["value"]) for t in raw["transfers"]
    ] == [
        ("s1", "700.00", "70.00"),
        ("s2", "300.00", "30.00"),
    ]
    assert [t["metadata"]["own_id"] for t in raw["transfers"]] == [str(first.own_id), str(second.own_id)]


def test_parts_that_do_not_sum_to_the_payment_are_refused(acquirer: Acquirer, kassa: YooKassa) -> None:
    with pytest.raises(Refused) as refusal:
        _split(acquirer, kassa, uuid4(), _transfer("s1", 99_999))
    assert refusal.value.field == "transfers"


def test_a_part_of_a_split_payment_is_captured_with_new_parts(acquirer: Acquirer, kassa: YooKassa) -> None:
    attempt = uuid4()
    reference = _split(acquirer, kassa, attempt, _transfer("s1", 70_000), _transfer("s2", 30_000))
    with pytest.raises(Refused):
        kassa.capture(attempt_id=uuid4(), provider_ref=reference, amount=Money(70_000, "RUB"))
    taken = kassa.capture_split(
        attempt_id=attempt,
        provider_ref=reference,
        amount=Money(70_000, "RUB"),
        transfers=[_transfer("s1", 70_000)],
    )
    assert (taken.kind, taken.amount) == (PaymentKind.APPROVED, Money(70_000, "RUB"))
    assert [t["account_id"] for t in taken.raw["transfers"]] == ["s1"]


def test_a_refund_is_taken_back_from_the_seller_who_got_the_money(
    acquirer: Acquirer, kassa: YooKassa
) -> None:
    attempt, whole = uuid4(), Money(100_000, "RUB")
    reference = _split(acquirer, kassa, attempt, _transfer("s1", 70_000), _transfer("s2", 30_000))
    kassa.capture(attempt_id=attempt, provider_ref=reference, amount=whole)
    with pytest.raises(Refused, match="sources"):
        kassa.refund(refund_id=uuid4(), provider_ref=reference, amount=Money(1, "RUB"))
    part = _transfer("s2", 30_000)
    asked: dict[str, Any] = {"provider_ref": reference, "amount": part.amount, "sources": [part]}
    refund = kassa.refund_split(refund_id=uuid4(), **asked)
    assert refund.kind is RefundKind.SUCCEEDED
    assert refund.raw["sources"][0]["account_id"] == "s2"
    with pytest.raises(Refused, match="sources"):
        kassa.refund_split(refund_id=uuid4(), **asked)


# Receipts ----------------------------------------------------------------------------------------

SELLER = Supplier(name="ООО «Ромашка»", inn="7707083893", phone="+74951234567")
LINE = ReceiptLine(
    name="Чайник",
    quantity=Decimal(2),
    price=Money(50_000, "RUB"),
    vat=Vat.RATE_22,
    supplier=SELLER,
)


def _receipt(reference: str, **changes: Any) -> Receipt:
    receipt = Receipt(
        kind=ReceiptKind.PAYMENT,
        about_ref=reference,
        lines=(LINE,),
        total=Money(100_000, "RUB"),
        email="shopper@example.com",
    )
    return replace(receipt, **changes)


def test_a_receipt_names_the_seller_on_whose_behalf_we_sell() -> None:
    assert receipt_facts(_receipt("p1")) == {
        "type": "payment",
        "payment_id": "p1",
        "customer": {"email": "shopper@example.com"},
        "items": [
            {
                "description": "Чайник",
                "quantity": "2.000",
                "amount": {"value": "500.00", "currency": "RUB"},
                "vat_code": 11,
                "payment_subject": "commodity",
                "payment_mode": "full_prepayment",
                "measure": "piece",
                "agent_type": "commissioner",
                "supplier": {"name": "ООО «Ромашка»", "inn": "7707083893", "phone": "+74951234567"},
            }
        ],
        "settlements": [{"type": "cashless", "amount": {"value": "1000.00", "currency": "RUB"}}],
        "internet": True,
        "send": True,
    }


def test_a_foreign_seller_has_no_inn_and_own_goods_no_seller() -> None:
    foreign = replace(LINE, supplier=Supplier(name="Yiwu Trade Co."))
    own = replace(LINE, supplier=None, mode=Mode.FULL_PAYMENT)
    first, second = receipt_facts(_receipt("p1", lines=(foreign, own)))["items"]
    assert first["supplier"] == {"name": "Yiwu Trade Co."}
    assert "agent_type" not in second and second["payment_mode"] == "full_payment"


def test_a_receipt_is_registered_once_and_a_little_later(acquirer: Acquirer, kassa: YooKassa) -> None:
    receipt_id, receipt = uuid4(), _receipt(acquirer.approved())
    first, again = (kassa.issue_receipt(receipt_id=receipt_id, receipt=receipt) for _ in range(2))
    assert first == again
    assert (first.state, first.own_id) == (ReceiptState.PENDING, receipt_id)
    eventually(lambda: kassa.fetch_receipt(first.provider_ref).state is ReceiptState.REGISTERED)
    registered = kassa.fetch_receipt(first.provider_ref)
    assert registered.document_number and registered.fiscal_sign and registered.registered_at
    assert "shopper@example.com" not in str(registered.raw)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": ""}, "customer"),
        ({"total": Money(99_999, "RUB")}, "settlements"),
        ({"lines": ()}, "items"),
        ({"lines": (replace(LINE, supplier=Supplier(name="X", inn="123")),)}, "items.supplier.inn"),
    ],
)
def test_a_receipt_that_no_till_would_print_is_refused(
    acquirer: Acquirer, kassa: YooKassa, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        kassa.issue_receipt(receipt_id=uuid4(), receipt=_receipt(acquirer.approved(), **changes))
    assert refusal.value.field == field


def test_a_refund_has_a_receipt_of_its_own(acquirer: Acquirer, kassa: YooKassa) -> None:
    whole = Money(100_000, "RUB")
    refund = kassa.refund(refund_id=uuid4(), provider_ref=acquirer.approved(), amount=whole)
    receipt = _receipt(refund.provider_ref, kind=ReceiptKind.REFUND)
    assert kassa.issue_receipt(receipt_id=uuid4(), receipt=receipt).state is ReceiptState.PENDING


# Payouts -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("account", ["yoo_money:41001", "sbp:100000000111:79990000000", "token:pt-1"])
def test_each_kind_of_account_can_be_paid(kassa: YooKassa, account: str) -> None:
    payout = kassa.pay_out(payout_id=uuid4(), amount=Money(5000, "RUB"), account=account, reference="out_1")
    assert payout.kind == "pending"


@pytest.mark.parametrize("account", ["", "40802810000000000001", "sbp:1", "token:", "yoo_money:1:2"])
def test_another_account_is_refused_before_anybody_is_asked(account: str) -> None:
    nobody = YooKassa(address="http://127.0.0.1:9", shop=(SHOP_ID, SECRET), networks=HERE)
    with pytest.raises(Refused) as refusal:
        nobody.pay_out(payout_id=uuid4(), amount=Money(5000, "RUB"), account=account, reference="out_1")
    assert refusal.value.field == "account"


def test_a_payout_that_can_not_be_done_is_told(acquirer: Acquirer, kassa: YooKassa) -> None:
    payout_id = uuid4()
    kassa.pay_out(payout_id=payout_id, amount=Money(5000, "RUB"), account="yoo_money:FAIL", reference="out_1")
    told = eventually(lambda: acquirer.told(payout_id))[-1]
    assert told.kind == "failed"
    assert isinstance(told.raw["cancellation_details"], dict)
