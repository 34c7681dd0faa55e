"""Duty and taxes at import: held for whom they are owed to, given back with what is not sent, passed on once."""

from functools import partial

import pytest
from django.db import IntegrityError, transaction

from tests.flows.steps import charge_back, charge_duty, complete, dated, paid_with, part_of, send, wish
from tests.market import NOW, Market, approve_payment, open_market, place
from yarmarka.connectors.payments.port import ChargebackKind
from yarmarka.domain.ledger.errors import NothingToPayOut
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.errors import MoreThanPaid
from yarmarka.domain.orders.models import SellerOrder
from yarmarka.domain.orders.queries import given_back_of, lines_of
from yarmarka.domain.orders.types import Duties, SellerOrderCard
from yarmarka.domain.payments.queries import refunds_of
from yarmarka.domain.pricing.actions import set_term
from yarmarka.domain.pricing.types import TermKind
from yarmarka.flows.cancel_orders import Caller, cancel_before_shipping, cancel_pieces
from yarmarka.flows.pay_duties import owed_duties, pay_duties
from yarmarka.flows.refund_parts import refund_part
from yarmarka.kernel.ids import new_id
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db

#: odd amounts, so that thirds of them leave a remainder
DUTY, TAX = 10_001, 40_003


@pytest.fixture
def market() -> Market:
    opened = open_market(stock=40)
    set_term(TermKind.EXCHANGE_SPREAD, **dated(150))
    return opened


def bought(market: Market, *, quantity: int = 3) -> SellerOrderCard:
    """Return a paid part, so many pieces from abroad, for which duty and tax were collected."""
    placed = place(market, {market.offers["CN"]: quantity}, now=NOW)
    total = charge_duty(placed.order_id, duty_minor=DUTY, import_tax_minor=TAX)
    approve_payment(placed.order_id, total)
    return part_of(placed.order_id)


def owed(kind: AccountKind) -> int:
    return sum(balance.owed_minor for balance in balances(kind=kind))


def everything_adds_up() -> None:
    assert verify_books(now=NOW) == ()


def test_duty_is_held_for_the_authority_goes_back_with_pieces_and_is_paid_once(market: Market) -> None:
    part = bought(market)
    line = lines_of([part.id])[0]
    assert (owed(AccountKind.DUTY), owed(AccountKind.IMPORT_TAX)) == (DUTY, TAX)
    everything_adds_up()

    cancel_pieces(
        seller_order_id=part.id,
        pieces={line.id: 1},
        caller=Caller(staff=market.staff.id),
        reason="x",
        now=NOW,
    )
    (refund,) = refunds_of([part.order_id])
    back = given_back_of([part.id])[part.id].duties
    assert back == Duties(3_334, 13_334)
    assert refund.amount_minor == line.unit_minor + back.total_minor
    everything_adds_up()

    complete(market, part)
    duty, tax = DUTY - back.duty_minor, TAX - back.import_tax_minor
    (due,) = owed_duties()
    assert (due.duty_to, due.duty.minor, due.import_tax.minor) == ("RU-FTS", duty, tax)
    assert owed(AccountKind.DUTY) == owed(AccountKind.IMPORT_TAX) == 0
    everything_adds_up()

    pay = partial(
        pay_duties,
        duty_to="RU-FTS",
        currency="RUB",
        bank_account="40702810",
        reference="PO 7",
        by=None,
        now=NOW,
    )
    payment = new_id(NOW)
    assert pay(payment_id=payment) == Money(duty + tax, "RUB")
    assert owed(AccountKind.BANK) == duty + tax
    with pytest.raises(NothingToPayOut):
        pay(payment_id=payment)
    assert owed_duties() == ()
    everything_adds_up()


def test_the_seller_earns_the_same_whether_duty_is_collected_or_not(market: Market) -> None:
    with_duty = bought(market)
    without = place(market, {market.offers["CN"]: 3}, now=NOW)
    approve_payment(without.order_id, without.total)
    other = part_of(without.order_id)
    complete(market, with_duty)
    balance = owed(AccountKind.SELLER_BALANCE)
    complete(market, other)
    assert owed(AccountKind.SELLER_BALANCE) == 2 * balance
    assert (with_duty.net_minor, with_duty.payout_minor) == (other.net_minor, other.payout_minor)


def test_a_part_called_off_in_steps_gives_all_its_duty_back(market: Market) -> None:
    part = bought(market)
    line, caller = lines_of([part.id])[0], Caller(viewer=market.shopper.id)
    cancel_pieces(seller_order_id=part.id, pieces={line.id: 2}, caller=caller, reason="x", now=NOW)
    everything_adds_up()
    cancel_before_shipping(seller_order_id=part.id, viewer=market.shopper.id, reason="x", now=NOW)
    assert given_back_of([part.id])[part.id].duties == Duties(DUTY, TAX)
    assert sum(card.amount_minor for card in refunds_of([part.order_id])) == part.total_minor
    everything_adds_up()


def test_what_is_held_of_duty_goes_back_from_there_and_no_more_than_was_paid(market: Market) -> None:
    part = bought(market)
    send(part)
    refund_part(wish(market, part, duties=Duties(DUTY, 3)), now=NOW)
    assert (owed(AccountKind.DUTY), owed(AccountKind.IMPORT_TAX)) == (0, TAX - 3)
    everything_adds_up()
    with pytest.raises(MoreThanPaid):
        refund_part(wish(market, part, duties=Duties(1, 0)), now=NOW)
    everything_adds_up()


def test_duty_of_a_settled_order_goes_back_and_the_authority_owes_it(market: Market) -> None:
    part = bought(market)
    complete(market, part)
    pay_duties(
        payment_id=new_id(NOW),
        duty_to="RU-FTS",
        currency="RUB",
        bank_account="40702810",
        reference="",
        by=None,
        now=NOW,
    )
    balance = owed(AccountKind.SELLER_BALANCE)
    refund_part(wish(market, part, duties=Duties(500, TAX)), now=NOW)
    (due,) = owed_duties()
    assert (due.duty.minor, due.import_tax.minor) == (-500, -TAX)
    assert owed(AccountKind.SELLER_BALANCE) == balance
    everything_adds_up()


@pytest.mark.parametrize("is_settled", [False, True])
def test_a_chargeback_takes_its_share_of_duty_and_gives_it_again(market: Market, is_settled: bool) -> None:
    part = bought(market)
    if is_settled:
        complete(market, part)
    attempt_id, whole = paid_with(part.order_id), Money(part.total_minor, "RUB")
    charge_back(attempt_id, whole)
    assert owed(AccountKind.DUTY) == owed(AccountKind.DUTY_PAYABLE) == 0
    assert owed(AccountKind.IMPORT_TAX) == owed(AccountKind.IMPORT_TAX_PAYABLE) == 0
    everything_adds_up()
    charge_back(attempt_id, whole, kind=ChargebackKind.WON)
    assert owed(AccountKind.DUTY) + owed(AccountKind.DUTY_PAYABLE) == DUTY
    assert owed(AccountKind.IMPORT_TAX) + owed(AccountKind.IMPORT_TAX_PAYABLE) == TAX
    everything_adds_up()


def test_the_table_refuses_duty_that_is_owed_to_nobody(market: Market) -> None:
    part = bought(market)
    with pytest.raises(IntegrityError, match="duty_is_owed_to_somebody"), transaction.atomic():
        SellerOrder.objects.filter(id=part.id).update(duty_to="")
