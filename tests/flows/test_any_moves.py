"""Whatever shoppers, sellers, carriers, banks and time do, in whatever order: the books add up after every move."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.flows.steps import call_off, label, scan, settle_payout, settle_refund, tell
from tests.market import NOW, Market, approve_payment, open_market, order_request
from yarmarka.connectors.payments.port import PayoutKind, RefundKind
from yarmarka.domain.ledger.queries import payouts_of
from yarmarka.domain.orders.queries import orders, seller_orders_of
from yarmarka.domain.orders.types import SellerOrderCard
from yarmarka.domain.payments.queries import refunds_of
from yarmarka.flows.cancel_orders import cancel_unpaid
from yarmarka.flows.change_offers import count_offer
from yarmarka.flows.complete_orders import confirm_receipt, release_inspected
from yarmarka.flows.lapse_orders import lapse_unpaid_orders
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.place_orders import place_order
from yarmarka.flows.send_parcels import hand_over
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState

PICK = st.integers(min_value=0, max_value=10**6)
COUNTRIES = ("CN", "RU")


class Fair(RuleBasedStateMachine):
    """Makes moves, legal or not. A refusal is fine; a surprise is not, and nor are books that don't add up."""

    market: Market

    @initialize()
    def open(self) -> None:
        self._undo = transaction.atomic()
        self._undo.__enter__()
        self.now = NOW
        self.placed: list[UUID] = []
        self.numbers: list[str] = []
        self.changed = True

    def teardown(self) -> None:
        if hasattr(self, "_undo"):
            transaction.set_rollback(True)
            self._undo.__exit__(None, None, None)

    def move(self, deed: Callable[[], Any]) -> Any:
        """Make a move that the house may refuse."""
        self.changed = True
        try:
            with transaction.atomic():
                return deed()
        except YarmarkaError:
            return None

    def order(self, pick: int) -> UUID:
        return self.placed[pick % len(self.placed)]

    def part(self, pick: int) -> SellerOrderCard:
        parts = seller_orders_of([self.order(pick)])
        return parts[pick // 7 % len(parts)]

    has_orders = precondition(lambda self: self.placed)

    @rule(quantities=st.lists(st.integers(0, 3), min_size=2, max_size=2).filter(any))
    def place(self, quantities: list[int]) -> None:
        wanted = {
            self.market.offers[country]: quantity
            for country, quantity in zip(COUNTRIES, quantities, strict=True)
            if quantity
        }
        made = self.move(lambda: place_order(order_request(self.market, wanted, now=self.now), now=self.now))
        if made:
            self.placed.append(made.order_id)

    @has_orders
    @rule(pick=PICK)
    def pay(self, pick: int) -> None:
        order = orders([self.order(pick)])[self.order(pick)]
        total = Money(order.total_minor, order.currency)
        self.move(lambda: approve_payment(order.id, total, now=self.now))

    @has_orders
    @rule(pick=PICK)
    def call_the_order_off(self, pick: int) -> None:
        self.move(
            lambda: cancel_unpaid(order_id=self.order(pick), viewer=self.market.shopper.id, now=self.now)
        )

    @has_orders
    @rule(pick=PICK)
    def call_a_part_off(self, pick: int) -> None:
        self.move(lambda: call_off(self.market, self.part(pick), now=self.now))

    @has_orders
    @rule(pick=PICK)
    def print_a_label(self, pick: int) -> None:
        number = self.move(lambda: label(self.part(pick), now=self.now))
        if number:
            self.numbers.append(number)

    @has_orders
    @rule(pick=PICK)
    def hand_over(self, pick: int) -> None:
        part = self.part(pick)
        self.move(lambda: hand_over(seller_order_ids=[part.id], seller_id=part.seller_id, now=self.now))

    @precondition(lambda self: self.numbers)
    @rule(pick=PICK, state=st.sampled_from(sorted(ParcelState)), late=st.integers(0, 3))
    def scan(self, pick: int, state: ParcelState, late: int) -> None:
        number = self.numbers[pick % len(self.numbers)]
        at = self.now - timedelta(hours=late)
        self.move(lambda: tell(scan(number, state, at), now=self.now))

    @has_orders
    @rule(pick=PICK)
    def confirm(self, pick: int) -> None:
        self.move(
            lambda: confirm_receipt(
                seller_order_id=self.part(pick).id, viewer=self.market.shopper.id, now=self.now
            )
        )

    @rule(hours=st.sampled_from([1, 30, 24 * 8]))
    def let_time_pass(self, hours: int) -> None:
        self.now += timedelta(hours=hours)
        self.move(lambda: lapse_unpaid_orders(now=self.now))
        self.move(lambda: release_inspected(now=self.now))

    @rule()
    def pay_sellers(self) -> None:
        self.move(lambda: run_payouts(by=None, now=self.now))

    @rule(pick=PICK, kind=st.sampled_from(sorted(PayoutKind)))
    def hear_of_a_payout(self, pick: int, kind: PayoutKind) -> None:
        cards = [card for seller in self.market.sellers.values() for card in payouts_of(seller_id=seller.id)]
        if cards:
            self.move(lambda: settle_payout(cards[pick % len(cards)], kind=kind, now=self.now))

    @has_orders
    @rule(pick=PICK, kind=st.sampled_from(sorted(RefundKind)))
    def hear_of_a_refund(self, pick: int, kind: RefundKind) -> None:
        cards = refunds_of(self.placed)
        if cards:
            self.move(lambda: settle_refund(cards[pick % len(cards)], kind=kind, now=self.now))

    @rule(country=st.sampled_from(COUNTRIES), on_hand=st.integers(0, 6))
    def count(self, country: str, on_hand: int) -> None:
        seller, offer = self.market.sellers[country], self.market.offers[country]
        self.move(lambda: count_offer(seller_id=seller.id, offer_id=offer, on_hand=on_hand, now=self.now))

    @invariant()
    def the_books_add_up(self) -> None:
        if getattr(self, "changed", False):
            assert verify_books(now=self.now) == ()
            self.changed = False


@pytest.mark.django_db
def test_the_books_add_up_after_any_moves() -> None:
    Fair.market = open_market(countries=COUNTRIES, stock=6)
    run_state_machine_as_test(
        Fair,
        settings=settings(
            max_examples=15,
            stateful_step_count=25,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
