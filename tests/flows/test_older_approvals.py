"""Approvals that had tables of their own became proposals: nothing that waited, and nothing decided, is lost."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.market import NOW, person
from yarmarka.domain.governance.queries import proposals
from yarmarka.flows.reconcile import BOOKING, decide_proposal
from yarmarka.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def migrate(app: str, name: str | None = None) -> None:
    """Bring an app's tables to where a migration leaves them, or to the newest."""
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes(app)
    executor.migrate([(app, name)] if name else leaves)


def test_bookings_that_waited_still_wait_and_decided_ones_stay_decided(db: None) -> None:
    one = person("first@example.test", is_staff=True)
    second = person("second@example.test", is_staff=True)
    waiting, decided = new_id(NOW), new_id(NOW)
    migrate("reconciliation", "0002_decisions_stay")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO reconciliation_proposal (id, provider, kind, effect_minor, currency, reason, proposed_at,"
            " proposed_by_id, decided_at, decided_by_id, is_approved)"
            " VALUES (%s, 'sandbox', 'difference', -500, 'RUB', '', now(), %s, NULL, NULL, NULL),"
            " (%s, 'sandbox', 'fees', -250, 'RUB', 'monthly', now(), %s, now(), %s, true)",
            [waiting, one.id, decided, one.id, second.id],
        )
    migrate("reconciliation")
    first, last = proposals(BOOKING)
    assert (first.id, first.is_approved, first.asked.source) == (waiting, None, "sandbox")
    assert (last.id, last.is_approved, last.voices) == (decided, True, ((second.id, True),))
    assert last.asked.source == "monthly"
    decide_proposal(proposal_id=waiting, approve=False, by=second.id, now=NOW)
    assert {card.is_approved for card in proposals(BOOKING)} == {False, True}
