"""Approvals that had tables of their own became proposals: nothing that waited, and nothing decided, is lost."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.flows.denied import open_case
from tests.market import NOW, open_market, person
from yarmarka.domain.catalogue.actions import write_brand
from yarmarka.domain.catalogue.queries import authorisations, official_stores
from yarmarka.domain.governance.errors import OwnProposal
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.screening.queries import screening_case
from yarmarka.domain.screening.types import Verdict
from yarmarka.flows.authorise_stores import STORE, decide_store
from yarmarka.flows.close_cases import agree, propose_verdict
from yarmarka.flows.reconcile import BOOKING, decide_proposal
from yarmarka.kernel.ids import new_id

# Tables go back and forth once more: half a minute for what happens once.
pytestmark = [pytest.mark.django_db, pytest.mark.long]


def migrate(app: str, name: str | None = None) -> None:
    """Bring an app's tables to where a migration leaves them, or to the newest."""
    with connection.cursor() as cursor:
        # A table is not altered while anything of it is still to be checked.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
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


def test_documents_of_stores_that_waited_still_wait_and_those_in_force_hold() -> None:
    market = open_market(countries=("CN", "RU"))
    second = person("second@example.test", is_staff=True)
    brand = write_brand(name="Lugu", colour="#123A8C", texts={}, now=NOW)
    waiting, holding, declined = new_id(NOW), new_id(NOW), new_id(NOW)
    decided = ("approved", NOW, second.id, ""), ("declined", NOW, second.id, "No stamp.")
    migrate("catalogue", "0012_categories_in_googles_taxonomy")
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO catalogue_brandauthorisation (id, brand_id, seller_id, document, valid, proposed_at,"
            " proposed_by_id, status, decided_at, decided_by_id, reason)"
            " VALUES (%s, %s, %s, 'Letter 17', daterange('2026-11-01', '2027-11-01'), now(), %s, %s, %s, %s, %s)",
            [
                (key, brand, market.sellers[country].id, market.staff.id, *state)
                for key, country, state in (
                    (waiting, "CN", ("proposed", None, None, "")),
                    (holding, "RU", decided[0]),
                    (declined, "CN", decided[1]),
                )
            ],
        )
    migrate("catalogue")
    cards = {card.id: card for card in proposals(STORE)}
    assert {key: card.is_approved for key, card in cards.items()} == {
        waiting: None,
        holding: True,
        declined: False,
    }
    assert cards[declined].words == "No stamp."
    assert [store.seller_id for store in official_stores(on=NOW.date())] == [market.sellers["RU"].id]
    decide_store(waiting, approve=True, by=second.id, now=NOW)
    assert set(authorisations([waiting, holding, declined])) == {waiting, holding}
    assert authorisations([waiting])[waiting].valid_to == date(2027, 10, 31)


def test_verdicts_that_waited_still_wait_for_somebody_else_there_and_back() -> None:
    market = open_market(countries=("RU",))
    second = person("second@example.test", is_staff=True)
    case = open_case(now=NOW)
    propose_verdict(case, verdict=Verdict.OTHER, reason="Another tax number.", by=market.staff.id, now=NOW)
    migrate("screening", "0002_every_look_is_kept")
    with connection.cursor() as cursor:
        cursor.execute("SELECT verdict, reason, proposed_by_id, decided_at FROM screening_case")
        assert cursor.fetchall() == [("other", "Another tax number.", market.staff.id, None)]
    migrate("screening")
    with pytest.raises(OwnProposal):
        agree(case, by=market.staff.id, now=NOW)
    agree(case, by=second.id, now=NOW)
    closed = screening_case(case)
    assert (closed.verdict, closed.reason, closed.decided_at) == ("other", "Another tax number.", NOW)
