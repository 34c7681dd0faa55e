"""UPU S10 numbers: real ones, wrong ones, and every digit counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.vocabulary.parcels import TERMINAL, ParcelState, is_s10, s10, s10_check_digit

RIGHT = (
    "RA644000005RU",
    "RB123456785GB",
    "EE123456785CN",
    "LP001234568CN",
    "UA473124829CN",
    "CA410342249RU",
    "RA000000031RU",
    "UH000000005CN",
)
WRONG = (
    "RB123456786US",
    "RA644000001RU",
    "ra644000005ru",
    "RA64400000RU",
    "RA6440000005RU",
    "RA644000005RU\n",
    " RA644000005RU",
    "RA644000005R1",
    "RA٦44000005RU",
    "14297027648138",
    "",
)


@pytest.mark.parametrize("number", RIGHT)
def test_real_numbers_are_right(number: str) -> None:
    assert is_s10(number)
    assert s10(number[:2], int(number[2:10]), number[-2:]) == number


@pytest.mark.parametrize("number", WRONG)
def test_others_are_not(number: str) -> None:
    assert not is_s10(number)


@given(st.integers(min_value=0, max_value=99_999_999), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(serial: int, place: int, shift: int) -> None:
    number = s10("LP", serial, "CN")
    assert is_s10(number)
    digit = str((int(number[2 + place]) + shift) % 10)
    typo = number[: 2 + place] + digit + number[3 + place :]
    # Remainders 0 and 5, and 1 and 10, share a check digit: that much the standard does not see.
    if s10_check_digit(typo[2:10]) != int(number[10]):
        assert not is_s10(typo)


def test_the_two_special_remainders() -> None:
    assert s10_check_digit("00000000") == 5
    assert s10_check_digit("10000014") == 0
    assert s10_check_digit("10000002") == 5


@pytest.mark.parametrize("serial", ["1234567", "123456789", "1234567a", "١٢٣٤٥٦٧٨"])
def test_a_serial_number_has_eight_digits(serial: str) -> None:
    with pytest.raises(ValueError, match="eight digits"):
        s10_check_digit(serial)


def test_a_parcel_under_way_is_not_at_its_end() -> None:
    assert ParcelState.IN_TRANSIT not in TERMINAL
    assert {ParcelState.DELIVERED, ParcelState.LOST, ParcelState.RETURNED} <= TERMINAL
