"""The table of entries in the documentation is what the rules do; whatever goes back and comes again, books balance."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.market import NOW
from yarmarka.domain.ledger import rules as ledger
from yarmarka.domain.ledger.rules import EVENTS, Disputed, check_balance, settle, table_of_events
from yarmarka.domain.ledger.types import AccountKind, Held, NewPosting, PayoutTerms, Resettled
from yarmarka.domain.orders.rules import proportion
from yarmarka.kernel.ids import new_id
from yarmarka.vocabulary.money import Money

PAGE = Path(__file__).parents[2] / "docs" / "algorithms" / "ledger.md"
_TABLE = re.compile(r"(?<=<!-- events: made by table_of_events\(\) -->\n).*?(?=<!-- /events -->)", re.DOTALL)
PART, SELLER, KEY = new_id(NOW), new_id(NOW), new_id(NOW)
#: what a shopper paid for goods and delivery, and the terms of the day
SOLD = st.builds(
    lambda goods, delivery, commission, tax, duty, import_tax: Held(
        goods,
        delivery,
        goods * commission // 10_000,
        goods * commission // 10_000 * tax // 10_000,
        duty,
        import_tax,
    ),
    st.integers(1, 10**9),
    st.integers(0, 10**7),
    st.integers(0, 5_000),
    st.integers(0, 3_000),
    st.integers(0, 10**7),
    st.integers(0, 10**7),
)
TERMS = st.builds(
    lambda abroad, rate, spread: PayoutTerms(
        "RUB", "CNY" if abroad else "RUB", Decimal(rate).scaleb(-10) if abroad else Decimal(1), spread
    ),
    st.booleans(),
    st.integers(10**6, 10**13),
    st.integers(0, 500),
)
#: what is left of goods and delivery after each step, in thousandths
STEPS = st.lists(st.tuples(st.integers(0, 1_000), st.integers(0, 1_000)), max_size=6)


def left_of(sold: Held, goods: int, delivery: int) -> Held:
    """Return what is left when so many thousandths are: commission and tax follow in proportion."""
    back = sold.goods_minor - sold.goods_minor * goods // 1_000
    return Held(
        sold.goods_minor - back,
        sold.delivery_minor * delivery // 1_000,
        sold.commission_minor - proportion(sold.commission_minor, back, of=sold.goods_minor),
        sold.tax_minor - proportion(sold.tax_minor, back, of=sold.goods_minor),
        sold.duty_minor * delivery // 1_000,
        sold.import_tax_minor * goods // 1_000,
    )


def standing(postings: Iterable[NewPosting]) -> Counter[tuple[AccountKind, str]]:
    """Return what stands on each account when these are booked; what stands at nothing is left out."""
    sums: Counter[tuple[AccountKind, str]] = Counter()
    for posting in postings:
        check_balance(posting)
        for entry in posting.entries:
            sums[entry.kind, entry.currency] += entry.amount_minor
    return Counter({account: minor for account, minor in sums.items() if minor})


def life(sold: Held, terms: PayoutTerms, steps: Iterable[tuple[int, int]]) -> Iterator[NewPosting]:
    """Yield a seller order's postings: sold, settled, then less and more of it by refunds and chargebacks."""
    yield ledger.sale(attempt_id=KEY, provider="sandbox", shares={PART: sold}, currency="RUB")
    yield ledger.release(seller_order_id=PART, seller_id=SELLER, held=sold, terms=terms, duty_to="RU")
    before = sold
    for goods, delivery in [*steps, (0, 0)]:
        after = left_of(sold, goods, delivery)
        yield changed(Resettled(PART, SELLER, before, after, terms, "RU"))
        before = after


def changed(change: Resettled) -> NewPosting:
    """Return a refund when less is left, and a chargeback that was won when more is."""
    less = change.before.total_minor - change.after.total_minor
    if less >= 0:
        return ledger.claw_back(refund_id=new_id(NOW), change=change)
    disputed = Disputed(held={}, settled=[change])
    return ledger.chargeback_won(
        chargeback_id=new_id(NOW), provider="sandbox", amount=Money(-less, "RUB"), disputed=disputed
    )


def test_the_documentation_shows_the_entries_that_the_rules_make() -> None:
    (shown,) = _TABLE.findall(PAGE.read_text(encoding="utf-8"))
    assert shown == f"{table_of_events()}\n"


@given(SOLD, TERMS, STEPS)
def test_whatever_goes_back_and_comes_again_in_the_end_only_the_shoppers_money_has_moved(
    sold: Held, terms: PayoutTerms, steps: list[tuple[int, int]]
) -> None:
    left = standing(life(sold, terms, steps))
    # Nobody has kept a kopeck: what came in is owed back, or went back to the provider.
    assert set(left) <= {(AccountKind.PROVIDER_CLEARING, "RUB"), (AccountKind.REFUND_PAYABLE, "RUB")}
    assert sum(left.values()) == 0


@given(SOLD, TERMS, STEPS)
def test_at_every_step_everybody_has_what_the_rest_comes_to(
    sold: Held, terms: PayoutTerms, steps: list[tuple[int, int]]
) -> None:
    for count in range(len(steps) + 1):
        *done, _all_back = life(sold, terms, steps[:count])
        rest = left_of(sold, *steps[count - 1]) if count else sold
        now, left = settle(rest, terms), standing(done)
        assert -left[AccountKind.COMMISSION, "RUB"] == rest.commission_minor
        assert -left[AccountKind.COMMISSION_TAX, "RUB"] == rest.tax_minor
        assert -left[AccountKind.SELLER_BALANCE, terms.payout_currency] == now.payout_minor
        # What was collected at import is the authority's to the kopeck, whatever the seller is paid.
        assert -left[AccountKind.DUTY_PAYABLE, "RUB"] == rest.duty_minor
        assert -left[AccountKind.IMPORT_TAX_PAYABLE, "RUB"] == rest.import_tax_minor


@given(SOLD, TERMS, st.integers(0, 1_000), st.integers(0, 1_000))
def test_the_fund_and_the_seller_together_bear_what_the_seller_alone_would(
    sold: Held, terms: PayoutTerms, left: int, covered: int
) -> None:
    change = Resettled(PART, SELLER, sold, left_of(sold, left, left), terms)
    charged = settle(change.before, terms).payout_minor - settle(change.after, terms).payout_minor
    part = max(0, charged) * covered // 1_000
    alone = standing([ledger.claw_back(refund_id=KEY, change=change)])
    shared = standing([ledger.claw_back(refund_id=KEY, change=change, covered_minor=part)])
    balance = (AccountKind.SELLER_BALANCE, terms.payout_currency)
    assert alone[balance] - shared[balance] == part
    for kind in (AccountKind.COMMISSION, AccountKind.COMMISSION_TAX, AccountKind.REFUND_PAYABLE):
        assert alone[kind, "RUB"] == shared[kind, "RUB"]
    assert 0 <= shared[AccountKind.GUARANTEE_FUND, "RUB"] <= sold.total_minor


def every_event() -> list[NewPosting]:
    """Return postings of every kind, the spread, the exchange and the fund in use."""
    sold = Held(100_003, 20_000, 9_001, 1_980, 5_000, 21_000)
    rest = Held(50_000, 0, 4_500, 990, 2_500, 10_500)
    terms, amount = PayoutTerms("RUB", "GBP", Decimal("0.0084459459"), 150), Money(5_000, "RUB")
    back, again = (
        Resettled(PART, SELLER, sold, rest, terms, "RU"),
        Resettled(PART, SELLER, rest, sold, terms, "RU"),
    )
    other = new_id(NOW)

    def dispute(change: Resettled, held: Held) -> Disputed:
        return Disputed(held={other: held}, settled=[change])

    def named(maker: str, **facts: object) -> NewPosting:
        return getattr(ledger, maker)(**facts)  # type: ignore[no-any-return]  # each of them makes one

    gone, won = dispute(back, Held(100, 50, 0, 0, 7, 9)), dispute(again, -Held(100, 50, 0, 0, 7, 9))
    provider: dict[str, str] = {"provider": "sandbox"}
    return [
        named("sale", attempt_id=KEY, shares={PART: sold}, currency="RUB", **provider),
        named("release", seller_order_id=PART, seller_id=SELLER, held=sold, terms=terms, duty_to="RU"),
        named("set_aside", seller_order_id=PART, amount=amount),
        named("refund_decided", refund_id=KEY, seller_order_id=PART, back=sold, currency="RUB"),
        named("claw_back", refund_id=KEY, change=back, covered_minor=100),
        named("goodwill", refund_id=KEY, seller_order_id=PART, amount=amount),
        named("chargeback", chargeback_id=KEY, amount=Money(10**6, "RUB"), disputed=gone, **provider),
        named("chargeback_won", chargeback_id=KEY, amount=Money(10**6, "RUB"), disputed=won, **provider),
        named("chargeback_fee", chargeback_id=KEY, fee=amount, **provider),
        named(
            "duties_paid",
            payment_id=KEY,
            duty_to="RU",
            duty=amount,
            import_tax=amount,
            bank_account="40702",
            reference="1",
        ),
        named("commission_shared", month=date(2026, 11, 1), currency="RUB", shares={"north": 10}),
    ]


def test_no_event_touches_an_account_or_a_side_that_its_row_of_the_table_does_not_tell() -> None:
    for posting in every_event():
        row = EVENTS[posting.kind]
        moved = standing([posting])
        debited = {kind for (kind, _), minor in moved.items() if minor > 0}
        credited = {kind for (kind, _), minor in moved.items() if minor < 0}
        # Rounding leaves over or takes: it stands in the table on one side, and says so.
        either = {AccountKind.ROUNDING}
        assert debited - either == set(row.debit) - either, posting.kind
        assert credited - either == set(row.credit) - either, posting.kind
        assert (debited | credited) & either == (set(row.debit) | set(row.credit)) & either, posting.kind


def test_every_account_is_used_by_an_event() -> None:
    used = {kind for row in EVENTS.values() for kind in (*row.debit, *row.credit)}
    assert used == set(AccountKind)


def test_a_refund_is_booked_once_whoever_bears_it_and_all_else_has_keys_of_its_own() -> None:
    keys = Counter(posting.correlation_key for posting in every_event())
    assert {key: count for key, count in keys.items() if count > 1} == {f"refund:{KEY}": 3}
