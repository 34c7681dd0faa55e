"""Rules take two people, begin when they say, and everything that staff do is written down for good."""

from datetime import timedelta

import pytest
from django.db import Error, transaction

from tests.flows.steps import buy, call_pieces_off, complete, give_back, part_of
from tests.market import NOW, Market, open_market, person
from yarmarka.domain.audit.models import Deed
from yarmarka.domain.audit.types import DeedKind
from yarmarka.domain.governance.errors import OwnProposal, ProposalDecided, RuleWithoutSource
from yarmarka.domain.governance.models import Proposal, Voice
from yarmarka.domain.governance.queries import proposals
from yarmarka.domain.pricing.errors import RuleInThePast
from yarmarka.domain.pricing.models import CommissionRule, MarketplaceTerm
from yarmarka.domain.shipping.models import DeliveryService
from yarmarka.flows.change_payout_terms import hold_payouts
from yarmarka.flows.change_rules import RULE, RuleKind, RuleWish, decide_rule, propose_rule
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def market() -> Market:
    return open_market(countries=("RU",))


def deeds() -> list[str]:
    return sorted(Deed.objects.values_list("kind", flat=True))


def test_a_rule_holds_once_a_second_person_agrees_and_names_both(market: Market) -> None:
    second = person("second@example.test", is_staff=True)
    wish = RuleWish(RuleKind.SPREAD, 120, TOMORROW, "Board, 20 November")
    proposal = propose_rule(wish, by=market.staff.id, now=NOW)
    assert not MarketplaceTerm.objects.exists()
    with pytest.raises(OwnProposal):
        decide_rule(proposal_id=proposal, approve=True, by=market.staff.id, now=NOW)
    decide_rule(proposal_id=proposal, approve=True, by=second.id, now=NOW)
    (term,) = MarketplaceTerm.objects.all()
    assert (term.basis_points, term.valid.lower) == (120, TOMORROW)
    assert (term.proposed_by_id, term.approved_by_id) == (market.staff.id, second.id)
    with pytest.raises(ProposalDecided):
        decide_rule(proposal_id=proposal, approve=False, by=second.id, now=NOW)
    assert [card.is_approved for card in proposals(RULE)] == [True]
    assert deeds() == ["rule_approved", "rule_proposed", "seller_admitted"]


def test_a_rule_that_is_turned_down_changes_nothing(market: Market) -> None:
    second = person("second@example.test", is_staff=True)
    with pytest.raises(Missing):
        propose_rule(
            RuleWish(RuleKind.COMMISSION, 5, TOMORROW, "x", {"seller": "nobody"}),
            by=market.staff.id,
            now=NOW,
        )
    scope = {"seller": market.sellers["RU"].slug}
    proposal = propose_rule(
        RuleWish(RuleKind.COMMISSION, 500, TOMORROW, "x", scope), by=market.staff.id, now=NOW
    )
    before = CommissionRule.objects.count()
    decide_rule(proposal_id=proposal, approve=False, by=second.id, now=NOW)
    assert CommissionRule.objects.count() == before


def test_a_rule_says_what_it_rests_on_and_begins_later(market: Market) -> None:
    with pytest.raises(RuleWithoutSource):
        propose_rule(RuleWish(RuleKind.FUND, 5, TOMORROW, " "), by=market.staff.id, now=NOW)
    with pytest.raises(RuleInThePast):
        propose_rule(RuleWish(RuleKind.FUND, 5, NOW - timedelta(days=1), "x"), by=market.staff.id, now=NOW)


def test_the_time_to_look_goods_over_changes_for_what_is_ordered_later(market: Market) -> None:
    second = person("second@example.test", is_staff=True)
    old = DeliveryService.objects.get()
    wish = RuleWish(RuleKind.INSPECTION, 14, TOMORROW, "New terms", {"service": str(old.id)})
    proposal = propose_rule(wish, by=market.staff.id, now=NOW)
    decide_rule(proposal_id=proposal, approve=True, by=second.id, now=NOW)
    assert part_of(buy(market, "RU", now=NOW)).inspection_days == 7
    assert part_of(buy(market, "RU", now=TOMORROW)).inspection_days == 14


def test_the_tables_keep_proposals_and_deeds_as_they_were(market: Market) -> None:
    proposal = propose_rule(RuleWish(RuleKind.FUND, 5, TOMORROW, "x"), by=market.staff.id, now=NOW)
    with pytest.raises(Error, match="nobody decides their own"), transaction.atomic():
        Voice.objects.create(id=new_id(NOW), proposal_id=proposal, by=market.staff, at=NOW, is_for=True)
    with pytest.raises(Error, match="only ever decided"), transaction.atomic():
        Proposal.objects.update(facts={"figure": 6})
    for change in (Deed.objects.all().delete, lambda: Deed.objects.update(reason="")):
        with pytest.raises(Error, match="append-only"), transaction.atomic():
            change()


def test_what_staff_do_with_money_is_written_down_with_who_and_how_much(market: Market) -> None:
    to_ship, settled = part_of(buy(market, "RU", quantity=2)), part_of(buy(market, "RU"))
    call_pieces_off(market, to_ship)
    complete(market, settled)
    give_back(market, settled, 1_000, note="The lid was cracked")
    hold_payouts(seller_id=settled.seller_id, reason="Papers", by=market.staff.id, now=NOW)
    done = {deed.kind: deed for deed in Deed.objects.exclude(kind=DeedKind.SELLER_ADMITTED)}
    called_off, given = done[DeedKind.PIECES_CALLED_OFF], done[DeedKind.MONEY_GIVEN_BACK]
    held = done[DeedKind.PAYOUTS_HELD]
    assert called_off.after["pieces"] == 1
    assert (given.after["amount_minor"], given.reason) == (1_000, "The lid was cracked")
    assert (held.before, held.after) == ({"held_reason": ""}, {"held_reason": "Papers"})
    assert {deed.actor_id for deed in (called_off, given, held)} == {market.staff.id}
    assert not run_payouts(by=market.staff.id, now=NOW)
    assert len(deeds()) == 4  # nothing was run, so nothing was done
