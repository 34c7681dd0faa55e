"""What tells makes of a product apart is said in the reader's language; a seller's own words stay as they are."""

import pytest
from django.utils.translation import override

from yarmarka.presentation.option_words import NAMES, UNITS, VALUES, option_value, options_in_words


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ru", "Цвет: графит, Размер: 42"),
        ("en", "Colour: graphite, Size: 42"),
        ("zh-hans", "颜色: 石墨色, 尺码: 42"),
    ],
)
def test_known_options_are_said_in_the_readers_language(language: str, said: str) -> None:
    with override(language):
        assert options_in_words({"colour": "graphite", "size": "42"}) == said


@pytest.mark.parametrize(("language", "said"), [("ru", "1,5 м"), ("en", "1.5 m"), ("zh-hans", "1.5 米")])
def test_measures_have_the_readers_decimal_sign_and_unit(language: str, said: str) -> None:
    with override(language):
        assert option_value("1.5 m") == said


def test_a_sellers_own_words_and_units_stay_as_they_were_given() -> None:
    with override("en"):
        assert (
            options_in_words({"Цвет": "морская волна", "size": "7 parsec"})
            == "Цвет: морская волна, Size: 7 parsec"
        )
        assert options_in_words({}) == options_in_words(None) == ""


@pytest.mark.parametrize("language", ["ru", "zh-hans"])
def test_no_known_word_is_left_in_english(language: str) -> None:
    with override("en"):
        english = [str(word) for word in (*NAMES.values(), *VALUES.values())]
    with override(language):
        own = [str(word) for word in (*NAMES.values(), *VALUES.values())]
        assert all(UNITS.values())
    assert not [word for word, same in zip(own, english, strict=True) if word == same]
