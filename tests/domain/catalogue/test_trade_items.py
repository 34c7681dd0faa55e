"""Barcodes: which name goods everywhere, which in one shop only, and which are wrong."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.domain.catalogue.errors import GtinInvalid
from yarmarka.domain.catalogue.rules.trade_items import normal_gtin
from yarmarka.vocabulary.goods import is_gtin


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("4006381333931", "04006381333931"),
        ("400-6381-33393 1", "04006381333931"),
        ("036000291452", "00036000291452"),
        ("96385074", "00000096385074"),
        ("14006381333938", "14006381333938"),
    ],
)
def test_lengths_and_separators_of_one_number_are_equal(written: str, normal: str) -> None:
    assert normal_gtin(written) == normal


@pytest.mark.parametrize(
    "written", ["4006381333932", "123", "40063813339310", "abc", "４００６３８１３３３９３１"]
)
def test_a_wrong_number_is_refused(written: str) -> None:
    with pytest.raises(GtinInvalid):
        normal_gtin(written)


@pytest.mark.parametrize("written", ["2001234567893", "0212345678909", "0000000000000", "", "20000011"])
def test_a_number_of_one_shop_names_nothing(written: str) -> None:
    assert normal_gtin(written) == ""


@given(st.integers(min_value=1, max_value=10**13 - 1))
def test_what_is_normal_is_a_gtin_and_stays_so(number: int) -> None:
    digits = f"{number:013d}"
    whole = next(f"{digits}{check}" for check in range(10) if is_gtin(f"{digits}{check}"))
    normal = normal_gtin(whole)
    assert normal in {"", whole}
    if normal:
        assert is_gtin(normal)
        assert normal_gtin(normal) == normal
