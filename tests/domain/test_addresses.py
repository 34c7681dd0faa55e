"""Addresses as each country's people write them: what is needed, what is refused, and with which words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.domain.accounts.errors import AddressInvalid
from yarmarka.domain.accounts.rules import address_form, check_address
from yarmarka.vocabulary.places import COUNTRIES, PostalAddress

GOOD = {
    "RU": PostalAddress(
        country="RU",
        recipient="Алсу Каримова",
        street="ул. Баумана, 58, кв. 3",
        city="Казань",
        region="Республика Татарстан",
        postal_code="420111",
        phone="+7 900 123-45-67",
    ),
    "CN": PostalAddress(
        country="CN",
        recipient="王小明",
        street="科技园路1号",
        district="南山区",
        city="深圳市",
        region="广东省",
        postal_code="518000",
        phone="+86 138 0013 8000",
    ),
    "GB": PostalAddress(
        country="GB",
        recipient="Ann Lee",
        street="1 Market Street",
        city="Leeds",
        postal_code="LS1 4DY",
        phone="0113 496 0000",
    ),
    "DE": PostalAddress(
        country="DE",
        recipient="Jörg Groß",
        street="Torstraße 1",
        city="Berlin",
        postal_code="10115",
        phone="+49 30 901820",
    ),
    "TR": PostalAddress(
        country="TR",
        recipient="Ayşe Yılmaz",
        street="İstiklal Cad. 1",
        district="Beyoğlu",
        city="Beyoğlu",
        region="İstanbul",
        postal_code="34430",
        phone="+90 212 000 00 00",
    ),
    "BY": PostalAddress(
        country="BY",
        recipient="Иван Буйло",
        street="ул. Ленина, 1",
        city="Минск",
        region="Минская область",
        postal_code="220030",
        phone="+375 17 000 00 00",
    ),
    "KZ": PostalAddress(
        country="KZ",
        recipient="Айгуль Сатпаева",
        street="ул. Абая, 1",
        city="Алматы",
        region="Алматы",
        postal_code="050000",
        phone="+7 727 000 00 00",
    ),
}
BAD_CODES = {
    "RU": "42011",
    "CN": "51800",
    "GB": "LEEDS",
    "DE": "1011",
    "TR": "3443",
    "BY": "22003",
    "KZ": "abc",
}


def test_every_country_that_is_served_is_tried_here() -> None:
    assert set(GOOD) == set(BAD_CODES) == set(COUNTRIES)


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_good_address_is_kept_as_it_is(country: str) -> None:
    form = {field.name for field in address_form(country).fields}
    checked = check_address(GOOD[country])
    kept = {
        name: value if name in form | {"country"} else "" for name, value in GOOD[country].as_facts().items()
    }
    assert checked.as_facts() == kept
    assert check_address(checked) == checked
    assert PostalAddress.from_facts(checked.as_facts()) == checked


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_is_missing_is_named(country: str) -> None:
    required = [field.name for field in address_form(country).fields if field.is_required]
    assert {"recipient", "street", "city", "phone"} <= set(required)
    for name in required:
        with pytest.raises(AddressInvalid) as refusal:
            check_address(replace(GOOD[country], **{name: "  "}))
        assert (refusal.value.field, refusal.value.facts["reason"]) == (name, "required")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_postal_code_of_another_shape_is_refused_with_an_example(country: str) -> None:
    with pytest.raises(AddressInvalid) as refusal:
        check_address(replace(GOOD[country], postal_code=BAD_CODES[country]))
    assert (refusal.value.field, refusal.value.facts["reason"]) == ("postal_code", "malformed")
    example = refusal.value.facts["example"]
    assert check_address(replace(GOOD[country], postal_code=example)).postal_code == example


@pytest.mark.parametrize("code", ["420111x", "420111 extra", "x420111", "٤٢٠١١١"])
def test_a_postal_code_is_looked_at_as_a_whole(code: str) -> None:
    with pytest.raises(AddressInvalid) as refusal:
        check_address(replace(GOOD["RU"], postal_code=code))
    assert refusal.value.field == "postal_code"


@pytest.mark.parametrize("phone", ["123", "call me", "+7 900 123-45-67 доб. 4", "٩٠٠١٢٣٤٥٦٧", "()()()"])
def test_what_is_no_telephone_number_is_refused(phone: str) -> None:
    with pytest.raises(AddressInvalid) as refusal:
        check_address(replace(GOOD["RU"], phone=phone))
    assert refusal.value.field == "phone"


def test_a_country_that_is_not_served_is_said_to_be_so() -> None:
    with pytest.raises(AddressInvalid) as refusal:
        check_address(replace(GOOD["RU"], country="US"))
    assert (refusal.value.field, refusal.value.facts["reason"]) == ("country", "not_served")


def test_what_is_too_long_for_a_label_is_refused() -> None:
    with pytest.raises(AddressInvalid) as refusal:
        check_address(replace(GOOD["GB"], recipient="x" * 151))
    assert (refusal.value.field, refusal.value.facts["limit"]) == ("recipient", 150)


def test_stray_spaces_and_line_breaks_go() -> None:
    checked = check_address(replace(GOOD["RU"], street=" ул. Баумана,\r\n  58 ", city="Казань\t"))
    assert (checked.street, checked.city) == ("ул. Баумана, 58", "Казань")


@given(
    st.sampled_from(COUNTRIES),
    st.sampled_from(["recipient", "street", "city", "region", "postal_code", "phone"]),
    st.text(max_size=400),
)
def test_whatever_is_typed_is_taken_or_refused_by_name(country: str, name: str, text: str) -> None:
    try:
        checked = check_address(replace(GOOD[country], **{name: text}))
    except AddressInvalid as refusal:
        assert refusal.field == name
    else:
        assert getattr(checked, name) in {" ".join(text.split()), ""}
