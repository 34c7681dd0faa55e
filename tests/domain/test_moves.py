"""Where a rule's table leads, the database lets a row go; where it does not, no statement takes it."""
# ruff: noqa: S608 -- every word of this SQL stands in this file

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import Error, connection, transaction

from tests.flows.cards import stop_card
from tests.flows.matching import proposed
from tests.flows.showing import show_document
from tests.flows.steps import Trade, part_of, trade
from tests.market import NOW
from tests.stories.killing import forget_jobs
from yarmarka.domain.documents.rules import DOCUMENT_NEXT
from yarmarka.domain.documents.types import DocumentStatus
from yarmarka.domain.inventory.rules import HOLD_NEXT
from yarmarka.domain.inventory.types import HoldStatus
from yarmarka.domain.ledger.rules import PAYOUT_NEXT
from yarmarka.domain.ledger.types import PayoutStatus
from yarmarka.domain.matching.rules.proposals import MATCH_NEXT
from yarmarka.domain.matching.types import MatchStatus
from yarmarka.domain.moderation.rules.cases import CASE_NEXT
from yarmarka.domain.moderation.types import CaseStatus
from yarmarka.domain.orders.rules import ORDER_NEXT, SELLER_ORDER_NEXT
from yarmarka.domain.orders.types import OrderStatus, SellerOrderStatus
from yarmarka.domain.payments.actions import begin_attempt, record_event
from yarmarka.domain.payments.queries import attempt
from yarmarka.domain.payments.rules import CHARGEBACK_NEXT, PAYMENT_NEXT, REFUND_NEXT
from yarmarka.domain.payments.types import ChargebackStatus, NewEvent, PaymentKind, RefundStatus
from yarmarka.domain.shipping.rules.recalls import RECALL_NEXT
from yarmarka.domain.shipping.types import RecallStatus, Settling
from yarmarka.flows.recall_parcels import recall_parts
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db
UNKNOWN = "elsewhere"


@dataclass(frozen=True)
class Machine:
    """A table of rows with a status: where it begins, and what else a status asks of its row."""

    table: str
    following: Mapping[Any, Collection[Any]]
    begins: StrEnum
    also: str = ""

    def way_to(self, status: str) -> list[str]:
        """Return steps that lead from the beginning to a status."""
        ways: dict[str, list[str]] = {self.begins: []}
        for _ in self.following:
            for now, after in self.following.items():
                for then in after:
                    if now in ways:
                        ways.setdefault(then, [*ways[now], then])
        return ways[status]

    def move(self, row: UUID, status: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {self.table} SET status = %(status)s{self.also} WHERE id = %(row)s",
                {"status": status, "row": row},
            )
            assert cursor.rowcount == 1


MACHINES = (
    Machine(
        "orders_order",
        ORDER_NEXT,
        OrderStatus.UNPAID,
        ", paid_at = CASE %(status)s WHEN 'paid' THEN now() END",
    ),
    Machine("orders_sellerorder", SELLER_ORDER_NEXT, SellerOrderStatus.UNPAID),
    Machine("inventory_hold", HOLD_NEXT, HoldStatus.HELD),
    Machine("payments_refund", REFUND_NEXT, RefundStatus.REQUESTED),
    Machine("payments_chargeback", CHARGEBACK_NEXT, ChargebackStatus.OPENED),
    Machine("ledger_payout", PAYOUT_NEXT, PayoutStatus.REQUESTED),
    Machine("moderation_case", CASE_NEXT, CaseStatus.WAITING, ", appeal = 'It may be sold.'"),
    Machine(
        "matching_proposal",
        MATCH_NEXT,
        MatchStatus.OPEN,
        ", decided_at = now(), kept_id = one_id, decided_by_id = (SELECT min(id::text)::uuid FROM accounts_person)",
    ),
    Machine(
        "shipping_recall",
        RECALL_NEXT,
        RecallStatus.WANTED,
        ", closed_at = CASE WHEN %(status)s IN ('back', 'missed') THEN now() END",
    ),
    Machine(
        "documents_document", DOCUMENT_NEXT, DocumentStatus.WAITING, ", decided_at = now(), fault = 'other'"
    ),
)


@pytest.fixture(scope="module")
def traded(django_db_setup: None, django_db_blocker: Any) -> Iterator[Trade]:
    """One market for all tests here; each of them undoes what it did to it."""
    with django_db_blocker.unblock():
        made = trade()
        seller = made.market.sellers["CN"].id
        recall_parts([part_of(made.sent).id], cause_id=seller, by=None, settling=Settling.WHEN_BACK, now=NOW)
        show_document(seller, by=made.market.owners["CN"].id, now=NOW)
        proposed(made.market)
        stop_card(made.market)
        connection.close()
    yield made
    with django_db_blocker.unblock():
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)
        forget_jobs()
        connection.close()


def a_row_of(machine: Machine) -> UUID:
    """Return a row that stands at the beginning."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {machine.table} WHERE status = %s LIMIT 1", [machine.begins])
        (found,) = cursor.fetchall()
        return UUID(str(found[0]))


@pytest.mark.parametrize("machine", MACHINES, ids=[machine.table for machine in MACHINES])
def test_rows_go_where_the_rules_lead_and_nowhere_else(traded: Trade, machine: Machine) -> None:
    row = a_row_of(machine)
    for now, after in machine.following.items():
        for then in [*machine.following, UNKNOWN]:
            with transaction.atomic():
                for step in machine.way_to(now):
                    machine.move(row, step)
                if then in after or then == now:
                    machine.move(row, then)
                else:
                    with (
                        pytest.raises(Error, match=f"{machine.table} {now} may not become {then}"),
                        transaction.atomic(),
                    ):
                        machine.move(row, then)
                transaction.set_rollback(True)


@pytest.mark.parametrize("machine", MACHINES, ids=[machine.table for machine in MACHINES])
def test_every_status_has_its_row_in_the_table_and_can_be_reached(machine: Machine) -> None:
    assert set(machine.following) == set(type(machine.begins))
    for status in machine.following:
        assert machine.way_to(status) or status == machine.begins


def said(kind: str, attempt_id: UUID, *, number: int) -> NewEvent:
    return NewEvent(
        provider="sandbox",
        event_id=f"evt-{attempt_id}-{number}",
        kind=kind,
        amount_minor=100,
        currency="RUB",
        sequence=number,
        occurred_at=NOW,
    )


@pytest.mark.parametrize("now", PaymentKind)
def test_a_payment_goes_where_the_rules_lead_and_stays_where_they_do_not(
    traded: Trade, now: PaymentKind
) -> None:
    assert set(PAYMENT_NEXT) == set(PaymentKind)
    for then in PaymentKind:
        attempt_id = begin_attempt(
            order_id=traded.unpaid, provider="sandbox", amount=Money(100, "RUB"), now=NOW
        )
        for number, kind in enumerate((now, then)):
            record_event(said(kind, attempt_id, number=number), attempt_id=attempt_id, now=NOW)
        assert attempt(attempt_id).state is (then if then in PAYMENT_NEXT[now] else now)


def test_a_word_that_nobody_knows_is_not_written_down(traded: Trade) -> None:
    attempt_id = begin_attempt(order_id=traded.unpaid, provider="sandbox", amount=Money(100, "RUB"), now=NOW)
    with pytest.raises(Error, match="payment_event_kind_known"), transaction.atomic():
        record_event(said(UNKNOWN, attempt_id, number=0), attempt_id=attempt_id, now=NOW)


@pytest.mark.parametrize(
    "change",
    ["amount_minor = amount_minor + 1", "currency = 'CNY'", "provider = 'stripe'", "order_id = %(other)s"],
)
def test_a_payment_attempt_stays_what_was_asked_for(traded: Trade, change: str) -> None:
    attempt_id = begin_attempt(order_id=traded.unpaid, provider="sandbox", amount=Money(100, "RUB"), now=NOW)
    facts = {"id": attempt_id, "other": traded.sent}
    with (
        pytest.raises(Error, match="stays what was asked for"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE payments_paymentattempt SET {change} WHERE id = %(id)s", facts)
