"""Money that comes back: pieces called off, refunds before and after the seller was paid, the guarantee fund."""

from functools import partial
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.flows.at_once import at_once, only
from tests.flows.steps import (
    buy,
    call_off,
    complete,
    dated,
    deliver,
    part_of,
    send,
    settle_payout,
    settle_refund,
    wish,
)
from tests.market import NOW, Market, open_market
from yarmarka.domain.inventory.queries import available
from yarmarka.domain.ledger.errors import FundTooSmall
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.errors import MoreThanPaid, NotCancellable, NothingToGiveBack, NotRefundable
from yarmarka.domain.orders.models import GivenBack
from yarmarka.domain.orders.queries import lines_of
from yarmarka.domain.orders.types import LineCard, SellerOrderCard, SellerOrderStatus
from yarmarka.domain.payments.errors import MoreThanCaptured
from yarmarka.domain.payments.models import PaymentAttempt, Refund
from yarmarka.domain.payments.queries import refunds_of
from yarmarka.domain.pricing.actions import set_commission_tax, set_term
from yarmarka.domain.pricing.types import TermKind
from yarmarka.flows.cancel_orders import Caller, cancel_pieces
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.refund_parts import BorneBy, give_goodwill, refund_part
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    """A market that taxes its commission, earns by exchanging and sets aside for the guarantee fund."""
    opened = open_market(stock=40)
    set_commission_tax(seller_country=None, **dated(2_200))
    set_term(TermKind.EXCHANGE_SPREAD, **dated(150))
    set_term(TermKind.GUARANTEE_FUND, **dated(1_000))
    return opened


def owed(kind: AccountKind, currency: str = "RUB") -> int:
    return sum(balance.owed_minor for balance in balances(kind=kind) if balance.currency == currency)


def everything_adds_up() -> None:
    assert verify_books(now=NOW) == ()


def line_of(part: SellerOrderCard) -> LineCard:
    return lines_of([part.id])[0]


def told() -> set[str]:
    return set(OutboxMessage.objects.values_list("topic", flat=True))


# Before shipping --------------------------------------------------------------------------------------


def test_pieces_are_called_off_and_the_rest_is_sent_and_paid(market: Market) -> None:
    part = part_of(buy(market, "CN", quantity=3))
    line = line_of(part)

    cancel_pieces(
        seller_order_id=part.id,
        pieces={line.id: 2},
        caller=Caller(seller_id=part.seller_id),
        reason="out_of_stock",
        now=NOW,
    )

    (refund,) = refunds_of([part.order_id])
    assert (refund.amount_minor, refund.reason) == (2 * line.unit_minor, "pieces_cancelled")
    assert available([line.offer_id]) == {line.offer_id: 39}
    assert owed(AccountKind.ESCROW) == line.unit_minor
    assert owed(AccountKind.DELIVERY) == part.delivery_minor
    assert told() >= {"pieces_cancelled", "pieces_cancelled_seller"}
    everything_adds_up()

    settle_refund(refund)
    complete(market, part)
    assert owed(AccountKind.COMMISSION) + owed(AccountKind.GUARANTEE_FUND) == 12_345
    everything_adds_up()


def test_the_last_pieces_take_the_whole_part_with_them(market: Market) -> None:
    part = part_of(buy(market, "RU", quantity=3))
    line, caller = line_of(part), Caller(viewer=market.shopper.id)
    for pieces in (1, 2):
        cancel_pieces(
            seller_order_id=part.id, pieces={line.id: pieces}, caller=caller, reason="changed_mind", now=NOW
        )

    assert part_of(part.order_id).status is SellerOrderStatus.CANCELLED
    refunds = refunds_of([part.order_id])
    assert sorted(card.amount_minor for card in refunds) == [
        line.unit_minor,
        part.total_minor - line.unit_minor,
    ]
    assert available([line.offer_id]) == {line.offer_id: 40}
    assert owed(AccountKind.ESCROW) == owed(AccountKind.DELIVERY) == 0
    everything_adds_up()


def test_no_more_pieces_are_called_off_than_were_bought_and_none_by_strangers(market: Market) -> None:
    part, other = part_of(buy(market, "RU", quantity=2)), part_of(buy(market, "CN"))
    cancel = partial(cancel_pieces, seller_order_id=part.id, reason="x", now=NOW)
    staff = Caller(staff=market.staff.id)
    with pytest.raises(NothingToGiveBack):
        cancel(pieces={}, caller=staff)
    with pytest.raises(MoreThanPaid):
        cancel(pieces={line_of(other).id: 1}, caller=staff)
    with pytest.raises(Missing):
        cancel(pieces={line_of(part).id: 1}, caller=Caller(seller_id=other.seller_id))
    with pytest.raises(Missing):
        cancel(pieces={line_of(part).id: 1}, caller=Caller(viewer=market.staff.id))
    send(part)
    with pytest.raises(NotCancellable):
        cancel(pieces={line_of(part).id: 1}, caller=staff)
    everything_adds_up()


# While money is held ----------------------------------------------------------------------------------


def test_what_is_still_held_goes_back_from_there_and_the_seller_gets_the_rest(market: Market) -> None:
    part = part_of(buy(market, "GB"))
    deliver(part)

    refund_part(wish(market, part, 100_000, delivery_minor=48_000), now=NOW)

    (refund,) = refunds_of([part.order_id])
    assert (refund.amount_minor, refund.reason) == (148_000, "damaged")
    assert (owed(AccountKind.ESCROW), owed(AccountKind.DELIVERY)) == (part.goods_minor - 100_000, 0)
    assert owed(AccountKind.REFUND_PAYABLE) == 148_000
    everything_adds_up()

    confirm_receipt(seller_order_id=part.id, viewer=market.shopper.id, now=NOW)
    assert 0 < owed(AccountKind.SELLER_BALANCE, "GBP") < part.payout_minor
    everything_adds_up()


# After the seller was paid ------------------------------------------------------------------------------


@pytest.mark.parametrize("country", ["CN", "GB", "RU"])
def test_giving_everything_back_in_steps_leaves_nothing_on_any_account(market: Market, country: str) -> None:
    part = part_of(buy(market, country, quantity=3))
    complete(market, part)
    fund = owed(AccountKind.GUARANTEE_FUND)

    for step in (1, 33_333, part.goods_minor - 33_334):
        refund_part(wish(market, part, step), now=NOW)
        everything_adds_up()
    refund_part(wish(market, part, delivery_minor=part.delivery_minor), now=NOW)
    for card in refunds_of([part.order_id]):
        settle_refund(card)

    left = {(balance.kind, balance.currency): balance.owed_minor for balance in balances()}
    assert {key: minor for key, minor in left.items() if minor} == {
        (AccountKind.GUARANTEE_FUND, "RUB"): fund,
        (AccountKind.COMMISSION, "RUB"): -fund,
    }
    everything_adds_up()


def test_a_balance_below_zero_is_made_up_for_before_anything_is_paid_out(market: Market) -> None:
    part = part_of(buy(market, "CN"))
    complete(market, part)
    (card,) = run_payouts(by=market.staff.id, now=NOW)
    settle_payout(card)

    refund_part(wish(market, part, part.goods_minor, delivery_minor=part.delivery_minor), now=NOW)

    assert owed(AccountKind.SELLER_BALANCE, "CNY") == -part.payout_minor
    assert run_payouts(by=market.staff.id, now=NOW) == ()
    assert told() >= {"part_refunded", "part_refunded_seller"}
    everything_adds_up()

    for _ in range(2):
        complete(market, part_of(buy(market, "CN")))
    (after,) = run_payouts(by=market.staff.id, now=NOW)
    assert after.amount_minor == part.payout_minor
    everything_adds_up()


def test_the_fund_pays_what_a_sellers_balance_does_not_reach(market: Market) -> None:
    for _ in range(15):
        complete(market, part_of(buy(market, "GB", quantity=1)))
    settled = part_of(buy(market, "CN"))
    complete(market, settled)
    for card in run_payouts(by=market.staff.id, now=NOW):
        settle_payout(card)
    complete(market, small := part_of(buy(market, "CN")))
    refund_part(wish(market, small, small.goods_minor - 100_000), now=NOW)
    balance, fund = owed(AccountKind.SELLER_BALANCE, "CNY"), owed(AccountKind.GUARANTEE_FUND)
    assert 0 < balance < settled.payout_minor

    refund_part(wish(market, settled, settled.goods_minor, borne_by=BorneBy.SELLER_THEN_FUND), now=NOW)

    assert owed(AccountKind.SELLER_BALANCE, "CNY") == 0
    assert 0 < fund - owed(AccountKind.GUARANTEE_FUND) < settled.goods_minor
    everything_adds_up()


def test_the_fund_gives_no_more_than_it_holds(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    complete(market, part)
    run_payouts(by=market.staff.id, now=NOW)
    held = owed(AccountKind.GUARANTEE_FUND)
    assert held > 0
    with pytest.raises(FundTooSmall):
        refund_part(wish(market, part, part.goods_minor, borne_by=BorneBy.SELLER_THEN_FUND), now=NOW)
    with pytest.raises(FundTooSmall):
        give_goodwill(wish(market, part), amount_minor=held + 1, now=NOW)

    give_goodwill(wish(market, part, reason="goodwill"), amount_minor=held, now=NOW)

    assert owed(AccountKind.GUARANTEE_FUND) == 0
    assert [card.amount_minor for card in refunds_of([part.order_id])] == [held]
    everything_adds_up()


def test_no_refund_is_more_than_was_paid(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    with pytest.raises(NotRefundable):
        refund_part(wish(market, part, 1), now=NOW)
    complete(market, part)
    refund_part(wish(market, part, 345), now=NOW)
    for too_much in (
        wish(market, part, part.goods_minor - 344),
        wish(market, part, delivery_minor=part.delivery_minor + 1),
    ):
        with pytest.raises(MoreThanPaid):
            refund_part(too_much, now=NOW)
    for nothing in (wish(market, part), wish(market, part, -5), wish(market, part, delivery_minor=-5)):
        with pytest.raises(NothingToGiveBack):
            refund_part(nothing, now=NOW)
    for _ in range(3):
        complete(market, part_of(buy(market, "GB")))
    assert owed(AccountKind.GUARANTEE_FUND) > 345
    refund_part(wish(market, part, part.goods_minor - 345, delivery_minor=part.delivery_minor), now=NOW)
    with pytest.raises(MoreThanCaptured):
        give_goodwill(wish(market, part), amount_minor=1, now=NOW)
    everything_adds_up()


def test_the_same_request_refunds_once(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    complete(market, part)
    asked = wish(market, part, 500)
    assert refund_part(asked, now=NOW) == refund_part(asked, now=NOW)
    assert Refund.objects.count() == 1


def test_the_tables_refuse_to_give_back_more_than_was_sold_or_taken(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    call_off(market, part)
    row = GivenBack.objects.get()
    row.id = row.cause_id = new_id(NOW)
    row.goods_minor = 1
    with pytest.raises(IntegrityError, match="more than it was sold for"), transaction.atomic():
        row.save(force_insert=True)
    with pytest.raises(IntegrityError, match="attempt_refunds_within_capture"), transaction.atomic():
        PaymentAttempt.objects.update(refunded_minor=part.total_minor + 1)


# At once ------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_refunds_at_once_never_give_back_more_than_was_paid_or_than_the_fund_holds(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    complete(market, part)
    for _ in range(3):
        complete(market, part_of(buy(market, "GB")))
    asked = [wish(market, part, part.goods_minor) for _ in range(3)]

    outcomes = at_once([partial(refund_part, one, now=NOW) for one in [*asked, asked[0]]])

    given = set(only(UUID, outcomes))
    assert len(given) == 1
    assert len(only(MoreThanPaid, outcomes)) in {2, 3}
    assert Refund.objects.get().amount_minor == part.goods_minor
    held = owed(AccountKind.GUARANTEE_FUND)
    gifts = [partial(give_goodwill, wish(market, part), amount_minor=held - 1, now=NOW) for _ in range(3)]
    outcomes = at_once([*gifts, partial(run_payouts, by=market.staff.id, now=NOW)])
    assert len(only(UUID, outcomes)) == 1
    assert owed(AccountKind.GUARANTEE_FUND) == 1
    everything_adds_up()
