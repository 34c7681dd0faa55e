"""GS1 numbers, and texts in the language that there is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.vocabulary.goods import gtin14, in_language, is_gtin

RIGHT = ("4006381333931", "96385074", "036000291452", "10012345678902", "4600051000057")
WRONG = ("4006381333932", "9638507", "40063813339311", "400638133393a", "٤٠٠٦٣٨١٣٣٣٩٣١", "", "12345678")


@pytest.mark.parametrize("number", RIGHT)
def test_real_numbers_are_right(number: str) -> None:
    assert is_gtin(number)
    assert is_gtin(gtin14(number))


@pytest.mark.parametrize("number", WRONG)
def test_others_are_not(number: str) -> None:
    assert not is_gtin(number)


@pytest.mark.parametrize("length", [8, 12, 13, 14])
def test_zeros_fill_a_field_and_name_nothing(length: int) -> None:
    assert not is_gtin("0" * length)


@given(st.sampled_from(RIGHT), st.data())
def test_one_wrong_digit_is_noticed(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(number) - 1))
    digit = str((int(number[place]) + data.draw(st.integers(1, 9))) % 10)
    assert not is_gtin(number[:place] + digit + number[place + 1 :])


def test_texts_fall_back_to_the_nearest_language() -> None:
    assert in_language({"ru": "Чайник", "en": "Kettle"}, "en") == "Kettle"
    assert in_language({"ru": "Чайник", "zh": "茶壶"}, "en") == "Чайник"
    assert in_language({"zh": "茶壶"}, "en") == "茶壶"
    assert in_language({"en": "", "fr": "Bouilloire"}, "en") == "Bouilloire"
    assert in_language({}, "en") == ""
