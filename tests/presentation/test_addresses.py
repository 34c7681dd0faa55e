"""Addresses stand in their country's order and script, on pages as on labels."""

from dataclasses import replace

import pytest

from tests.presentation.papers.examples import KAZAN, SHENZHEN, WHITSTABLE
from yarmarka.presentation.addresses import address_lines
from yarmarka.vocabulary.places import COUNTRIES, PostalAddress

BERLIN = PostalAddress(
    country="DE", recipient="Anna Maier", street="Torstr. 1", city="Berlin", postal_code="10119"
)
ALMATY = PostalAddress(
    country="KZ", recipient="Айгуль", street="пр. Абая, 10", city="Алматы", postal_code="050013"
)


def test_the_largest_comes_first_in_china() -> None:
    assert address_lines(SHENZHEN) == ["518000", "广东省深圳市罗湖区", "人民南路1008号 3栋 502室"]


def test_a_chinese_address_in_latin_letters_is_turned_round() -> None:
    latin = replace(
        SHENZHEN, street="1008 Renmin South Rd", city="Shenzhen", region="Guangdong", district="Luohu"
    )
    assert address_lines(latin) == ["1008 Renmin South Rd", "Luohu", "Shenzhen", "Guangdong, 518000"]


def test_a_city_that_is_a_province_is_said_once() -> None:
    beijing = replace(SHENZHEN, region="北京市", city="北京市", district="朝阳区", street="建国路1号")
    assert address_lines(beijing)[1] == "北京市朝阳区"


def test_the_code_stands_where_the_post_looks_for_it() -> None:
    assert address_lines(KAZAN)[-1] == "420111"
    assert address_lines(WHITSTABLE)[-1] == "CT5 1AA"
    assert address_lines(BERLIN) == ["Torstr. 1", "10119 Berlin"]
    assert address_lines(ALMATY)[0] == "050013"


@pytest.mark.parametrize("country", [*COUNTRIES, "FR"])
def test_no_part_is_lost(country: str) -> None:
    address = PostalAddress(
        country=country,
        recipient="Somebody",
        street="Street 1",
        city="City",
        region="Region",
        district="District",
        postal_code="12345",
    )
    written = "\n".join(address_lines(address))
    for part in ("Street 1", "City", "Region", "District", "12345"):
        assert written.count(part) == 1
