"""A union is whoever belongs to it on the day."""

from datetime import date

import pytest

from yarmarka.vocabulary.unions import with_unions


@pytest.mark.parametrize(
    ("country", "on", "union"),
    [
        ("GB", date(2020, 1, 31), "EU"),
        ("GB", date(2020, 2, 1), ""),
        ("HR", date(2013, 6, 30), ""),
        ("HR", date(2013, 7, 1), "EU"),
        ("AM", date(2015, 1, 1), ""),
        ("AM", date(2015, 1, 2), "EAEU"),
        ("CN", date(2026, 1, 1), ""),
    ],
)
def test_a_country_belongs_to_a_union_from_its_first_day_to_its_last(
    country: str, on: date, union: str
) -> None:
    assert with_unions([country, ""], on=on) == {country, union} - {""}
