"""A seller's statement is what the ledger says, to the kopeck, month after month, in every currency."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import Error, transaction

from tests.flows.steps import buy, charge_back, complete, give_back, paid_with, part_of, settle_payout
from tests.market import Market, open_market
from yarmarka.connectors.payments.port import PayoutKind
from yarmarka.domain.ledger.models import Account, Entry, SellerStatement
from yarmarka.domain.sellers.models import Seller
from yarmarka.domain.sellers.queries import seller_by_slug
from yarmarka.flows.close_statements import close_statements
from yarmarka.flows.pay_sellers import run_payouts
from yarmarka.kernel.errors import Missing
from yarmarka.reads.seller_statements import month_bounds, seller_statement, statement_months
from yarmarka.reads.verify import verify_books
from yarmarka.vocabulary.money import Money

pytestmark = pytest.mark.django_db
SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)
GIVEN_BACK = 20_000
START = datetime(2026, 9, 2, 12, 0, tzinfo=UTC)
LAST_MOMENT = datetime(2026, 9, 30, 23, 59, 59, 999_999, tzinfo=UTC)
FIRST_MOMENT = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture
def market() -> Market:
    """A market that has traded from September to November: sales, payouts, one that failed, money taken back."""
    made = open_market(countries=("CN", "RU"), stock=100, now=START)
    first = {}
    for at in (START, LAST_MOMENT, FIRST_MOMENT):
        for country in ("CN", "RU"):
            part = part_of(buy(made, country, quantity=3, now=at))
            complete(made, part, at=at)
            first.setdefault(country, part)
    for card in run_payouts(by=None, now=FIRST_MOMENT + timedelta(days=5)):
        settle_payout(card, now=FIRST_MOMENT + timedelta(days=5, hours=1))
    for part in first.values():
        give_back(made, part, GIVEN_BACK, now=FIRST_MOMENT + timedelta(days=9))
    complete(made, part_of(buy(made, "CN", now=at)), at=FIRST_MOMENT + timedelta(days=33))
    (failed,) = run_payouts(by=None, now=FIRST_MOMENT + timedelta(days=34))
    settle_payout(failed, kind=PayoutKind.FAILED, now=FIRST_MOMENT + timedelta(days=35))
    return made


def in_ledger(market: Market, country: str, *, before: datetime) -> int:
    """Return what the ledger itself owed a seller just before an instant, entry by entry."""
    account = Account.objects.get(kind="seller_balance", owner_id=market.sellers[country].id)
    entries = Entry.objects.filter(account=account, at__lt=before)
    return -sum(entries.values_list("amount_minor", flat=True))


@pytest.mark.parametrize(("country", "currency"), [("CN", "CNY"), ("RU", "RUB")])
def test_every_month_closes_as_the_ledger_does_and_the_next_begins_there(
    market: Market, country: str, currency: str
) -> None:
    months = statement_months(seller_id=market.sellers[country].id, limit=10)[::-1]
    assert [row.month for row in months] == [SEPTEMBER, OCTOBER, *([NOVEMBER] if country == "CN" else [])]
    before = 0
    for row in months:
        statement = seller_statement(seller_id=market.sellers[country].id, month=row.month, currency=currency)
        since, until = month_bounds(row.month)
        assert statement.head == row
        assert row.opening_minor == before == in_ledger(market, country, before=since)
        assert row.closing_minor == in_ledger(market, country, before=until)
        assert row.opening_minor + sum(line.amount_minor for line in statement.lines) == row.closing_minor
        assert all(since <= line.at < until for line in statement.lines)
        assert len(statement.lines) == row.entries
        before = row.closing_minor


def test_an_entry_tells_what_made_it_up(market: Market) -> None:
    statement = seller_statement(seller_id=market.sellers["RU"].id, month=SEPTEMBER, currency="RUB")
    assert [line.at for line in statement.lines] == [START, LAST_MOMENT], "midnight belongs to the next month"
    for line in statement.lines:
        assert line.kind == "release"
        assert line.goods_minor == 3 * 12_345
        assert line.delivery_minor > 0 > line.commission_minor
        assert line.net_minor == line.amount_minor, "in one currency the parts are the amount"


def test_across_currencies_the_parts_are_in_the_orders_and_the_amount_in_the_sellers(market: Market) -> None:
    statement = seller_statement(seller_id=market.sellers["CN"].id, month=SEPTEMBER, currency="CNY")
    for line in statement.lines:
        assert line.order_currency == "RUB"
        converted = line.net_minor / 12.5
        assert abs(line.amount_minor - converted) < 1


def test_money_given_back_after_the_release_stands_in_its_own_month(market: Market) -> None:
    for country, currency in (("RU", "RUB"), ("CN", "CNY")):
        statement = seller_statement(seller_id=market.sellers[country].id, month=OCTOBER, currency=currency)
        (taken,) = [line for line in statement.lines if line.kind == "claw_back"]
        assert taken.given_back_minor == -GIVEN_BACK
        assert taken.amount_minor < 0 < taken.commission_minor, "the commission on it goes back too"
        assert statement.head.closing_minor < 0, "carried over as what the seller owes"
        if country == "RU":
            assert taken.net_minor == taken.amount_minor


def test_money_that_a_bank_took_back_is_told_with_what_made_it_up(market: Market) -> None:
    at = FIRST_MOMENT + timedelta(days=40)
    order = buy(market, "RU", now=at)
    complete(market, part_of(order), at=at)
    charge_back(paid_with(order), Money(part_of(order).total_minor, "RUB"), now=at + timedelta(hours=1))
    statement = seller_statement(seller_id=market.sellers["RU"].id, month=NOVEMBER, currency="RUB")
    settled, taken = statement.lines
    assert taken.kind == "chargeback"
    assert taken.given_back_minor == -(settled.goods_minor + settled.delivery_minor)
    assert taken.net_minor == taken.amount_minor == -settled.amount_minor


def test_months_are_written_down_once_they_are_over_and_stay(market: Market) -> None:
    assert close_statements(now=FIRST_MOMENT + timedelta(minutes=30)) == 0, "somebody may still be booking"
    assert close_statements(now=FIRST_MOMENT + timedelta(hours=2)) == 2
    assert close_statements(now=FIRST_MOMENT + timedelta(days=40)) == 2
    assert close_statements(now=FIRST_MOMENT + timedelta(days=40)) == 0
    assert verify_books(now=FIRST_MOMENT) == ()
    newest, *older = statement_months(seller_id=market.sellers["CN"].id, limit=10)
    assert newest.closed_at is None
    assert all(row.closed_at for row in older)
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        SellerStatement.objects.update(closing_minor=0)


def test_a_month_without_entries_has_no_statement(market: Market) -> None:
    for month, currency in ((date(2026, 8, 1), "RUB"), (OCTOBER, "EUR"), (OCTOBER, "CNY")):
        with pytest.raises(Missing):
            seller_statement(seller_id=market.sellers["RU"].id, month=month, currency=currency)


def test_the_months_of_a_december_end_with_the_year() -> None:
    assert month_bounds(date(2026, 12, 1))[1] == datetime(2027, 1, 1, tzinfo=UTC)


def test_a_seller_that_changed_its_currency_has_a_statement_in_each(market: Market) -> None:
    slug = market.sellers["RU"].slug
    Seller.objects.filter(slug=slug).update(payout_currency="CNY")
    market.sellers["RU"] = seller_by_slug(slug)
    at = FIRST_MOMENT + timedelta(days=60)
    complete(market, part_of(buy(market, "RU", now=at)), at=at)
    months = statement_months(seller_id=market.sellers["RU"].id, limit=10)
    assert [(row.month.month, row.currency) for row in months] == [(11, "CNY"), (10, "RUB"), (9, "RUB")]
    assert months[0].opening_minor == 0
