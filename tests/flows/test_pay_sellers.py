"""Sellers are paid when their day has come, from the least amount on, what they are owed, and once."""

import json
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import Error, connection, transaction

from tests.flows.at_once import at_once
from tests.flows.restricting import second_of
from tests.flows.steps import agree_on_terms, agree_to_let_go, buy, complete, part_of, settle_payout
from tests.market import NOW, Market, open_market
from yarmarka.connectors.payments.port import PayoutKind
from yarmarka.domain.ledger.actions import post
from yarmarka.domain.ledger.models import Payout
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind, NewEntry, NewPosting, PayoutStatus
from yarmarka.domain.payouts.models import PayoutTerms
from yarmarka.domain.payouts.types import Rhythm, Terms
from yarmarka.domain.sellers.errors import ReasonMissing
from yarmarka.flows.change_payout_terms import hold_payouts, let_payouts_go, set_payout_terms
from yarmarka.flows.change_payouts import decide_payouts, propose_letting_go, propose_terms
from yarmarka.flows.pay_sellers import run_due_payouts, run_payouts, send_payout
from yarmarka.flows.payout_files import void_payout_file
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.payouts import PayoutWay

#: NOW is a Friday; sellers are paid on Mondays unless somebody says otherwise.
MONDAY = NOW + timedelta(days=3)
MINUTE = timedelta(minutes=1)
DAILY = Terms(rhythm=Rhythm.DAILY, weekday=None)


@pytest.fixture
def market(db: None) -> Market:
    made = open_market(countries=("CN", "RU"), stock=50)
    run_due_payouts(now=NOW)  # nobody is owed anything yet: no payday is taken
    return made


def earn(market: Market, country: str = "RU", *, quantity: int = 10) -> int:
    """Let a seller earn; return what it is owed by that."""
    part = part_of(buy(market, country, quantity=quantity))
    complete(market, part)
    return part.payout_minor


def charge(market: Market, country: str, amount_minor: int) -> None:
    """Take from a seller's balance, as a refund after release does."""
    seller = market.sellers[country]
    taken = [
        NewEntry(AccountKind.SELLER_BALANCE, amount_minor, seller.payout_currency, owner_id=seller.id),
        NewEntry(AccountKind.REFUND_PAYABLE, -amount_minor, seller.payout_currency),
    ]
    post([NewPosting(f"test:{new_id(NOW)}", "test", tuple(taken))], now=NOW)


def owed(market: Market, country: str) -> int:
    return sum(
        balance.owed_minor
        for balance in balances(kind=AccountKind.SELLER_BALANCE, owner_id=market.sellers[country].id)
    )


def test_the_clock_pays_on_the_payday_and_once(market: Market) -> None:
    earned = earn(market)
    assert run_due_payouts(now=NOW) == ()
    assert run_due_payouts(now=NOW + timedelta(days=2)) == ()

    (paid,) = run_due_payouts(now=MONDAY)

    assert (paid.amount_minor, paid.currency, paid.way) == (earned, "RUB", PayoutWay.PROVIDER)
    earn(market)
    assert run_due_payouts(now=MONDAY + timedelta(hours=5)) == ()
    assert len(run_due_payouts(now=MONDAY + timedelta(days=9))) == 1, "two days late is not too late"


def test_less_than_the_least_amount_waits_for_the_next_payday(market: Market) -> None:
    small = Terms(rhythm=Rhythm.DAILY, weekday=None, minimum_minor=owed_after_one(market) + 1)
    seller = market.sellers["RU"]
    agree_on_terms(market, seller.id, small)
    assert run_due_payouts(now=MONDAY) == ()
    earn(market, quantity=1)
    assert run_due_payouts(now=MONDAY) == (), "the payday was taken"
    (paid,) = run_due_payouts(now=MONDAY + timedelta(days=1))
    assert paid.seller_id == seller.id


def owed_after_one(market: Market) -> int:
    """Let the Russian seller sell one piece, and the clock see it; return what it is owed."""
    earned = earn(market, quantity=1)
    assert run_due_payouts(now=NOW) == ()
    return earned


def test_the_button_pays_whatever_the_day_and_the_least_amount(market: Market) -> None:
    by_hand = Terms(rhythm=Rhythm.BY_HAND, weekday=None, minimum_minor=10**9)
    agree_on_terms(market, market.sellers["RU"].id, by_hand)
    earned = earn(market)
    assert run_due_payouts(now=MONDAY) == run_due_payouts(now=MONDAY + timedelta(days=40)) == ()
    (paid,) = run_payouts(by=market.staff.id, now=MONDAY)
    assert paid.amount_minor == earned


def test_nobody_pays_a_seller_that_is_held(market: Market) -> None:
    seller, staff = market.sellers["RU"], market.staff.id
    agree_on_terms(market, seller.id, DAILY)
    earn(market)
    hold_payouts(seller_id=seller.id, reason="Papers are being checked", by=staff, now=NOW + MINUTE)
    # Other terms do not lift the hold.
    agree_on_terms(market, seller.id, DAILY, now=NOW + 2 * MINUTE)
    assert run_payouts(by=staff, now=MONDAY) == run_due_payouts(now=MONDAY) == ()
    agree_to_let_go(market, seller.id, now=MONDAY)
    assert len(run_payouts(by=staff, now=MONDAY)) == 1
    assert [row.held_reason for row in PayoutTerms.objects.order_by("since", "id")] == [
        "", "Papers are being checked", "Papers are being checked", "",
    ]  # fmt: skip
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        PayoutTerms.objects.update(held_reason="")


def test_what_nobody_approved_is_not_carried_out(market: Market) -> None:
    seller, staff = market.sellers["RU"].id, market.staff.id
    hold_payouts(seller_id=seller, reason="Papers are being checked", by=staff, now=NOW)
    before = PayoutTerms.objects.count()
    asked = partial(propose_terms, seller_id=seller, terms=DAILY, source="Decision 12", by=staff, now=NOW)
    waiting, declined = asked(), asked()
    decide_payouts(declined, approve=False, by=second_of(market), now=NOW)
    letting_go = propose_letting_go(seller_id=seller, source="Decision 13", by=staff, now=NOW)
    for carry_out, proposal_id in (
        (set_payout_terms, waiting),
        (set_payout_terms, declined),
        (set_payout_terms, seller),
        (let_payouts_go, letting_go),
        (void_payout_file, letting_go),
    ):
        with pytest.raises(Missing):
            carry_out(proposal_id, now=NOW)
    assert PayoutTerms.objects.count() == before
    decide_payouts(letting_go, approve=True, by=second_of(market), now=NOW)
    with pytest.raises(Missing):
        set_payout_terms(letting_go, now=NOW)  # what was approved is another matter


def test_a_hold_has_a_reason_and_a_seller(market: Market) -> None:
    with pytest.raises(ReasonMissing):
        hold_payouts(seller_id=market.sellers["RU"].id, reason=" ", by=market.staff.id, now=NOW)
    with pytest.raises(Missing):
        hold_payouts(seller_id=new_id(NOW), reason="x", by=market.staff.id, now=NOW)


def test_a_negative_balance_is_made_up_for_by_later_earnings(market: Market) -> None:
    agree_on_terms(market, market.sellers["RU"].id, DAILY)
    first = earn(market)
    assert run_due_payouts(now=NOW) == (), "seen for the first time"
    (paid,) = run_payouts(by=None, now=NOW)
    settle_payout(paid)
    charge(market, "RU", 5_000)
    assert run_payouts(by=None, now=MONDAY) == run_due_payouts(now=MONDAY) == ()
    second = earn(market)
    (later,) = run_due_payouts(now=MONDAY + timedelta(days=1))
    assert (paid.amount_minor, later.amount_minor) == (first, second - 5_000)
    assert owed(market, "RU") == 0


def test_a_payout_that_failed_after_a_charge_brings_back_what_is_left(market: Market) -> None:
    earned = earn(market)
    (paid,) = run_payouts(by=None, now=NOW)
    charge(market, "RU", 5_000)
    settle_payout(paid, kind=PayoutKind.FAILED)
    (again,) = run_payouts(by=None, now=MONDAY)
    assert again.amount_minor == earned - 5_000


@pytest.mark.django_db(transaction=True)
def test_two_clocks_and_a_button_at_once_pay_each_seller_once() -> None:
    market = open_market(countries=("CN", "RU"), stock=50)
    for week in range(3):
        at = MONDAY + timedelta(days=7 * week)
        earn(market, "CN")
        earn(market, "RU")
        run_due_payouts(now=at - timedelta(days=2))
        runs: list[Any] = [partial(run_due_payouts, now=at), partial(run_due_payouts, now=at)]
        outcomes = at_once([*runs, partial(run_payouts, by=market.staff.id, now=at)])
        assert sorted(card.currency for run in outcomes for card in run) == ["CNY", "RUB"], outcomes
    assert owed(market, "CN") == owed(market, "RU") == 0
    assert verify_books(now=NOW) == ()


def test_a_job_that_runs_for_a_payout_by_bank_asks_no_provider(market: Market) -> None:
    terms = Terms(way=PayoutWay.BANK_FILE)
    agree_on_terms(market, market.sellers["RU"].id, terms)
    earn(market)
    (paid,) = run_payouts(by=None, now=NOW)
    assert paid.way is PayoutWay.BANK_FILE
    assert not jobs_for("send_payout")
    send_payout(paid.id, now=NOW)
    assert Payout.objects.get().status == PayoutStatus.REQUESTED


def test_a_payout_keeps_the_provider_that_it_was_asked_of(market: Market, settings: Any) -> None:
    complete(market, part_of(buy(market, "RU", "CN")))
    settings.PAYOUT_PROVIDER = "stripe"
    (card, *_) = run_payouts(by=None, now=NOW)
    assert card.provider == "stripe"
    settings.PAYOUT_PROVIDER = "yookassa"
    with pytest.raises(Missing):
        settle_payout(card)  # the practice acquirer was never asked to pay it
    assert Payout.objects.get(id=card.id).status == PayoutStatus.REQUESTED
    settle_payout(card, provider="stripe")
    assert Payout.objects.get(id=card.id).status == PayoutStatus.PAID
    assert verify_books(now=NOW) == ()


def test_a_decision_and_its_job_are_one(market: Market) -> None:
    """A run that dies before its end has decided nothing; one that ended has left a job for each payout."""
    earn(market)
    with pytest.raises(RuntimeError), transaction.atomic():
        run_payouts(by=None, now=NOW)
        raise RuntimeError("killed")
    assert not Payout.objects.exists()
    assert not jobs_for("send_payout")
    (paid,) = run_payouts(by=None, now=NOW)
    assert [job["payout_id"] for job in jobs_for("send_payout")] == [str(paid.id)]


def jobs_for(name: str) -> list[dict[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name = %s", [name])
        return [json.loads(args) for (args,) in cursor.fetchall()]
