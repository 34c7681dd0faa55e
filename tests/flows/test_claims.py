"""Claims: what the clock finds and what shoppers say freezes money until it ends one way, with every book balanced."""

import threading
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, transaction

from tests.flows.at_once import PATIENCE_S, at_once, only, wait_for_a_waiting_one
from tests.flows.claiming import DAY, WORDS, claimed, decide, lose, sent_part
from tests.flows.steps import (
    buy,
    charge_back,
    complete,
    dated,
    give_back,
    paid_with,
    part_of,
    scan,
    settle_refund,
    tell,
    wish,
)
from tests.market import NOW, Market, open_market
from tests.pictures import jpeg
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.models import SellerOrder
from yarmarka.domain.orders.types import SellerOrderCard, SellerOrderStatus
from yarmarka.domain.payments.queries import refunds_of
from yarmarka.domain.pricing.actions import set_term
from yarmarka.domain.pricing.types import TermKind
from yarmarka.domain.protection.actions import open_claims
from yarmarka.domain.protection.errors import ClaimClosed, ClaimInvalid, ClaimOpen, NotClaimable
from yarmarka.domain.protection.models import Claim
from yarmarka.domain.protection.queries import claims_of, steps_of
from yarmarka.domain.protection.rules import owed_by_carrier
from yarmarka.domain.protection.types import Cause, ClaimStatus, Payer
from yarmarka.domain.shipping.actions import note_silences
from yarmarka.domain.shipping.queries import parcels_of
from yarmarka.domain.shipping.types import Ground, LearntSilence, Settling, Stretch
from yarmarka.flows.complete_orders import confirm_receipt, release_inspected
from yarmarka.flows.open_claims import ClaimWish, open_claim, open_found_claims
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.recall_parcels import recall_parts, settle_recall
from yarmarka.flows.refund_parts import refund_part
from yarmarka.flows.settle_claims import agree_to_claim, contest_claim, withdraw_claim
from yarmarka.flows.settle_with_carriers import settle_with_carrier
from yarmarka.flows.watch_claims import look_after_claims
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = pytest.mark.django_db
HELD = (AccountKind.ESCROW, AccountKind.DELIVERY)


@pytest.fixture
def market() -> Market:
    opened = open_market(countries=("CN", "RU"), stock=40)
    set_term(TermKind.GUARANTEE_FUND, **dated(1_000))
    return opened


def owed(*kinds: AccountKind, currency: str = "RUB") -> int:
    return sum(one.owed_minor for kind in kinds for one in balances(kind=kind) if one.currency == currency)


def everything_adds_up() -> None:
    assert verify_books(now=NOW) == ()


def told(topic: str) -> int:
    return OutboxMessage.objects.filter(topic=topic).count()


def beyond(part: SellerOrderCard, *, days: int) -> datetime:
    """Return noon so many days after the promised one."""
    return datetime(
        part.promised_to.year, part.promised_to.month, part.promised_to.day, 12, tzinfo=NOW.tzinfo
    ) + (days * DAY)


def claim_it(
    market: Market, part: SellerOrderCard, *, cause: Cause = Cause.NOT_ARRIVED, now: datetime
) -> UUID:
    photos = () if cause is Cause.NOT_ARRIVED else (jpeg(200, 160),)
    return open_claim(
        ClaimWish(seller_order_id=part.id, cause=cause, words=WORDS, photos=photos),
        viewer=market.shopper.id,
        now=now,
    )


# What the clock finds -----------------------------------------------------------------------------------


def test_a_late_parcel_freezes_its_money_and_a_silent_one_is_lost_by_what_its_lane_taught(
    market: Market,
) -> None:
    part, _ = sent_part(market)
    held, fresh = owed(*HELD), beyond(part, days=2)
    assert open_found_claims(now=fresh) == 0

    late = beyond(part, days=3)
    assert open_found_claims(now=late) == 1
    assert open_found_claims(now=late) == 0, "looked at again, it is the same case"
    claim = claimed(part)
    assert (claim.cause, claim.status, claim.payer) == (Cause.OVERDUE, ClaimStatus.OPENED, Payer.FUND)
    assert (claim.basis["late_days"], claim.basis["ground"]) == (3, "none")
    assert (owed(AccountKind.FROZEN), owed(*HELD)) == (held, 0)
    assert told("claim_opened") == told("claim_opened_seller") == 1
    everything_adds_up()

    learnt = LearntSilence("simulated", "LP", "RU", "RU", Stretch.ON_THE_WAY, 25, Ground.ROUTE, 480)
    note_silences([learnt], now=late)
    assert open_found_claims(now=NOW + 26 * DAY) == 1
    claim = claimed(part)
    assert (claim.cause, claim.terms, claim.payer) == (Cause.LOST, "lost-2026", Payer.CARRIER)
    assert (claim.basis["lost_after_days"], claim.basis["silences"]) == (25, 480)
    assert claim.basis["learnt_at"] == late.isoformat()
    assert [step.kind.value for step in steps_of([claim.id])] == ["opened", "became"]
    assert owed(AccountKind.FROZEN) == held
    everything_adds_up()


def test_nobody_who_does_anything_is_needed_for_the_money_to_go_back_and_the_seller_to_be_compensated(
    market: Market,
) -> None:
    part, number = sent_part(market, "CN")
    tell(scan(number, ParcelState.LOST, NOW + 2 * DAY), now=NOW + 2 * DAY)
    open_found_claims(now=NOW + 2 * DAY)
    assert look_after_claims(now=NOW + 4 * DAY) == 0
    assert look_after_claims(now=NOW + 5 * DAY) == 1

    (refund,) = refunds_of([part.order_id])
    assert refund.amount_minor == part.total_minor
    assert claimed(part).status is ClaimStatus.REFUNDED
    closed = part_of(part.order_id)
    assert (closed.status, closed.delivered_at) == (SellerOrderStatus.COMPLETED, None)
    assert owed(AccountKind.FROZEN) == owed(*HELD) == 0
    assert -owed(AccountKind.CARRIER_CLAIM) > 0
    assert owed(AccountKind.SELLER_BALANCE, currency="CNY") == part.payout_minor
    settle_refund(refund)
    everything_adds_up()
    (payout,) = run_payouts(by=market.staff.id, now=NOW + 6 * DAY)
    assert payout.amount_minor == part.payout_minor
    assert told("claim_ended") == told("claim_ended_seller") == 1
    everything_adds_up()

    # … and then it turns up: nobody takes anything from anybody but the fund.
    tell(scan(number, ParcelState.DELIVERED, NOW + 9 * DAY), now=NOW + 9 * DAY)
    assert look_after_claims(now=NOW + 9 * DAY) == 1
    assert look_after_claims(now=NOW + 9 * DAY) == 0
    assert claimed(part).status is ClaimStatus.FOUND
    assert owed(AccountKind.CARRIER_CLAIM) == 0
    assert owed(AccountKind.GUARANTEE_FUND) < 0
    everything_adds_up()


def test_a_parcel_that_comes_after_all_ends_the_claim_and_the_seller_is_paid_in_time(market: Market) -> None:
    part, number = sent_part(market)
    late = beyond(part, days=3)
    open_found_claims(now=late)
    tell(scan(number, ParcelState.DELIVERED, late + DAY), now=late + DAY)
    assert look_after_claims(now=late + DAY) == 1
    assert claimed(part).status is ClaimStatus.ARRIVED
    assert owed(AccountKind.FROZEN) == 0
    everything_adds_up()
    assert release_inspected(now=late + 9 * DAY) == 1
    assert owed(AccountKind.SELLER_BALANCE) == part.payout_minor
    everything_adds_up()


def test_a_parcel_that_its_carrier_called_lost_and_then_delivered_is_there(market: Market) -> None:
    part, number = sent_part(market)
    tell(scan(number, ParcelState.LOST, NOW + 2 * DAY), now=NOW + 2 * DAY)
    open_found_claims(now=NOW + 2 * DAY)
    tell(scan(number, ParcelState.DELIVERED, NOW + 3 * DAY), now=NOW + 3 * DAY)
    look_after_claims(now=NOW + 3 * DAY)
    assert claimed(part).status is ClaimStatus.ARRIVED
    assert part_of(part.order_id).delivered_at == NOW + 3 * DAY
    assert open_found_claims(now=beyond(part, days=9)) == 0
    claim_it(market, part_of(part.order_id), now=NOW + 4 * DAY)  # whom nothing came to can say so
    everything_adds_up()


def test_however_many_do_not_come_those_that_do_are_seen(market: Market) -> None:
    parts = [sent_part(market) for _ in range(3)]
    late = beyond(parts[0][0], days=3)
    open_found_claims(now=late)
    tell(scan(parts[2][1], ParcelState.DELIVERED, late + DAY), now=late + DAY)
    assert look_after_claims(now=late + DAY, limit=1) == 1
    assert [claimed(part).status for part, _ in parts] == [ClaimStatus.OPENED] * 2 + [ClaimStatus.ARRIVED]

    while look_after_claims(now=late + 40 * DAY, limit=1):
        pass
    tell(scan(parts[0][1], ParcelState.DELIVERED, late + 41 * DAY), now=late + 41 * DAY)
    assert look_after_claims(now=late + 41 * DAY, limit=1) == 1
    assert [claimed(part).status for part, _ in parts[:2]] == [ClaimStatus.FOUND, ClaimStatus.REFUNDED]
    everything_adds_up()


def test_who_waits_on_is_not_asked_again_until_the_parcel_is_lost(market: Market) -> None:
    part, _ = sent_part(market)
    late = beyond(part, days=3)
    open_found_claims(now=late)
    withdraw_claim(claimed(part).id, viewer=market.shopper.id, now=late)
    assert owed(AccountKind.FROZEN) == 0
    assert open_found_claims(now=late + DAY) == 0
    assert open_found_claims(now=NOW + 50 * DAY) == 1
    assert claimed(part).cause is Cause.LOST
    everything_adds_up()


def test_a_carrier_pays_once_what_it_owes_or_the_fund_bears_it(market: Market) -> None:
    paying, refusing = lose(market, "CN"), lose(market, "CN")
    look_after_claims(now=NOW + 4 * DAY)
    carrier, amount = owed_by_carrier(steps_of([paying.id]))
    assert (carrier, -owed(AccountKind.CARRIER_CLAIM)) == ("simulated", 2 * amount.minor)
    settle = partial(settle_with_carrier, bank_account="40702", by=market.staff.id, now=NOW + 9 * DAY)
    assert settle(paying.id, has_paid=True) == amount
    with pytest.raises(ClaimClosed):
        settle(paying.id, has_paid=False)
    fund = owed(AccountKind.GUARANTEE_FUND)
    settle(refusing.id, has_paid=False)
    assert owed(AccountKind.CARRIER_CLAIM) == 0
    assert (-owed(AccountKind.BANK), fund - owed(AccountKind.GUARANTEE_FUND)) == (amount.minor, amount.minor)
    assert [owed_by_carrier(steps_of([claim.id])) for claim in (paying, refusing)] == [None, None]
    everything_adds_up()

    # A parcel that turns up after its carrier paid: what the carrier gets back is for people to settle.
    number = parcels_of([paying.seller_order_id])[-1].number
    tell(scan(number, ParcelState.DELIVERED, NOW + 12 * DAY), now=NOW + 12 * DAY)
    look_after_claims(now=NOW + 12 * DAY)
    assert owed(AccountKind.CARRIER_CLAIM) == 0
    everything_adds_up()


# What shoppers say --------------------------------------------------------------------------------------


def test_a_shopper_claims_in_time_with_words_and_photos_and_gets_nothing_twice(market: Market) -> None:
    part, number = sent_part(market)
    with pytest.raises(NotClaimable):
        claim_it(market, part, now=NOW + 2 * DAY)
    tell(scan(number, ParcelState.DELIVERED, NOW + 3 * DAY), now=NOW + 3 * DAY)
    part = part_of(part.order_id)
    bare = ClaimWish(seller_order_id=part.id, cause=Cause.DAMAGED, words=WORDS)
    with pytest.raises(ClaimInvalid):
        open_claim(bare, viewer=market.shopper.id, now=NOW + 4 * DAY)
    with pytest.raises(Missing):
        open_claim(bare, viewer=market.owners["CN"].id, now=NOW + 4 * DAY)
    claim_id = claim_it(market, part, cause=Cause.DAMAGED, now=NOW + 4 * DAY)
    with pytest.raises(ClaimOpen):
        claim_it(market, part, now=NOW + 4 * DAY)
    with pytest.raises(ClaimOpen):
        refund_part(wish(market, part, 100), now=NOW + 4 * DAY)
    assert release_inspected(now=NOW + 30 * DAY) == 0, "frozen money is nobody's"
    everything_adds_up()

    agree_to_claim(claim_id, seller_id=part.seller_id, now=NOW + 5 * DAY)
    (refund,) = refunds_of([part.order_id])
    assert refund.amount_minor == part.total_minor
    assert owed(AccountKind.SELLER_BALANCE) == 0
    with pytest.raises(NotClaimable):
        claim_it(market, part_of(part.order_id), now=NOW + 5 * DAY)
    everything_adds_up()


def test_after_the_time_to_look_goods_over_nothing_is_claimed(market: Market) -> None:
    part, number = sent_part(market)
    tell(scan(number, ParcelState.DELIVERED, NOW + 3 * DAY), now=NOW + 3 * DAY)
    with pytest.raises(NotClaimable):
        claim_it(market, part_of(part.order_id), cause=Cause.DAMAGED, now=NOW + 11 * DAY)


@pytest.mark.parametrize("refund", [True, False])
def test_staff_decide_what_the_seller_contests(market: Market, refund: bool) -> None:
    part, number = sent_part(market)
    tell(scan(number, ParcelState.DELIVERED, NOW + 3 * DAY), now=NOW + 3 * DAY)
    claim_id = claim_it(market, part, now=NOW + 4 * DAY)
    with pytest.raises(Missing):
        contest_claim(claim_id, seller_id=market.sellers["CN"].id, answer=WORDS, now=NOW + 5 * DAY)
    contest_claim(claim_id, seller_id=part.seller_id, answer="Вот подпись получателя.", now=NOW + 5 * DAY)
    assert told("claim_contested") == 1
    assert look_after_claims(now=NOW + 12 * DAY) == 0, "the carrier's word of delivery does not end a denial"
    decide(market, claim_id, refund=refund, payer=Payer.FUND, now=NOW + 13 * DAY)
    assert len(refunds_of([part.order_id])) == refund
    assert owed(AccountKind.FROZEN) == 0
    everything_adds_up()
    assert release_inspected(now=NOW + 14 * DAY) == (not refund)
    everything_adds_up()


def test_staff_who_say_nothing_let_the_fund_bear_it_as_far_as_it_reaches(market: Market) -> None:
    for _ in range(3):
        complete(market, part_of(buy(market, "RU")))  # fills the fund a little
    fund, part = owed(AccountKind.GUARANTEE_FUND), sent_part(market)[0]
    paid = owed(AccountKind.SELLER_BALANCE)
    late = beyond(part, days=1)
    claim_id = claim_it(market, part, now=late)
    contest_claim(claim_id, seller_id=part.seller_id, answer="Она в пути, подождите.", now=late)
    assert look_after_claims(now=late + 14 * DAY) == 1
    assert claimed(part).status is ClaimStatus.REFUNDED
    assert 0 <= owed(AccountKind.GUARANTEE_FUND) < fund
    assert 0 < owed(AccountKind.SELLER_BALANCE) - paid <= fund
    everything_adds_up()


def test_a_bank_that_takes_it_up_and_a_shopper_who_is_content_end_a_claim(market: Market) -> None:
    (taken, _), (content, _) = sent_part(market), sent_part(market, "CN")
    late = beyond(taken, days=3)
    open_found_claims(now=late)
    confirm_receipt(seller_order_id=content.id, viewer=market.shopper.id, now=late)
    assert claimed(content).status is ClaimStatus.WITHDRAWN
    charge_back(paid_with(taken.order_id), Money(taken.total_minor, "RUB"), now=late)
    assert claimed(taken).status is ClaimStatus.OVERTAKEN
    assert owed(AccountKind.FROZEN) == 0
    everything_adds_up()


def test_money_of_a_recalled_parcel_goes_back_by_the_recall_also_from_under_a_claim(market: Market) -> None:
    part, _ = sent_part(market)
    late = beyond(part, days=3)
    open_found_claims(now=late)
    why = {"cause_id": new_id(late), "by": market.staff.id, "settling": Settling.AT_ONCE}
    recall_parts([part.id], **why, now=late)
    assert settle_recall(parcels_of([part.id])[-1].id, now=late)
    assert claimed(part).status is ClaimStatus.OVERTAKEN
    assert refunds_of([part.order_id])[0].amount_minor == part.total_minor
    assert owed(AccountKind.FROZEN) == owed(*HELD) == 0
    assert open_found_claims(now=late + DAY) == 0
    everything_adds_up()


def test_what_went_back_before_is_not_given_back_again(market: Market) -> None:
    part, _ = sent_part(market)
    give_back(market, part, 1_000)
    late = beyond(part, days=3)
    open_found_claims(now=late)
    assert owed(AccountKind.FROZEN) == part.total_minor - 1_000
    look_after_claims(now=late + 31 * DAY)
    assert sum(card.amount_minor for card in refunds_of([part.order_id])) == part.total_minor
    everything_adds_up()


# The tables and the race --------------------------------------------------------------------------------


def test_the_tables_refuse_to_settle_a_frozen_part_and_a_second_open_claim(market: Market) -> None:
    part, _ = sent_part(market)
    late = beyond(part, days=3)
    open_found_claims(now=late)
    with pytest.raises(Error, match="under an open claim"), transaction.atomic():
        SellerOrder.objects.filter(id=part.id).update(status="completed", closed_at=late)
    with pytest.raises(Error, match="claim_open_once"), transaction.atomic():
        Claim.objects.create(**_copy(Claim.objects.get()))
    with pytest.raises(Error), transaction.atomic():
        Claim.objects.update(status="found")


def _copy(row: Claim) -> dict[str, object]:
    facts = {field.attname: getattr(row, field.attname) for field in Claim._meta.concrete_fields}
    return facts | {"id": part_of(row.order_id).id}


@pytest.mark.django_db(transaction=True)
def test_of_two_staff_one_decides_and_of_two_shoppers_one_claims(market: Market) -> None:
    part, _ = sent_part(market)
    late = beyond(part, days=3)
    claims = at_once([partial(claim_it, market, part, now=late)] * 2 + [partial(open_found_claims, now=late)])
    assert len(claims_of(part.order_id)) == 1, claims
    claim_id = claimed(part).id
    outcomes = at_once(
        [
            partial(decide, market, claim_id, refund=True, now=late),
            partial(decide, market, claim_id, refund=False, now=late),
            partial(look_after_claims, now=late + 40 * DAY),
        ]
    )
    assert len(only(ClaimClosed, outcomes)) in {1, 2}, outcomes
    assert len(refunds_of([part.order_id])) <= 1
    assert owed(AccountKind.FROZEN) == 0
    everything_adds_up()


@pytest.mark.django_db(transaction=True)
def test_a_carrier_that_pays_while_the_parcel_turns_up_owes_nothing_twice(market: Market) -> None:
    claim = lose(market)
    look_after_claims(now=NOW + 4 * DAY)
    number = parcels_of([claim.seller_order_id])[-1].number
    tell(scan(number, ParcelState.DELIVERED, NOW + 5 * DAY), now=NOW + 5 * DAY)
    is_booked = threading.Event()

    def book() -> None:
        with transaction.atomic():
            settle_with_carrier(
                claim.id, has_paid=True, bank_account="40702", by=market.staff.id, now=NOW + 6 * DAY
            )
            is_booked.set()
            wait_for_a_waiting_one()

    def find() -> int:
        assert is_booked.wait(PATIENCE_S)
        return look_after_claims(now=NOW + 6 * DAY)

    assert at_once([book, find]) == [None, 1]
    assert claimed(part_of(claim.order_id)).status is ClaimStatus.FOUND
    assert owed(AccountKind.CARRIER_CLAIM) == 0
    everything_adds_up()


def test_many_are_opened_by_a_few_statements(market: Market, django_assert_max_num_queries: Any) -> None:
    parts = [sent_part(market)[0] for _ in range(6)]
    late = beyond(parts[0], days=3)
    with django_assert_max_num_queries(22):
        assert open_found_claims(now=late) == 6
    assert open_claims([], now=late) == ()
    everything_adds_up()
