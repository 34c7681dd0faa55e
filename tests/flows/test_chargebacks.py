"""Shoppers' banks take money back: whoever had it gives it; what is won comes again, to the last kopeck."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from django.db import Error

from tests.flows.at_once import at_once, only
from tests.flows.steps import (
    buy,
    charge_back,
    complete,
    dated,
    deliver,
    give_back,
    paid_with,
    part_of,
    settle_payout,
    wish,
)
from tests.market import NOW, Market, open_market
from yarmarka.connectors.payments.port import ChargebackKind
from yarmarka.domain.ledger.models import Posting
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.errors import MoreThanPaid
from yarmarka.domain.payments.errors import MoreThanCaptured
from yarmarka.domain.payments.models import Chargeback, Refund
from yarmarka.domain.pricing.actions import set_commission_tax, set_term
from yarmarka.domain.pricing.types import TermKind
from yarmarka.flows.cancel_orders import cancel_before_shipping
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.refund_parts import give_goodwill, refund_part
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.models import OutboxMessage
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db


@pytest.fixture
def market() -> Market:
    opened = open_market()
    set_commission_tax(seller_country=None, **dated(2_000))
    set_term(TermKind.EXCHANGE_SPREAD, **dated(100))
    set_term(TermKind.GUARANTEE_FUND, **dated(1_000))
    return opened


def books() -> dict[tuple[str, str, UUID | None], int]:
    """Return what stands on every account."""
    return {
        (balance.kind, balance.currency, balance.owner_id): balance.owed_minor
        for balance in balances()
        if balance.owed_minor
    }


def owed(kind: AccountKind, currency: str = "RUB") -> int:
    return sum(minor for (account, of, _), minor in books().items() if (account, of) == (kind, currency))


def everything_adds_up() -> None:
    assert verify_books(now=NOW) == ()


def whole(order_id: UUID) -> Money:
    return Money(sum(part_of(order_id, n).total_minor for n in range(2)), "RUB")


def test_money_that_was_held_and_money_that_was_paid_out_go_back_together_and_come_again(
    market: Market,
) -> None:
    order_id = buy(market, "CN", "GB")
    complete(market, part_of(order_id, 0))
    for card in run_payouts(by=None, now=NOW):
        settle_payout(card)
    before, paid = books(), paid_with(order_id)

    for _ in range(2):  # told twice
        charge_back(paid, whole(order_id), fee=Money(1_500, "RUB"))

    assert owed(AccountKind.ESCROW) == owed(AccountKind.DELIVERY) == owed(AccountKind.CHARGEBACK_LOSS) == 0
    assert owed(AccountKind.SELLER_BALANCE, "CNY") == -part_of(order_id, 0).payout_minor
    assert -owed(AccountKind.PROVIDER_FEE) == 1_500
    assert run_payouts(by=None, now=NOW) == ()
    everything_adds_up()

    for _ in range(2):
        charge_back(paid, whole(order_id), kind=ChargebackKind.WON)
    fee = {account: minor for account, minor in books().items() if before.get(account, 0) != minor}
    assert fee == {
        (AccountKind.PROVIDER_FEE, "RUB", None): -1_500,
        (AccountKind.PROVIDER_CLEARING, "RUB", None): before[AccountKind.PROVIDER_CLEARING, "RUB", None]
        + 1_500,
    }
    everything_adds_up()
    assert Chargeback.objects.get().status == "won"
    topics = list(OutboxMessage.objects.values_list("topic", flat=True))
    assert (topics.count("chargeback_opened"), topics.count("chargeback_won")) == (2, 2)


def test_a_part_of_the_money_is_spread_over_all_that_is_left(market: Market) -> None:
    order_id = buy(market, "CN", "RU")
    deliver(part_of(order_id, 0))
    give_back(market, part_of(order_id, 0), 100_000)

    charge_back(paid_with(order_id), Money(50_000, "RUB"))
    everything_adds_up()
    charge_back(paid_with(order_id), Money(50_000, "RUB"), kind=ChargebackKind.LOST)

    confirm_receipt(seller_order_id=part_of(order_id, 0).id, viewer=market.shopper.id, now=NOW)
    assert 0 < owed(AccountKind.SELLER_BALANCE, "CNY") < part_of(order_id, 0).payout_minor
    everything_adds_up()


def test_what_no_sale_covers_is_the_marketplaces_loss_until_it_is_won(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    complete(market, part)
    give_back(market, part, part.goods_minor, delivery_minor=part.delivery_minor)
    paid, amount = paid_with(part.order_id), Money(part.total_minor, "RUB")

    charge_back(paid, amount)
    assert -owed(AccountKind.CHARGEBACK_LOSS) == part.total_minor
    everything_adds_up()
    charge_back(paid, amount, kind=ChargebackKind.WON)
    assert owed(AccountKind.CHARGEBACK_LOSS) == 0
    everything_adds_up()


def test_what_a_bank_took_is_not_refunded_as_well(market: Market) -> None:
    complete(market, part_of(buy(market, "GB")))
    part = part_of(buy(market, "RU"))
    complete(market, part)
    charge_back(paid_with(part.order_id), Money(part.total_minor, "RUB"))
    with pytest.raises(MoreThanPaid):
        refund_part(wish(market, part, 1), now=NOW)
    with pytest.raises(MoreThanCaptured):
        give_goodwill(wish(market, part), amount_minor=1, now=NOW)
    everything_adds_up()


def test_a_part_that_is_called_off_meanwhile_is_refunded_once_the_money_is_won(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    paid, amount = paid_with(part.order_id), Money(part.total_minor, "RUB")
    charge_back(paid, amount)
    cancel_before_shipping(seller_order_id=part.id, viewer=market.shopper.id, reason="changed_mind", now=NOW)
    # The bank has given the money back already: nothing of ours waits.
    assert not Refund.objects.exists()
    everything_adds_up()

    charge_back(paid, amount, kind=ChargebackKind.WON)

    assert Refund.objects.get().amount_minor == part.total_minor
    assert owed(AccountKind.REFUND_PAYABLE) == part.total_minor
    everything_adds_up()


def test_an_inquiry_takes_nothing_and_an_end_without_a_beginning_is_both(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    paid, amount = paid_with(part.order_id), Money(part.total_minor, "RUB")
    charge_back(paid, amount, takes_money=False)
    assert not Chargeback.objects.exists()
    charge_back(paid, amount, kind=ChargebackKind.LOST)
    assert Chargeback.objects.get().status == "lost"
    charge_back(paid, amount, kind=ChargebackKind.WON)  # it was decided already
    assert Chargeback.objects.get().status == "lost"
    assert list(Posting.objects.filter(kind__startswith="chargeback").values_list("kind", flat=True)) == [
        "chargeback"
    ]
    with pytest.raises(Missing):
        charge_back(new_id(NOW), amount)
    everything_adds_up()


@pytest.mark.django_db(transaction=True)
def test_a_bank_and_staff_give_the_same_money_back_at_once_but_only_one_does(market: Market) -> None:
    part = part_of(buy(market, "RU"))
    complete(market, part)
    paid, amount = paid_with(part.order_id), Money(part.total_minor, "RUB")
    refund = partial(refund_part, wish(market, part, part.goods_minor), now=NOW + timedelta(hours=1))
    outcomes = at_once([partial(charge_back, paid, amount), refund, partial(charge_back, paid, amount)])
    assert not only(Error, outcomes), outcomes
    everything_adds_up()
    given = sum(Refund.objects.values_list("amount_minor", flat=True))
    assert -owed(AccountKind.CHARGEBACK_LOSS) == given
    assert len(only(MoreThanPaid, outcomes)) == (0 if given else 1)
