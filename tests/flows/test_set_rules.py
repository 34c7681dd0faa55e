"""Dated rules follow one another without a gap or an overlap; a month's commission is shared to the last kopeck."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.flows.steps import buy, complete, dated, give_back, part_of
from tests.market import NOW, Market, open_market
from yarmarka.domain.ledger.queries import balances
from yarmarka.domain.ledger.types import AccountKind
from yarmarka.domain.orders.models import OrderLine
from yarmarka.domain.pricing.actions import set_partner_share
from yarmarka.domain.pricing.errors import MonthNotOver, RuleInThePast, RulesOverlap, SharesExceedWhole
from yarmarka.domain.pricing.models import CommissionRule
from yarmarka.domain.pricing.queries import partner_shares, sale_terms, term_at
from yarmarka.domain.pricing.types import TermKind
from yarmarka.flows.set_rules import (
    dated as ruled,
)
from yarmarka.flows.set_rules import follow_commission, follow_partner, follow_tax, follow_term
from yarmarka.flows.share_commission import share_commission
from yarmarka.kernel.errors import Missing
from yarmarka.reads.verify import verify_books

pytestmark = pytest.mark.django_db
TOMORROW, DECEMBER = NOW + timedelta(days=1), datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def market() -> Market:
    return open_market()


def rule(basis_points: int, *, valid_from: datetime = TOMORROW) -> Any:
    return ruled(
        basis_points=basis_points,
        valid_from=valid_from,
        source="test",
        verified_on=date(2026, 11, 1),
        proposed_by=None,
        approved_by=None,
        now=NOW,
    )


def test_a_new_rule_ends_the_one_before_and_changes_no_sold_order(market: Market) -> None:
    sold = buy(market, "RU")
    follow_commission(rule(900))
    assert OrderLine.objects.get(order_id=sold).commission_minor == 988
    for at, points in ((TOMORROW - timedelta(seconds=1), 800), (TOMORROW, 900)):
        terms = sale_terms(now=at)
        assert [portion.basis_points for portion in terms.commissions.values()] == [points]
    assert OrderLine.objects.get(order_id=buy(market, "RU", now=TOMORROW)).commission_minor == 1_111
    with pytest.raises(RulesOverlap):
        follow_commission(rule(700))  # from the very same instant
    with pytest.raises(RulesOverlap):
        follow_commission(rule(700, valid_from=NOW))  # before one that is to come
    assert CommissionRule.objects.count() == 2


def test_rules_of_different_sales_do_not_end_one_another(market: Market) -> None:
    follow_commission(rule(500), seller=market.sellers["CN"].slug)
    follow_commission(rule(600), category="kettles", storefront="marketplace")
    follow_tax(rule(2_200), country="RU")
    follow_tax(rule(0))
    follow_term(TermKind.EXCHANGE_SPREAD, rule(150))
    follow_term(TermKind.GUARANTEE_FUND, rule(1_000))
    terms = sale_terms(now=TOMORROW)
    assert sorted(portion.basis_points for portion in terms.commissions.values()) == [500, 600, 800]
    assert {country: portion.basis_points for country, portion in terms.taxes.items()} == {
        "RU": 2_200,
        None: 0,
    }
    assert terms.spread is not None and terms.spread.basis_points == 150
    assert (fund := term_at(TermKind.GUARANTEE_FUND, now=TOMORROW)) and fund.basis_points == 1_000


def test_no_rule_begins_in_the_past_or_for_nobody(market: Market) -> None:
    with pytest.raises(RuleInThePast):
        rule(700, valid_from=NOW - timedelta(seconds=1))
    with pytest.raises(Missing):
        follow_commission(rule(700), seller="nobody")


def test_a_months_commission_is_shared_once_and_to_the_last_kopeck(market: Market) -> None:
    follow_partner(rule(3_333), partner="north", name="North")
    follow_partner(rule(3_333), partner="south", name="South")
    complete(market, part_of(buy(market, "CN")))
    part = part_of(buy(market, "RU"))
    complete(market, part)
    give_back(market, part, 12_300)
    with pytest.raises(MonthNotOver):
        share_commission(month=NOW.date(), now=NOW)

    shares = share_commission(month=NOW.date(), now=DECEMBER)

    # 123,45 ₽ of the one, 9,88 ₽ of the other and most of it given back; a third each
    whole = 12_345 + 988 - 984
    assert shares == {"RUB": {"north": 4_116, "south": 4_116}}
    assert share_commission(month=NOW.date(), now=DECEMBER) == shares
    held = {row.holder: row.owed_minor for row in balances(kind=AccountKind.PARTNER_SHARE)}
    assert held == shares["RUB"]
    (left,) = balances(kind=AccountKind.COMMISSION)
    assert left.owed_minor == whole - 2 * 4_116
    assert verify_books(now=NOW) == ()


def test_partners_follow_their_own_shares_only_and_never_have_more_than_the_whole(market: Market) -> None:
    for partner, points in (("north", 6_000), ("south", 5_000)):
        set_partner_share(partner=partner, name=partner, **dated(points))
    complete(market, part_of(buy(market, "CN")))
    with pytest.raises(SharesExceedWhole):
        share_commission(month=NOW.date(), now=DECEMBER)
    follow_partner(rule(4_000), partner="south", name="South")
    found = {partner: share.basis_points for partner, share in partner_shares(now=TOMORROW).items()}
    assert found == {"north": 6_000, "south": 4_000}
    assert share_commission(month=NOW.date(), now=DECEMBER) == {"RUB": {"north": 7_407, "south": 4_938}}
