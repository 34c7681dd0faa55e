"""No kopeck is lost or made: sharing out, converting and rounding."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from yarmarka.vocabulary.money import Money, allocate, convert_minor, minor_units, part_in_basis_points

AMOUNTS = st.integers(min_value=0, max_value=10**12)
WEIGHTS = st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=12).filter(sum)
RATES = st.decimals(min_value="0.0000000001", max_value=10_000, places=10)


@given(AMOUNTS, WEIGHTS)
def test_shares_sum_to_the_whole(total: int, weights: list[int]) -> None:
    shares = allocate(total, weights)
    assert sum(shares) == total
    assert len(shares) == len(weights)


@given(AMOUNTS, WEIGHTS)
def test_each_share_is_within_a_kopeck_of_its_exact_part(total: int, weights: list[int]) -> None:
    for share, weight in zip(allocate(total, weights), weights, strict=True):
        assert abs(share - Fraction(total * weight, sum(weights))) < 1


@given(AMOUNTS, WEIGHTS)
def test_who_weighs_nothing_gets_nothing_and_who_weighs_more_never_gets_less(
    total: int, weights: list[int]
) -> None:
    shares = sorted(zip(weights, allocate(total, weights), strict=True))
    assert all(share == 0 for weight, share in shares if weight == 0)
    for (lighter, less), (heavier, more) in pairwise(shares):
        assert less <= more or lighter == heavier


@given(AMOUNTS, WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_the_weights_decides_nothing_but_ties(total: int, weights: list[int], random) -> None:  # type: ignore[no-untyped-def]
    whole = sum(weights)
    assume(len({total * weight % whole for weight in weights}) == len(weights))
    places = list(range(len(weights)))
    random.shuffle(places)
    shuffled = allocate(total, [weights[place] for place in places])
    assert [shuffled[places.index(place)] for place in range(len(weights))] == list(allocate(total, weights))


def test_ties_go_to_the_earlier() -> None:
    assert allocate(100, [1, 1, 1]) == (34, 33, 33)
    assert allocate(2, [1, 1, 1]) == (1, 1, 0)


@pytest.mark.parametrize("weights", [[], [0, 0], [1, -1], [2, -1]])
def test_weights_that_share_nothing_out_are_refused(weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"weights|empty"):
        allocate(100, weights)


@given(AMOUNTS, RATES)
def test_conversion_is_the_nearest_and_halves_go_up(minor: int, rate: Decimal) -> None:
    exact = minor * Fraction(rate)
    converted = convert_minor(minor, rate)
    assert abs(converted - exact) <= Fraction(1, 2)
    if abs(converted - exact) == Fraction(1, 2):
        assert converted > exact
    assert convert_minor(-minor, rate) == -converted


@given(AMOUNTS, AMOUNTS, RATES)
def test_a_dearer_thing_never_becomes_cheaper_by_conversion(one: int, other: int, rate: Decimal) -> None:
    low, high = sorted((one, other))
    assert convert_minor(low, rate) <= convert_minor(high, rate)


@given(AMOUNTS)
def test_a_currency_against_itself_changes_nothing(minor: int) -> None:
    assert convert_minor(minor, Decimal(1)) == minor
    assert minor_units(Money(minor, "RUB").major) == minor


@given(AMOUNTS, st.integers(min_value=0, max_value=5_000))
def test_a_commission_is_the_nearest_kopeck_and_never_more_than_the_price(minor: int, points: int) -> None:
    commission = part_in_basis_points(minor, points)
    assert abs(commission - Fraction(minor * points, 10_000)) <= Fraction(1, 2)
    assert 0 <= commission <= minor


def test_halves_are_rounded_away_from_zero() -> None:
    assert [minor_units(Decimal(text)) for text in ("0.005", "0.015", "-0.005", "1.004999")] == [
        1,
        2,
        -1,
        100,
    ]
    assert convert_minor(1, Decimal("0.5")) == 1
    assert part_in_basis_points(125, 400) == 5


def test_different_currencies_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="RUB and CNY"):
        Money(1, "RUB") + Money(1, "CNY")
    with pytest.raises(ValueError, match="RUB and CNY"):
        Money(1, "RUB") - Money(1, "CNY")
