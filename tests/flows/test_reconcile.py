"""What a provider counts is held against what we do; what differs is named, and booked when two people agree."""

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.db import Error, transaction

from tests.connectors.test_registry import HEAD
from tests.flows.at_once import at_once, only
from tests.flows.steps import buy, call_off, complete, part_of, settle_payout, settle_refund
from tests.market import NOW, Market, open_market, person
from yarmarka.connectors.errors import BadPayload
from yarmarka.domain.governance.errors import OwnProposal, ProposalDecided
from yarmarka.domain.governance.models import Proposal, Voice
from yarmarka.domain.ledger.models import Entry
from yarmarka.domain.payments.queries import attempts_of
from yarmarka.domain.reconciliation.errors import NothingToPropose, PeriodInvalid
from yarmarka.domain.reconciliation.models import Difference, RefusedRow, Registry, RegistryRow
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.flows.reconcile import (
    TakenRegistry,
    decide_proposal,
    propose_difference,
    propose_fees,
    take_registry,
)
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.reads.verify import verify_books

MIDNIGHT = NOW.replace(hour=0)
DAY = timedelta(days=1)


class Fair:
    """A market that has traded for a day, and what its bank counted of it, row by row."""

    def __init__(self) -> None:
        self.market: Market = open_market(countries=("CN", "RU"), stock=50)
        self.second = person("second@example.test", is_staff=True)
        orders = [buy(self.market, "RU"), buy(self.market, "CN"), buy(self.market, "RU")]
        refund = call_off(self.market, part_of(orders[2]))
        settle_refund(refund)
        complete(self.market, part_of(orders[0]))
        (payout,) = run_payouts(by=None, now=NOW)
        settle_payout(payout)
        self.attempts = [attempts_of([order])[0] for order in orders]
        self.rows = [
            row("payment", f"ref-{each.id}", each.amount_minor, own=each.id) for each in self.attempts
        ]
        self.rows += [
            row("refund", f"re-{refund.id}", refund.amount_minor, own=refund.id),
            row("payout", f"po-{payout.id}", payout.amount_minor, own=payout.id),
        ]

    def take(
        self, rows: Sequence[str], *, since: Any = MIDNIGHT, until: Any = MIDNIGHT + DAY
    ) -> TakenRegistry:
        return take_registry(
            BytesIO("\n".join([HEAD, *rows]).encode()),
            provider="sandbox",
            since=since,
            until=until,
            by=self.market.staff.id,
            now=NOW + DAY,
        )

    def propose(self, difference: Difference) -> UUID:
        return propose_difference(
            difference_id=difference.id, reason="bank's letter", by=self.market.staff.id, now=NOW
        )

    def decide(self, proposal_id: UUID, *, approve: bool = True) -> None:
        decide_proposal(proposal_id=proposal_id, approve=approve, by=self.second.id, now=NOW + DAY)


def row(
    kind: str, ref: str, minor: int, *, own: UUID | str = "", currency: str = "RUB", at: Any = NOW
) -> str:
    return f"{kind},{ref},{own},,{minor / 100:.2f},{currency},{at.isoformat()}"


@pytest.fixture
def fair(db: None) -> Fair:
    return Fair()


def found() -> list[tuple[str, str, int, int]]:
    """Return the open differences: how, over what, ours, theirs."""
    open_ones = Difference.objects.filter(explained_at=None).order_by("counted", "kind", "currency")
    return [(each.kind, each.counted, each.ours_minor, each.theirs_minor) for each in open_ones]


def on(kind: str) -> int:
    """Return what stands on all accounts of a kind in roubles: debits less credits."""
    entries = Entry.objects.filter(account__kind=kind, currency="RUB")
    return sum(entries.values_list("amount_minor", flat=True))


def test_a_provider_that_counts_as_we_do_differs_in_nothing(fair: Fair) -> None:
    taken = fair.take(fair.rows)
    assert (taken.is_new, taken.rows, taken.refused, taken.differences) == (True, 5, 0, 0)
    assert found() == []


def test_every_kind_of_difference_is_named(fair: Fair) -> None:
    paid = fair.attempts[0]
    changed = row("payment", f"ref-{paid.id}", paid.amount_minor - 100, own=paid.id)
    fair.take([changed, *fair.rows[1:4], row("payment", "stranger", 7_777)])
    payout = fair.rows[4].split(",")
    minor = round(float(payout[4]) * 100)
    assert found() == [
        ("amount_differs", "payment", paid.amount_minor, paid.amount_minor - 100),
        ("missing_here", "payment", 0, 7_777),
        ("missing_there", "payout", minor, 0),
    ]


def test_another_currency_is_two_differences(fair: Fair) -> None:
    paid = fair.attempts[0]
    fair.take([row("payment", f"ref-{paid.id}", paid.amount_minor, currency="USD"), *fair.rows[1:]])
    assert found() == [
        ("missing_here", "payment", 0, paid.amount_minor),
        ("missing_there", "payment", paid.amount_minor, 0),
    ]


def test_a_row_is_matched_by_our_own_id_where_the_reference_is_unknown(fair: Fair) -> None:
    paid = fair.attempts[0]
    fair.take([row("payment", "other-name", paid.amount_minor, own=paid.id), *fair.rows[1:]])
    assert found() == []


def test_the_same_registry_again_and_one_that_overlaps_keep_no_row_twice(fair: Fair) -> None:
    first = fair.take(fair.rows)
    again = fair.take(fair.rows)
    assert (again.registry_id, again.is_new) == (first.registry_id, False)
    fair.take(fair.rows[:2], until=MIDNIGHT + 2 * DAY)
    assert (Registry.objects.count(), RegistryRow.objects.count()) == (2, 5)


def test_a_bad_row_and_one_told_otherwise_are_named_and_change_nothing(fair: Fair) -> None:
    fair.take(fair.rows)
    paid = fair.attempts[0]
    changed = row("payment", f"ref-{paid.id}", 1, own=paid.id)
    taken = fair.take([*fair.rows[1:], changed, "payment,x,,,abc,RUB,2026-11-20T09:00:00Z", changed])
    assert (taken.rows, taken.refused, taken.differences) == (7, 3, 0)
    named = RefusedRow.objects.order_by("line").values_list("line", "reason")
    assert list(named) == [(6, "told_otherwise"), (7, "amount"), (8, "told_otherwise")]


def test_what_comes_a_day_later_explains_the_difference(fair: Fair) -> None:
    fair.take(fair.rows[1:])
    assert [kind for kind, *_ in found()] == ["missing_there"]
    fair.take(fair.rows[:1], since=MIDNIGHT + DAY, until=MIDNIGHT + 2 * DAY)
    assert found() == []
    assert Difference.objects.get().explained_at is not None


def test_days_without_a_registry_differ_in_nothing(fair: Fair) -> None:
    fair.take(
        [row("payment", "stranger", 5, at=NOW - 9 * DAY)], since=MIDNIGHT - 9 * DAY, until=MIDNIGHT - 8 * DAY
    )
    fair.take([], since=MIDNIGHT + 2 * DAY, until=MIDNIGHT + 3 * DAY)
    assert found() == [("missing_here", "payment", 0, 5)], "our own day was not counted by anybody yet"


def test_fees_are_booked_when_a_second_person_agrees_and_once(fair: Fair) -> None:
    clearing = on("provider_clearing")
    fees = [row("fee", f"fee-{n}", 250) for n in range(3)]
    fair.take([*fair.rows, *fees])
    proposed = propose_fees(provider="sandbox", currency="RUB", by=fair.market.staff.id, now=NOW)
    with pytest.raises(NothingToPropose):
        propose_fees(provider="sandbox", currency="RUB", by=fair.market.staff.id, now=NOW)
    with pytest.raises(OwnProposal):
        decide_proposal(proposal_id=proposed, approve=True, by=fair.market.staff.id, now=NOW)
    assert on("provider_fee") == 0
    fair.decide(proposed)
    assert (on("provider_fee"), on("provider_clearing")) == (750, clearing - 750)
    with pytest.raises(ProposalDecided):
        fair.decide(proposed)
    assert verify_books(now=NOW) == ()


def test_the_table_itself_takes_two_people_and_keeps_what_they_decided(fair: Fair) -> None:
    fair.take([*fair.rows, row("fee", "fee-1", 250)])
    proposed = propose_fees(provider="sandbox", currency="RUB", by=fair.market.staff.id, now=NOW)
    rows = Proposal.objects.filter(id=proposed)
    own = Voice(id=new_id(NOW), proposal_id=proposed, by=fair.market.staff, at=NOW, is_for=True)
    with pytest.raises(Error, match="nobody decides their own"), transaction.atomic():
        own.save(force_insert=True)
    with pytest.raises(Error), transaction.atomic():
        rows.update(facts={"effect_minor": -1})
    fair.decide(proposed)
    for deed in (partial(rows.update, is_approved=False), rows.delete):
        with pytest.raises(Error), transaction.atomic():
            deed()


@pytest.mark.parametrize(
    ("lost", "extra", "effect"),
    [
        (0, [], -1),  # a payment of ours that the provider does not know
        (3, [], 1),  # a refund of ours
        (4, [], 1),  # a payout of ours
        (None, [row("payment", "stranger", 7_777)], 1),
        (None, [row("refund", "stranger", 7_777)], -1),
    ],
)
def test_a_difference_stands_on_suspense_and_is_booked_back_when_it_is_explained(
    fair: Fair, lost: int | None, extra: list[str], effect: int
) -> None:
    clearing = on("provider_clearing")
    rows = [each for place, each in enumerate(fair.rows) if place != lost]
    fair.take([*rows, *extra])
    (difference,) = Difference.objects.all()
    moved = effect * abs(difference.theirs_minor - difference.ours_minor)
    fair.decide(fair.propose(difference))
    assert (on("provider_clearing"), on("suspense")) == (clearing + moved, -moved)
    assert verify_books(now=NOW) == ()
    if lost is not None:
        fair.take(fair.rows)
        fair.decide(fair.propose(Difference.objects.get()))
        assert (on("provider_clearing"), on("suspense")) == (clearing, 0)
        with pytest.raises(NothingToPropose):
            fair.propose(Difference.objects.get())
        assert verify_books(now=NOW) == ()


def test_what_is_turned_down_books_nothing_and_may_be_proposed_again(fair: Fair) -> None:
    fair.take([*fair.rows, row("fee", "fee-1", 250), row("payment", "stranger", 5)])
    fees = propose_fees(provider="sandbox", currency="RUB", by=fair.market.staff.id, now=NOW)
    other = fair.propose(Difference.objects.get())
    for proposed in (fees, other):
        fair.decide(proposed, approve=False)
    assert on("suspense") == on("provider_fee") == 0
    fair.decide(propose_fees(provider="sandbox", currency="RUB", by=fair.market.staff.id, now=NOW))
    fair.decide(fair.propose(Difference.objects.get()))
    assert (on("suspense"), on("provider_fee")) == (-5, 250)
    assert verify_books(now=NOW) == ()


def test_what_is_no_registry_or_no_time_is_refused(fair: Fair) -> None:
    with pytest.raises(PeriodInvalid):
        fair.take([], until=MIDNIGHT)
    take = partial(take_registry, since=MIDNIGHT, until=MIDNIGHT + DAY, by=None, now=NOW)
    with pytest.raises(BadPayload):
        take(BytesIO(b"\xff\xfe"), provider="sandbox")
    with pytest.raises(Missing):
        take(BytesIO(HEAD.encode()), provider="yookassa")
    assert not Registry.objects.exists()
    with pytest.raises(Missing):
        propose_difference(difference_id=new_id(NOW), reason="", by=fair.second.id, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_propose_or_approve_at_once_do_it_once() -> None:
    fair = Fair()
    rows = [*fair.rows[1:], row("fee", "fee-1", 250)]
    taken = at_once([partial(fair.take, rows)] * 3)
    assert not only(Exception, taken), taken
    assert RegistryRow.objects.count() == 5
    assert Difference.objects.count() == 1
    fees = partial(propose_fees, provider="sandbox", currency="RUB", by=fair.market.staff.id, now=NOW)
    proposed = at_once([fees] * 3)
    assert len(only(NothingToPropose, proposed)) == 2
    decided = at_once([partial(fair.decide, only(UUID, proposed)[0])] * 3)
    assert len(only(ProposalDecided, decided)) == 2
    assert on("provider_fee") == 250
    assert verify_books(now=NOW) == ()
