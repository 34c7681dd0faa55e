"""Whatever is tried, by the house's own ways or by force: rows go only where the rules lead, and a refusal moves none.

Hypothesis makes the moves, the same ones in each run, and when one goes wrong tells the way there.
"""
# ruff: noqa: S608 -- every word of this SQL stands in this file

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import Error, connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from tests.flows.steps import Trade, charge_back, trade
from tests.flows.test_any_moves import Fair, NothingThere
from tests.market import Market
from tests.stories.killing import forget_jobs
from yarmarka.connectors.payments.port import ChargebackKind
from yarmarka.domain.inventory.rules import HOLD_NEXT
from yarmarka.domain.ledger.rules import PAYOUT_NEXT
from yarmarka.domain.orders.models import Order
from yarmarka.domain.orders.rules import ORDER_NEXT, SELLER_ORDER_NEXT
from yarmarka.domain.payments.queries import attempts_of
from yarmarka.domain.payments.rules import CHARGEBACK_NEXT, PAYMENT_NEXT, REFUND_NEXT
from yarmarka.domain.payments.types import PaymentKind
from yarmarka.kernel.errors import YarmarkaError
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db
GUARDED: dict[str, Any] = {
    "orders_order": ORDER_NEXT,
    "orders_sellerorder": SELLER_ORDER_NEXT,
    "inventory_hold": HOLD_NEXT,
    "payments_refund": REFUND_NEXT,
    "payments_chargeback": CHARGEBACK_NEXT,
    "ledger_payout": PAYOUT_NEXT,
}
UNKNOWN = "elsewhere"
NEXT: dict[str, Any] = GUARDED | {"payment attempt": PAYMENT_NEXT}
#: each table names first where a row begins
BEGINS = {table: str(next(iter(following))) for table, following in NEXT.items()}
#: keys are made anew in each run, so that Hypothesis may not draw from among rows
SEEDS = st.integers(0, 1 << 32)
Standing = dict[tuple[str, UUID], str]


class FairWithDisputes(Fair):
    """A fair where shoppers' banks take money back, too."""

    def __init__(self, market: Market, seed: int) -> None:
        super().__init__(market, seed)
        self.moves[self.hear_of_a_chargeback] = 2

    def hear_of_a_chargeback(self) -> None:
        cards = attempts_of([self.one_of(self.placed)])
        card = self.one_of([card for card in cards if card.state is PaymentKind.APPROVED])
        kind = self.one_of(ChargebackKind)
        charge_back(card.id, Money(card.amount_minor, card.currency), kind=kind, now=self.now)


@pytest.fixture(scope="module")
def traded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Trade]:
    """One market for all walks, in which everything has happened; each walk is undone."""
    with django_db_blocker.unblock():
        made = trade()
        connection.close()
    yield made
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        forget_jobs()
        connection.close()


def standing(fair: Fair) -> Standing:
    """Return where everything stands that has a life of its own."""
    parts = " UNION ALL ".join(f"SELECT '{table}', id, status::text FROM {table}" for table in GUARDED)
    with connection.cursor() as cursor:
        cursor.execute(parts)
        found = {(table, row): status for table, row, status in cursor.fetchall()}
    return found | {("payment attempt", card.id): card.state for card in attempts_of(fair.placed)}


def reached(table: str, was: str) -> set[str]:
    """Return where the rules lead from a status; one move of somebody's may be several steps of a row."""
    found: set[str] = set()
    waiting = [was]
    while waiting:
        after = set(NEXT[table][waiting.pop()]) - found
        found |= after
        waiting += after
    return found


@pytest.mark.slow
def test_rows_go_only_where_the_rules_lead(traded: Trade) -> None:
    taken: set[tuple[str, str, str]] = set()
    forced: set[str] = set()

    weights = {deed.__name__: often for deed, often in FairWithDisputes(traded.market, 0).moves.items()}
    deeds = st.sampled_from([name for name, often in weights.items() for _ in range(often)])

    class AnybodysMoves(RuleBasedStateMachine):
        """Moves of shoppers, sellers, banks and time, and of somebody with a hand in the tables."""

        def __init__(self) -> None:
            super().__init__()
            self.undo = ExitStack()
            self.undo.enter_context(transaction.atomic())
            self.fair = FairWithDisputes(traded.market, seed=0)
            self.fair.now += timedelta(days=31)  # the month that everything happened in is closed
            self.fair.placed += list(Order.objects.order_by("id").values_list("id", flat=True))
            self.before = standing(self.fair)

        @rule(deed=deeds, seed=SEEDS)
        def somebody_moves(self, deed: str, seed: int) -> None:
            self.fair.chance.seed(seed)
            refused = False
            try:
                with transaction.atomic():
                    getattr(self.fair, deed)()
            except (YarmarkaError, NothingThere):
                refused = True
            after = standing(self.fair)
            steps = {
                (table, was, then)
                for (table, row), then in after.items()
                if then != (was := self.before.get((table, row), BEGINS[table]))
            }
            assert not (refused and after != self.before), f"refused, and yet: {steps}"
            assert all(then in reached(table, was) for table, was, then in steps), steps
            taken.update(steps)
            self.before = after

        @rule(seed=SEEDS)
        def somebody_forces_a_row(self, seed: int) -> None:
            choice = Random(seed)
            rows = sorted(key for key in self.before if key[0] in GUARDED)
            table, row = choice.choice(rows)
            was = self.before[table, row]
            then = choice.choice(
                [s for s in [*GUARDED[table], UNKNOWN] if s not in {was, *GUARDED[table][was]}]
            )
            with (
                pytest.raises(Error, match="may not become"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(f"UPDATE {table} SET status = %s WHERE id = %s", [str(then), row])
            assert standing(self.fair) == self.before
            forced.add(table)

        def teardown(self) -> None:
            try:
                assert verify_books(now=self.fair.now) == ()
            finally:
                transaction.set_rollback(True)
                self.undo.close()

    run_state_machine_as_test(
        AnybodysMoves,
        settings=settings(
            max_examples=12,
            stateful_step_count=50,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],  # making a walk shorter takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
    # Or else these walks would prove less than they seem to.
    assert {table for table, _, _ in taken} == set(NEXT)
    assert forced >= {"orders_order", "orders_sellerorder", "inventory_hold"}
