"""Countries have names in the reader's language."""

from yarmarka.presentation.countries import country_choices, country_name
from yarmarka.vocabulary.places import COUNTRIES


def test_names_come_in_the_readers_language() -> None:
    assert country_name("CN", "ru") == "Китай"
    assert country_name("gb", "en") == "United Kingdom"


def test_an_unknown_code_stays_readable() -> None:
    assert country_name("QZ", "ru") == "QZ"


def test_choices_stand_in_the_readers_order() -> None:
    assert [name for _, name in country_choices(("RU", "CN", "BY"), "ru")] == ["Беларусь", "Китай", "Россия"]
    assert {code for code, _ in country_choices(COUNTRIES, "en")} == set(COUNTRIES)
