"""What sellers write of an attribute comes to one value in one unit; what can't be read says why."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest

from yarmarka.domain.catalogue.errors import AttributeInvalid
from yarmarka.domain.catalogue.rules.attribute_definitions import check_attribute, needs_of
from yarmarka.domain.catalogue.rules.attributes import AttributeBook
from yarmarka.domain.catalogue.rules.rereading import read_again
from yarmarka.domain.catalogue.types import AttributeDefinition, AttributeKind, NewAttribute
from yarmarka.kernel.clock import now

HOME, LAMPS, KITCHEN = uuid4(), uuid4(), uuid4()


def _definition(code: str, kind: AttributeKind, *names: str, **told: Any) -> AttributeDefinition:
    named = dict(zip(("ru", "en", "zh"), names, strict=True))
    return AttributeDefinition(code, told.pop("on", HOME), named, kind, **told, id=uuid4(), made_at=now())


WEIGHT = _definition("net", AttributeKind.NUMBER, "Вес нетто", "Net weight", "净含量", unit="g")
LENGTH = _definition(
    "length", AttributeKind.NUMBER, "Длина", "Length", "长度", unit="cm", spellings=("размер в длину",)
)
LEGS = _definition("legs", AttributeKind.NUMBER, "Ножек", "Legs", "桌腿数")
SEX = _definition(
    "sex",
    AttributeKind.CHOICE,
    "Для кого",
    "For",
    "适用",
    choices=(("мужчинам", "men", "男士", "male"), ("женщинам", "women", "女士")),
)
MATERIAL = _definition(
    "material", AttributeKind.TEXT, "Материал", "Material", "材质", choices=(("хлопок", "cotton", "棉"),)
)
PLUG = _definition("plug", AttributeKind.YES_NO, "Вилка", "Plug", "插头", on=LAMPS)
DAYS = _definition("days", AttributeKind.NUMBER, "Работает", "Battery life", "续航", unit="day")
HOURS = _definition("hours", AttributeKind.NUMBER, "Работает", "Battery life", "续航", unit="h")
BOOK = AttributeBook([WEIGHT, LENGTH, LEGS, SEX, MATERIAL, PLUG, DAYS, HOURS])


def _value(name: str, value: str, unit: str = "") -> Any:
    [fact], problems = BOOK.read([HOME, LAMPS], [(name, value, unit)])
    assert not problems
    return fact["value"]


def _fault(name: str, value: str, unit: str = "") -> str:
    facts, [problem] = BOOK.read([HOME, LAMPS], [(name, value, unit)])
    assert not facts
    return problem.code.removeprefix("attribute_")


@pytest.mark.parametrize(
    ("name", "value", "unit", "read"),
    [
        ("Вес нетто", "0,5", "кг", 500),
        ("вес  НЕТТО", "500 г", "", 500),
        ("Net weight", "1 250.5", "g", 1250.5),
        ("净含量", "2公斤", "", 2000),
        ("net", "1,234,567", "g", 1_234_567),
        ("Вес нетто, кг", "1.2", "", 1200),
        ("净含量（千克）", "3", "", 3000),
        ("Размер в длину", "20 mm", "м", 2),
        ("Ножек", "4 шт.", "", 4),
        ("Длина", "−5", "", -5),
    ],
)
def test_a_number_is_brought_to_the_unit_of_its_attribute(
    name: str, value: str, unit: str, read: float
) -> None:
    assert _value(name, value, unit) == read


def test_a_fact_has_its_name_and_its_unit_in_each_language() -> None:
    [fact], _ = BOOK.read([HOME], [("Длина", "1,2", "м")])
    assert fact == {
        "code": "length",
        "name": {"ru": "Длина", "en": "Length", "zh": "长度"},
        "value": 120,
        "unit": {"ru": "см", "en": "cm", "zh": "厘米"},
    }


def test_words_of_a_list_are_told_in_each_language_and_others_of_a_text_stay() -> None:
    assert _value("Для кого", "Male") == {"ru": "мужчинам", "en": "men", "zh": "男士"}
    assert _value("材质", "棉") == {"ru": "хлопок", "en": "cotton", "zh": "棉"}
    assert _value("Material", "hemp") == "hemp"
    assert _value("Plug", "да") == {"ru": "есть", "en": "yes", "zh": "有"}


@pytest.mark.parametrize(
    ("name", "value", "unit", "code"),
    [
        ("Длина", "длинная", "", "not_a_number"),
        ("Длина", "10-12", "см", "not_a_number"),
        ("Длина", "5,000", "мм", "comma_unclear"),
        ("Длина", "9" * 14, "", "too_large"),
        ("Длина", "3 вершка", "", "unit_unknown"),
        ("Длина", "3", "кг", "unit_of_another_measure"),
        ("Ножек", "4 кг", "", "unit_of_another_measure"),
        ("Для кого", "коту", "", "not_a_choice"),
        ("Вилка", "евро", "", "not_yes_or_no"),
        ("Материал", "х" * 600, "", "too_long"),
    ],
)
def test_what_can_not_be_read_says_why(name: str, value: str, unit: str, code: str) -> None:
    assert _fault(name, value, unit) == code


def test_a_problem_names_the_attribute_the_value_and_what_would_do() -> None:
    _, [problem] = BOOK.read([HOME], [("пол", "x", ""), ("Для кого", "коту", "")])
    assert problem.said_as == "Для кого"
    assert problem.facts["attribute"] == {"ru": "Для кого", "en": "For", "zh": "适用"}
    assert problem.facts["value"] == "коту"
    assert problem.facts["choices"]["zh"] == "男士, 女士"


def test_what_nobody_defined_stays_as_it_was_written_and_nothing_is_nothing() -> None:
    facts, problems = BOOK.read([KITCHEN], [("Длина", "5,000", "мм")])
    assert facts == [{"name": "Длина", "value": "5,000", "unit": "мм"}]
    assert BOOK.read([HOME], [("Длина", " ", "")]) == ([], problems)


def test_what_is_stored_is_read_anew_and_what_can_not_be_read_stays() -> None:
    unknown = {"name": "Цвет", "value": "белый", "unit": ""}
    unread = {"name": "Длина", "value": "длинная", "unit": ""}
    silk = {"code": "material", "name": {"ru": "Ткань"}, "value": {"ru": "шёлк", "en": "silk"}, "unit": ""}
    [length], _ = BOOK.read([HOME], [("Длина", "1,2", "м")])
    raw = {"name": "Длина", "value": "1.2", "unit": "м"}
    assert read_again(BOOK, [HOME], [unknown, unread, raw]) == [unknown, unread, length]
    # Words in several languages that no list knows are kept, under the name of today.
    assert read_again(BOOK, [HOME], [silk]) == [silk | {"name": dict(MATERIAL.names)}]
    metres = AttributeBook([replace(LENGTH, unit="m")])
    [again] = read_again(metres, [HOME], [length])
    assert (again["value"], again["unit"]["en"]) == (1.2, "m")


def test_a_category_has_the_attributes_of_those_above_and_its_own_count_first() -> None:
    wide = replace(LENGTH, id=uuid4(), category_id=LAMPS, unit="m")
    everywhere = _definition("colour", AttributeKind.TEXT, "Цвет", "Colour", "颜色", on=None)
    book = AttributeBook([LENGTH, wide, everywhere])
    assert [one.id for one in book.of([HOME, LAMPS])] == [wide.id, everywhere.id]
    assert [one.id for one in book.of([HOME])] == [LENGTH.id, everywhere.id]
    assert book.of([KITCHEN]) == (everywhere,)


def test_of_two_attributes_of_one_name_the_unit_tells_which_is_meant() -> None:
    codes = [
        fact["code"] for fact in BOOK.read([HOME], [("Работает", "10", "дн."), ("Работает", "8 ч", "")])[0]
    ]
    assert codes == ["days", "hours"]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("code", {"code": "Net Weight"}),
        ("name_zh", {"names": {"ru": "Вес", "en": "Weight"}}),
        ("spellings", {"spellings": ("a|b",)}),
        ("name_en", {"names": WEIGHT.names | {"en": "Weight|Mass"}}),
        ("unit", {"unit": "вершок"}),
        ("unit", {"kind": AttributeKind.TEXT}),
        ("choices", {"kind": AttributeKind.CHOICE, "unit": ""}),
        ("choices", {"choices": (("да", "yes", "是"),)}),
        ("choices", {"kind": AttributeKind.TEXT, "unit": "", "choices": (("хлопок", "", "棉"),)}),
    ],
)
def test_a_definition_that_can_not_be_kept_names_its_field(field: str, changes: dict[str, Any]) -> None:
    good = NewAttribute("net", HOME, WEIGHT.names, AttributeKind.NUMBER, unit="g")
    check_attribute(good)
    with pytest.raises(AttributeInvalid) as caught:
        check_attribute(replace(good, **changes))
    assert caught.value.field == field


def test_two_choices_that_are_written_alike_are_refused() -> None:
    with pytest.raises(AttributeInvalid) as caught:
        check_attribute(replace(SEX, choices=(*SEX.choices, ("всем", "men", "所有人"))))
    assert caught.value.facts["value"] == "men"


def test_a_rule_asks_for_an_attribute_by_any_of_its_names() -> None:
    assert needs_of(WEIGHT) == "Вес нетто|Net weight|净含量|net"
