"""Whatever shoppers, sellers, carriers, banks and time do, in whatever order: the books add up after every move."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from tests.flows.steps import (
    call_pieces_off,
    charge_back,
    dated,
    give_back,
    label,
    scan,
    settle_payout,
    settle_refund,
    tell,
    wish,
)
from tests.market import NOW, Market, approval, approve_payment, open_market, order_request
from yarmarka.connectors.payments.port import ChargebackKind, PaymentKind, PayoutKind, RefundKind
from yarmarka.domain.inventory.models import Hold
from yarmarka.domain.inventory.types import HoldStatus
from yarmarka.domain.ledger.models import Payout
from yarmarka.domain.ledger.queries import payouts_of
from yarmarka.domain.ledger.types import PayoutStatus
from yarmarka.domain.orders.models import Order, SellerOrder
from yarmarka.domain.orders.queries import orders, seller_orders_of
from yarmarka.domain.orders.types import OrderStatus, SellerOrderCard, SellerOrderStatus
from yarmarka.domain.payments.actions import begin_attempt
from yarmarka.domain.payments.models import Chargeback, Refund
from yarmarka.domain.payments.queries import attempt, attempts_of, refunds_of, shares_of
from yarmarka.domain.payments.types import ChargebackStatus, RefundStatus
from yarmarka.domain.pricing.actions import set_commission_tax, set_term
from yarmarka.domain.pricing.types import TermKind
from yarmarka.flows.cancel_orders import cancel_before_shipping, cancel_unpaid
from yarmarka.flows.change_offers import count_offer
from yarmarka.flows.complete_orders import confirm_receipt, release_inspected
from yarmarka.flows.confirm_payment import receive_notice
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.refund_parts import BorneBy, give_goodwill
from yarmarka.flows.send_parcels import hand_over
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState

pytestmark = pytest.mark.django_db
WALKS, MOVES = 4, 120
COUNTRIES = ("CN", "RU")


class Fair:
    """Makes moves at random, legal or not. A refusal is fine; a surprise is not."""

    def __init__(self, market: Market, seed: int) -> None:
        self.market, self.chance, self.now = market, Random(seed), NOW
        self.placed: list[UUID] = []
        self.numbers: list[str] = []
        #: how often each move is made; what leads on is made more often than what ends things
        self.moves: dict[Callable[[], Any], int] = {
            self.place: 8,
            self.pay: 6,
            self.hear_of_a_payment: 3,
            self.call_the_order_off: 1,
            self.call_a_part_off: 2,
            self.print_a_label: 7,
            self.hand_over: 7,
            self.scan: 8,
            self.confirm: 7,
            self.let_time_pass: 1,
            self.pay_sellers: 4,
            self.hear_of_a_payout: 6,
            self.hear_of_a_refund: 3,
            self.count: 2,
            self.call_pieces_off: 1,
            self.give_back: 3,
            self.give_goodwill: 1,
            self.charge_back: 1,
            self.decide_a_chargeback: 4,
        }

    def move(self) -> str:
        """Make any move that the house may refuse; return what it was."""
        (deed,) = self.chance.choices(list(self.moves), list(self.moves.values()))
        try:
            with transaction.atomic():
                deed()
        except (YarmarkaError, NothingThere):
            pass
        return deed.__name__

    def one_of(self, things: Any) -> Any:
        if not things:
            raise NothingThere
        # Mostly what is new: it still has its way before it.
        return self.chance.choice(list(things)[-4:] if self.chance.random() < 0.7 else list(things))

    def part(self) -> SellerOrderCard:
        return self.one_of(seller_orders_of([self.one_of(self.placed)]))  # type: ignore[no-any-return]

    def place(self) -> None:
        wanted = {self.market.offers[country]: self.chance.randint(0, 3) for country in COUNTRIES}
        wanted = {offer: quantity for offer, quantity in wanted.items() if quantity}
        request = order_request(self.market, wanted, now=self.now)
        self.placed.append(place_order(request, now=self.now).order_id)

    def pay(self) -> None:
        (order,) = orders([self.one_of(self.placed)]).values()
        approve_payment(order.id, Money(order.total_minor, order.currency), now=self.now)

    def hear_of_a_payment(self) -> None:
        (order,) = orders([self.one_of(self.placed)]).values()
        total = Money(order.total_minor, order.currency)
        known = [card.id for card in attempts_of([order.id])]
        is_new = not known or self.chance.random() < 0.2
        attempt_id = (
            begin_attempt(order_id=order.id, provider="sandbox", amount=total, now=self.now)
            if is_new
            else known[-1]
        )
        kind = self.one_of(PaymentKind)
        news = approval(attempt_id, total, now=self.now, event=f"evt-{attempt_id}-{kind}")
        receive_notice(replace(news, kind=kind, own_id=attempt_id), provider="sandbox", now=self.now)

    def call_the_order_off(self) -> None:
        cancel_unpaid(order_id=self.one_of(self.placed), viewer=self.market.shopper.id, now=self.now)

    def call_a_part_off(self) -> None:
        part, shopper = self.part(), self.market.shopper.id
        cancel_before_shipping(seller_order_id=part.id, viewer=shopper, reason="changed_mind", now=self.now)

    def print_a_label(self) -> None:
        self.numbers.append(label(self.part(), now=self.now))

    def hand_over(self) -> None:
        part = self.part()
        hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=self.now)

    def scan(self) -> None:
        state = self.chance.choice([*ParcelState, *[ParcelState.DELIVERED] * 12])
        at = self.now - timedelta(hours=self.chance.randint(0, 3))
        tell(scan(self.one_of(self.numbers), state, at), now=self.now)

    def confirm(self) -> None:
        confirm_receipt(seller_order_id=self.part().id, viewer=self.market.shopper.id, now=self.now)

    def let_time_pass(self) -> None:
        self.now += timedelta(hours=self.chance.choice([1, 30, 24 * 8]))
        lapse_unpaid_orders(now=self.now)
        release_inspected(now=self.now)

    def pay_sellers(self) -> None:
        run_payouts(by=None, now=self.now)

    def hear_of_a_payout(self) -> None:
        mine = [card for one in self.market.sellers.values() for card in payouts_of(seller_id=one.id)]
        settle_payout(self.one_of(mine), kind=self.one_of(PayoutKind), now=self.now)

    def hear_of_a_refund(self) -> None:
        settle_refund(self.one_of(refunds_of(self.placed)), kind=self.one_of(RefundKind), now=self.now)

    def call_pieces_off(self) -> None:
        call_pieces_off(self.market, self.part(), quantity=self.chance.randint(1, 3), now=self.now)

    def give_back(self) -> None:
        part, of = self.part(), self.chance.choice([1, 1, 2, 7])
        give_back(
            self.market,
            part,
            self.chance.choice([0, 1, part.goods_minor // of]),
            delivery_minor=self.chance.choice([0, part.delivery_minor // of]),
            borne_by=self.chance.choice(list(BorneBy)),
            now=self.now,
        )

    def give_goodwill(self) -> None:
        give_goodwill(wish(self.market, self.part()), amount_minor=self.chance.randint(1, 900), now=self.now)

    def charge_back(self) -> None:
        shares = shares_of([part.id for part in seller_orders_of(self.placed)])
        paid = attempt(self.one_of(sorted(shares.values()))[0])
        minor = self.chance.choice([1, paid.amount_minor // 3, paid.amount_minor])
        ref = f"dp-{paid.id}-{self.chance.random()}"
        charge_back(paid.id, Money(minor, paid.currency), ref=ref, now=self.now)

    def decide_a_chargeback(self) -> None:
        one = self.one_of(Chargeback.objects.order_by("id"))
        kind, amount = self.one_of(list(ChargebackKind)), Money(one.amount_minor, one.currency)
        charge_back(one.attempt_id, amount, kind=kind, ref=one.provider_ref, now=self.now)

    def count(self) -> None:
        country = self.one_of(COUNTRIES)
        seller, offer = self.market.sellers[country], self.market.offers[country]
        count_offer(seller_id=seller.id, offer_id=offer, on_hand=self.chance.randint(0, 9), now=self.now)


class NothingThere(Exception):
    """There is nothing yet that this move could be made with."""


@pytest.mark.slow
def test_the_books_add_up_after_any_moves() -> None:
    market = open_market(countries=COUNTRIES, stock=9)
    set_commission_tax(seller_country=None, **dated(2_200))
    set_term(TermKind.EXCHANGE_SPREAD, **dated(130))
    set_term(TermKind.GUARANTEE_FUND, **dated(1_500))
    seen: set[Any] = set()
    for seed in range(WALKS):
        with transaction.atomic():
            fair, made = Fair(market, seed), []
            for _ in range(MOVES):
                made.append(fair.move())
                assert verify_books(now=fair.now) == (), f"seed {seed}: {made}"
                seen |= {
                    (one, status) for one in TABLES for status in one.objects.values_list("status", flat=True)
                }
            transaction.set_rollback(True)
    # Or else these walks would prove less than they seem to.
    assert seen >= {(Order, status) for status in OrderStatus}
    assert seen >= {(Hold, status) for status in HoldStatus}
    assert seen >= {(SellerOrder, status) for status in SellerOrderStatus}
    assert seen >= {(Refund, status) for status in RefundStatus}
    assert seen >= {(Payout, status) for status in PayoutStatus}
    assert seen >= {(Chargeback, status) for status in ChargebackStatus}


TABLES: tuple[Any, ...] = (Order, SellerOrder, Hold, Refund, Payout, Chargeback)
