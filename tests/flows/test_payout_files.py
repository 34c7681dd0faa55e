"""Payouts by bank: each in one file, ended by the bank's answer as by a provider's word, once."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from lxml import etree

from tests.connectors.test_bank_files import PAIN001, found
from tests.flows.at_once import at_once, only
from tests.flows.steps import OURS, agree_on_void, bank_says, buy, complete, part_of, pay_by_bank
from tests.market import NOW, Market, open_market
from yarmarka.domain.governance.errors import RuleWithoutSource
from yarmarka.domain.ledger.models import Entry, Payout, Posting
from yarmarka.domain.ledger.types import PayoutStatus
from yarmarka.domain.payouts.errors import FileAnswered, FileVoid, NoBankAccount
from yarmarka.domain.payouts.models import PayoutFile, PayoutFileLine
from yarmarka.domain.payouts.queries import file_content
from yarmarka.domain.sellers.models import Seller
from yarmarka.flows.catch_up import catch_up_with_payments
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.payout_files import TakenAnswer, make_payout_files, take_bank_answer
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.ids import public_id


@pytest.fixture
def market(db: None) -> Market:
    return market_by_bank()


def market_by_bank() -> Market:
    """Open a market whose sellers, Russian and German, are paid by the bank."""
    made = open_market(countries=("DE", "RU"), stock=50)
    pay_by_bank(made, "DE")
    pay_by_bank(made, "RU")
    return made


def decided(market: Market) -> dict[str, UUID]:
    """Let both sellers earn, and decide their payouts; return them by currency."""
    for country in ("DE", "RU"):
        complete(market, part_of(buy(market, country)))
    return {card.currency: card.id for card in run_payouts(by=None, now=NOW)}


def make(market: Market) -> tuple[UUID, ...]:
    return make_payout_files(ours=OURS, by=market.staff.id, now=NOW)


def take(file: bytes) -> TakenAnswer:
    return take_bank_answer(BytesIO(file), by=None, now=NOW + timedelta(hours=3))


def status(payout_id: UUID) -> str:
    return Payout.objects.get(id=payout_id).status


def test_there_is_a_valid_file_per_currency(market: Market) -> None:
    payouts = decided(market)
    euros, roubles = make(market)
    for file_id, currency in ((euros, "EUR"), (roubles, "RUB")):
        document = etree.fromstring(file_content(file_id).encode())
        PAIN001.assertValid(document)
        amount = Payout.objects.get(id=payouts[currency]).amount_minor
        assert found(document, "EndToEndId") == [public_id("out", payouts[currency])]
        assert found(document, "InstdAmt") == [f"{amount / 100:.2f}"]
    assert make(market) == (), "what stands in a file waits for no other"
    assert verify_books(now=NOW) == ()


def test_the_banks_answer_ends_payouts_as_a_providers_word_does(market: Market) -> None:
    payouts = decided(market)
    euros, roubles = make(market)
    assert take(bank_says(euros, {payouts["EUR"]: "ACSC"})) == TakenAnswer(euros, 1, 0, 0, ())
    assert take(bank_says(roubles, {payouts["RUB"]: "RJCT"})) == TakenAnswer(roubles, 0, 1, 0, ())
    assert (status(payouts["EUR"]), status(payouts["RUB"])) == (PayoutStatus.PAID, PayoutStatus.FAILED)
    paid = Posting.objects.get(correlation_key=f"payout-paid:{payouts['EUR']}")
    sides = Entry.objects.filter(posting=paid).order_by("amount_minor")
    assert [(entry.account.kind, entry.account.holder) for entry in sides.select_related("account")] == [
        ("bank", "DE89370400440532013000"),
        ("payout_transit", ""),
    ]
    topics = list(OutboxMessage.objects.filter(topic__startswith="payout").values_list("topic", flat=True))
    assert sorted(topics) == ["payout_failed", "payout_paid"]
    (again,) = run_payouts(by=None, now=NOW + timedelta(days=1))
    assert again.currency == "RUB", "what the bank refused is owed again"
    assert verify_books(now=NOW) == ()


def test_the_same_answer_again_changes_nothing(market: Market) -> None:
    payouts = decided(market)
    euros, _ = make(market)
    answer = bank_says(euros, {payouts["EUR"]: "ACSC"})
    take(answer)
    before = Posting.objects.count(), OutboxMessage.objects.count()
    assert take(answer) == TakenAnswer(euros, 1, 0, 0, ())
    assert (Posting.objects.count(), OutboxMessage.objects.count()) == before


def test_a_payout_that_the_bank_works_on_waits_and_no_provider_is_asked(market: Market) -> None:
    payouts = decided(market)
    euros, _ = make(market)
    assert take(bank_says(euros, {payouts["EUR"]: "ACSP"})).pending == 1
    assert status(payouts["EUR"]) == PayoutStatus.REQUESTED
    assert catch_up_with_payments(now=NOW + timedelta(days=1)) == 0
    assert take(bank_says(euros, {payouts["EUR"]: "ACCC"}, message="BANK-2")).paid == 1
    assert verify_books(now=NOW) == ()


def test_a_file_refused_as_a_whole_fails_all_its_payouts(market: Market) -> None:
    payouts = decided(market)
    euros, _ = make(market)
    whole = bank_says(euros, {}).replace(
        b"</OrgnlMsgNmId></OrgnlGrpInfAndSts>",
        b"</OrgnlMsgNmId><GrpSts>RJCT</GrpSts></OrgnlGrpInfAndSts>",
    )
    assert take(whole).failed == 1
    assert status(payouts["EUR"]) == PayoutStatus.FAILED


def test_an_answer_that_contradicts_itself_or_us_is_named_and_moves_nothing(market: Market) -> None:
    payouts = decided(market)
    euros, roubles = make(market)
    stranger = new_id(NOW)
    taken = take(bank_says(euros, {payouts["RUB"]: "ACSC", stranger: "ACSC", payouts["EUR"]: "ACSC"}))
    assert taken.problems == (
        (public_id("out", payouts["RUB"]), "not_in_file"),
        (public_id("out", stranger), "not_in_file"),
    )
    assert status(payouts["RUB"]) == PayoutStatus.REQUESTED
    assert take(bank_says(euros, {payouts["EUR"]: "RJCT"})).problems[0][1] == "said_otherwise_before"
    assert status(payouts["EUR"]) == PayoutStatus.PAID
    other_sum = b'<OrgnlTxRef><Amt><InstdAmt Ccy="RUB">0.01</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>'
    answer = bank_says(roubles, {payouts["RUB"]: "ACSC"}).replace(b"</TxInfAndSts>", other_sum)
    assert take(answer).problems[0][1] == "amount_differs"
    assert status(payouts["RUB"]) == PayoutStatus.REQUESTED


def test_a_void_file_lets_its_payouts_into_another(market: Market) -> None:
    payouts = decided(market)
    euros, _ = make(market)
    with pytest.raises(RuleWithoutSource):
        agree_on_void(market, euros, reason=" ")
    agree_on_void(market, euros, reason="The bank's portal lost it")
    with pytest.raises(FileVoid):
        agree_on_void(market, euros, reason="again")
    (second,) = make(market)
    assert [line.payout_id for line in PayoutFileLine.objects.filter(file_id=second)] == [payouts["EUR"]]
    with pytest.raises(FileVoid):
        take(bank_says(euros, {payouts["EUR"]: "ACSC"}))
    take(bank_says(second, {payouts["EUR"]: "ACSC"}))
    with pytest.raises(FileAnswered):
        agree_on_void(market, second, reason="too late")
    assert verify_books(now=NOW) == ()


def test_the_table_refuses_a_payout_in_two_files(market: Market) -> None:
    decided(market)
    euros, roubles = make(market)
    line = PayoutFileLine.objects.get(file_id=euros)
    with pytest.raises(IntegrityError, match="payout_in_one_file"), transaction.atomic():
        PayoutFileLine.objects.create(
            id=new_id(NOW), file_id=roubles, payout_id=line.payout_id, amount_minor=line.amount_minor
        )


def test_an_account_that_no_bank_knows_stays_out(market: Market) -> None:
    Seller.objects.filter(id=market.sellers["RU"].id).update(payout_account="6222020200112345678")
    payouts = decided(market)
    assert len(make(market)) == 1
    assert PayoutFileLine.objects.get().payout_id == payouts["EUR"]


def test_a_currency_without_an_account_of_ours_makes_no_file(market: Market) -> None:
    decided(market)
    poor = replace(OURS, accounts={"EUR": OURS.accounts["EUR"]})
    with pytest.raises(NoBankAccount):
        make_payout_files(ours=poor, by=market.staff.id, now=NOW)
    assert not PayoutFile.objects.exists()


def test_an_answer_to_somebody_elses_file_is_refused(market: Market) -> None:
    with pytest.raises(Missing):
        take(bank_says(new_id(NOW), {new_id(NOW): "ACSC"}))


@pytest.mark.django_db(transaction=True)
def test_files_made_and_answers_taken_at_once_pay_each_payout_once() -> None:
    market = market_by_bank()
    payouts = decided(market)
    outcomes = at_once([partial(make, market)] * 3)
    assert not only(Exception, outcomes), outcomes
    files = [file_id for made in outcomes for file_id in made]
    assert len(files) == PayoutFile.objects.count() == 2
    euros = PayoutFile.objects.get(currency="EUR").id
    answer = bank_says(euros, {payouts["EUR"]: "ACSC"})
    taken = at_once([partial(take, answer)] * 3)
    assert [each.paid for each in taken] == [1, 1, 1]
    assert Posting.objects.filter(correlation_key=f"payout-paid:{payouts['EUR']}").count() == 1
    assert OutboxMessage.objects.filter(topic="payout_paid").count() == 1
    assert verify_books(now=NOW) == ()
