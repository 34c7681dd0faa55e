"""Which of several sellers' offers stands first."""

from datetime import date, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from yarmarka.domain.catalogue.rules.featured import featured_offer
from yarmarka.domain.catalogue.types import Contender, Reliability

DAY = date(2026, 12, 1)


def contender(
    number: int,
    whole: int | None = 100_00,
    *,
    goods: int = 90_00,
    later: int = 0,
    reliability: Reliability = Reliability.GOOD,
) -> Contender:
    by_on = None if whole is None else DAY + timedelta(days=later)
    return Contender(UUID(int=number), goods, whole, by_on, reliability)


def first(*contenders: Contender) -> int:
    found = featured_offer(contenders)
    assert found
    return found.chosen.offer_id.int


def test_the_whole_price_decides_not_that_of_the_goods() -> None:
    assert first(contender(1, 120_00, goods=50_00), contender(2, 110_00, goods=100_00)) == 2


def test_ten_days_are_worth_a_twentieth_of_the_price_and_no_more_than_thirty_count() -> None:
    assert first(contender(1, 100_00, later=10), contender(2, 104_99)) == 2
    assert first(contender(1, 100_00, later=10), contender(2, 105_01)) == 1
    assert first(contender(1, 100_00, later=300), contender(2, 115_01)) == 1


def test_a_seller_whose_orders_go_badly_must_be_much_cheaper() -> None:
    bad = contender(1, 100_00, reliability=Reliability.SERIOUS)
    assert first(bad, contender(2, 114_99)) == 2
    assert first(bad, contender(2, 115_01)) == 1
    assert first(contender(1, 100_00, reliability=Reliability.TOO_FEW), contender(2, 103_00)) == 1


def test_what_cannot_be_brought_stands_behind_all_that_can() -> None:
    assert first(contender(1, None, goods=1), contender(2, 900_00)) == 2
    assert first(contender(1, None, goods=20), contender(2, None, goods=10)) == 2
    assert featured_offer([]) is None


def test_what_it_is_compared_with_is_told() -> None:
    found = featured_offer(
        [contender(1, 100_00, later=20), contender(2, 105_00, later=2), contender(3, 300_00)]
    )
    assert found
    assert found.chosen.offer_id.int == 2
    assert (found.dearer_minor, found.later_days, found.sooner_days, found.among) == (5_00, 2, 18, 3)


@given(
    st.lists(
        st.builds(
            contender,
            st.integers(1, 50),
            st.none() | st.integers(1, 10**9),
            later=st.integers(0, 60),
            reliability=st.sampled_from(Reliability),
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda one: one.offer_id,
    )
)
def test_the_order_in_which_they_come_changes_nothing(contenders: list[Contender]) -> None:
    assert featured_offer(contenders) == featured_offer(contenders[::-1])
