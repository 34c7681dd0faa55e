"""Money reads as its reader writes it, and no digit is ever lost."""

from hypothesis import given
from hypothesis import strategies as st

from yarmarka.presentation.money import format_money, format_price
from yarmarka.vocabulary.money import CURRENCIES

LANGUAGES = ("ru", "en", "zh")
AMOUNTS = st.integers(min_value=0, max_value=10**14)


def test_money_has_the_form_of_its_language() -> None:
    assert format_money(149_900, "RUB", "ru") == "1\xa0499,00\xa0₽"
    assert format_money(123_450, "CNY", "zh") == "¥1,234.50"
    assert format_money(123_450, "GBP", "en") == "£1,234.50"
    assert format_money(-50, "RUB", "ru") == "-0,50\xa0₽"


def test_a_whole_price_drops_its_decimals_and_any_other_keeps_both() -> None:
    assert format_price(149_900, "RUB", "ru") == "1\xa0499\xa0₽"
    assert format_price(149_950, "RUB", "ru") == "1\xa0499,50\xa0₽"
    assert format_price(0, "USD", "en") == "US$0"


@given(minor=AMOUNTS, currency=st.sampled_from(CURRENCIES), language=st.sampled_from(LANGUAGES))
def test_the_digits_are_the_amount(minor: int, currency: str, language: str) -> None:
    assert _digits(format_money(minor, currency, language)) == minor
    shown = _digits(format_price(minor, currency, language))
    assert shown == (minor if minor % 100 else minor // 100)


@given(minor=AMOUNTS, language=st.sampled_from(LANGUAGES))
def test_no_two_currencies_look_alike(minor: int, language: str) -> None:
    assert len({format_money(minor, currency, language) for currency in CURRENCIES}) == len(CURRENCIES)


def _digits(text: str) -> int:
    return int("".join(letter for letter in text if letter.isdigit()))
