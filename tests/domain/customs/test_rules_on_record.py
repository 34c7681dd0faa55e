"""Rules on record: supplied once, verified before they hold, and never two for the same goods."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.domain.customs.law import cost, parcel, rule, shipped
from tests.market import NOW
from yarmarka.domain.customs.actions import add_rules, end_rule, register, supply_rules, switch_on
from yarmarka.domain.customs.errors import CustomsRulesOverlap, CustomsRuleUnknown
from yarmarka.domain.customs.models import CustomsRuleRow
from yarmarka.domain.customs.queries import customs_law, law_of, rules_named
from yarmarka.domain.customs.types import Part, Registration

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def test_supplied_rules_come_in_once_and_say_what_the_file_says() -> None:
    assert supply_rules(now=NOW) == len(shipped().rules)
    assert supply_rules(now=NOW) == 0
    written = {one.code: one for one in customs_law().rules}
    for one in shipped().rules:
        assert (one.code in written) == one.is_enabled
        if one.is_enabled:
            facts = {name: getattr(one, name) for name in one.__struct_fields__ if name != "id"}
            assert {name: getattr(written[one.code], name) for name in facts} == facts
    assert set(customs_law().memberships) == set(shipped().memberships)


def test_a_confirmed_rule_ends_the_one_before_it() -> None:
    supply_rules(now=NOW)
    ended = switch_on("eaeu.ecommerce.2026", verified_on=TODAY, from_on=date(2026, 12, 1), now=NOW)
    assert ended and (ended.code, ended.until) == ("eaeu.post.2024", date(2026, 12, 1))
    codes = [cost(parcel("250"), day, customs_law()).lines[0].code for day in ("2026-11-30", "2026-12-01")]
    assert codes == ["eaeu.post.2024", "eaeu.ecommerce.2026"]
    with pytest.raises(CustomsRuleUnknown):
        switch_on("nowhere", verified_on=TODAY, from_on=TODAY, now=NOW)


def test_an_ended_rule_holds_no_more_and_one_that_never_began_rests() -> None:
    supply_rules(now=NOW)
    end_rule("eaeu.post.2024", on=TODAY, now=NOW)
    assert law_of(date(2026, 11, 25)).has_rules_for("RU")
    assert not law_of(TODAY).has_rules_for("RU")
    end_rule("eu.flat.2026", on=date(2026, 7, 1), now=NOW)
    assert not rules_named(["eu.flat.2026"])["eu.flat.2026"].is_enabled


def test_two_rules_for_the_same_goods_never_hold_at_once() -> None:
    facts = {"destination": "TR", "verified_on": TODAY, "source": "an act"}
    add_rules([rule("small", Part(0), up_to_minor=3_000, **facts)], now=NOW)
    add_rules([rule("large", Part(2_000), over_minor=3_000, **facts)], now=NOW)
    add_rules([rule("books", Part(0), hs_prefix="4901", **facts)], now=NOW)
    with pytest.raises(CustomsRulesOverlap):
        add_rules([rule("again", Part(100), up_to_minor=2_000, **facts)], now=NOW)
    add_rules([rule("resting", Part(100), is_enabled=False, **facts)], now=NOW)
    with pytest.raises(CustomsRulesOverlap):
        switch_on("resting", verified_on=TODAY, from_on=date(2016, 1, 1), now=NOW)


def test_what_nobody_verified_can_not_be_in_force() -> None:
    supply_rules(now=NOW)
    with pytest.raises(IntegrityError, match="customs_rule_in_force_was_verified"), transaction.atomic():
        CustomsRuleRow.objects.filter(code="ru.post.fee").update(is_enabled=True)


def test_a_registration_changes_who_collects() -> None:
    supply_rules(now=NOW)
    goods = parcel("50", to="DE", hs="610910")
    assert cost(goods, "2026-11-26", customs_law()).collected_minor == 0
    register(Registration("eu_ioss", "IM3720000224", "ioss", TODAY), is_example=True, now=NOW)
    paid = cost(goods, "2026-11-26", customs_law())
    assert (paid.collected_minor, paid.owed_to) == (300 + 950, "ioss")
    assert cost(goods, "2026-11-25", customs_law()).collected_minor == 0
