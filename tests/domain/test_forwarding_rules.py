"""A forwarding address is known again however it is written; its neighbours are not taken for it."""

from dataclasses import replace

import pytest

from tests.market import KAZAN
from yarmarka.domain.compliance.errors import ForwarderInvalid
from yarmarka.domain.compliance.rules.forwarding import ForwardingIndex, check_forwarder
from yarmarka.domain.compliance.types import ForwarderWish

ENTRY = ForwarderWish("RU", "Пример Форвард; ул. Лесная, д. 5-а", "its own page", "420-111")


def matches(wish: ForwarderWish, **parts: str) -> bool:
    address = replace(KAZAN, **{"postal_code": "420111", "recipient": "Primer Forward", "street": ""} | parts)
    return bool(ForwardingIndex([("one", wish)]).matches(address))


@pytest.mark.parametrize(
    "street",
    [
        "ул. Лесная, д. 5-а, кв. 12",
        "улица лесная 5А",
        "5A Lesnaya street, apt. 12",
        "Lesnaja ul., dom 5 a",
        "LESNAIA, 5a / office 7",
        "Лecнaя 5a",
    ],
)
def test_it_is_known_in_either_alphabet_with_any_punctuation_and_in_any_order(street: str) -> None:
    assert matches(ENTRY, street=street)
    assert matches(ENTRY, street=street, recipient='Иван Петров, ООО "Пример-Форвард"')


@pytest.mark.parametrize(
    "parts",
    [
        {"street": "Лесная 5"},
        {"street": "Лесная 15а"},
        {"street": "Полевая 5а"},
        {"street": "Лесная 7, корп. 5а"},
        {"street": "Лесная 5а", "recipient": "Иван Петров"},
        {"street": "Лесная 5а", "postal_code": "420112"},
        {"street": "Лесная 5а", "country": "KZ"},
    ],
)
def test_another_house_street_firm_code_or_country_is_another_address(parts: dict[str, str]) -> None:
    assert not matches(ENTRY, **parts)


def test_chinese_is_read_sign_by_sign() -> None:
    wish = ForwarderWish("CN", "示例路8号", "a complaint")
    assert matches(wish, country="CN", street="某区示例路 8 号 3 单元")
    assert not matches(wish, country="CN", street="某区示例路 18 号")


@pytest.mark.parametrize("words", ["", "12", "ул., д. 5", "Street; 7", "LLC"])
def test_what_would_fit_any_address_is_no_entry(words: str) -> None:
    with pytest.raises(ForwarderInvalid):
        check_forwarder(replace(ENTRY, words=words))
