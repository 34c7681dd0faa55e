"""Units as people write them, and what one is in another."""

from decimal import Decimal

import pytest

from yarmarka.vocabulary.units import UNITS, asked_for, converted, unit_named


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("мА·ч", "mah"),
        ("мАч", "mah"),
        ("毫安时", "mah"),
        ("КГ", "kg"),
        ("公斤", "kg"),
        ("″", "in"),
        ("дюймов", "in"),
        ("Ω", "ohm"),
        ("г / м²", "gsm"),
        ("мВт", "mw"),
        ("МВт", "megawatt"),
    ],
)
def test_a_unit_is_known_as_people_write_it(written: str, code: str) -> None:
    assert unit_named(written) == UNITS[code]


def test_what_may_be_two_units_is_the_one_of_the_measure() -> None:
    assert unit_named("с", "count") == UNITS["pcs"]
    assert unit_named("с", "time") == UNITS["s"]
    assert unit_named("G", "memory") == UNITS["gb"]
    assert unit_named("вершок") is None


@pytest.mark.parametrize(
    ("value", "one", "other", "told"),
    [
        ("1.5", "kg", "g", "1500"),
        ("2", "tb", "gb", "2048"),
        ("15.5", "cm", "in", "6.10236"),
        ("90", "min", "h", "1.5"),
        ("0.1", "g", "g", "0.1"),
    ],
)
def test_a_value_is_brought_to_another_unit(value: str, one: str, other: str, told: str) -> None:
    assert converted(Decimal(value), UNITS[one], UNITS[other]) == Decimal(told)


def test_each_unit_is_found_by_its_own_names() -> None:
    for unit in UNITS.values():
        assert all(unit_named(name, unit.measure) == unit for name in unit.names.values()), unit.code


def test_a_sign_is_spelled_out_where_somebody_is_to_type_it() -> None:
    assert asked_for(UNITS["in"])["ru"] == "″ (дюйм)"
    assert asked_for(UNITS["kg"]) == UNITS["kg"].names
