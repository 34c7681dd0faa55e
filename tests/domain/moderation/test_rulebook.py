"""Which rules stop a card: each condition alone and together, in three languages."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.flows.cards import new_rule
from yarmarka.domain.moderation.errors import RuleInvalid
from yarmarka.domain.moderation.rules.cases import changes, check_rule
from yarmarka.domain.moderation.rules.rulebook import Rulebook, card_facts, mark_of, worst
from yarmarka.domain.moderation.types import Card, CardRule, Finding, Outcome, RuleKind, SellerFacts

GOODS, TOYS = uuid4(), uuid4()


def rule(**said: Any) -> CardRule:
    return CardRule(id=uuid4(), **vars(new_rule(**said)))


def card(title: str = "Чайник", **said: Any) -> Card:
    facts: dict[str, Any] = {
        "sku": "1",
        "category_path": [GOODS, TOYS],
        "titles": {"ru": title},
        "descriptions": {},
        "attributes": [],
        "brand": "",
        "hs_code": "",
    }
    return Card(**{**facts, **said})


def judge(rules: list[CardRule], told: Card, **seller: frozenset[str]) -> list[Finding]:
    return Rulebook(rules, SellerFacts(**seller)).judge(told)


@pytest.mark.parametrize(
    ("title", "met"),
    [
        ("Складной НОЖ для похода", "нож"),
        ("Ножи кухонные, 3 шт.", "ножи"),
        ("Folding knife", "knife"),
        ("户外折叠刀", "刀"),
        ("Подножка", ""),
        ("Knifeless cutter", ""),
    ],
)
def test_words_are_found_as_words_in_three_languages(title: str, met: str) -> None:
    found = judge([rule()], card(title))
    assert [finding.met for finding in found] == ([(met,)] if met else [])


def test_phrases_and_descriptions_are_read() -> None:
    rules = [rule(kind=RuleKind.PROHIBITED, words={"ru": ["электронная сигарета"]})]
    assert judge(rules, card(descriptions={"ru": "Новая электронная  сигарета с зарядкой"}))
    assert not judge(rules, card("Электронная книга, не сигарета"))


def test_all_conditions_of_a_rule_must_hold() -> None:
    tobacco = rule(kind=RuleKind.PROHIBITED, hs_prefixes=("2402", "2403"), outcome=Outcome.REFUSED)
    toys = rule(category_id=TOYS, hs_prefixes=("9503",))
    assert worst(judge([tobacco], card(hs_code="2403190000"))) == Outcome.REFUSED
    assert not judge([tobacco], card(hs_code="851610"))
    assert judge([toys], card("Игрушечный нож", hs_code="950300"))
    assert not judge([toys], card("Игрушечный нож", hs_code="851610"))
    assert not judge([toys], card("Игрушечный нож", hs_code="950300", category_path=[GOODS]))
    assert judge([rule(kind=RuleKind.PROHIBITED, category_id=GOODS)], card())


def test_a_brand_is_for_those_whom_it_authorised() -> None:
    protected = rule(kind=RuleKind.BRAND, brand="Ёлка  Tea", outcome=Outcome.REFUSED)
    assert judge([protected], card(brand="елка tea"))
    assert not judge([protected], card(brand="елка tea"), brands=frozenset({"елка tea"}))
    assert not judge([protected], card(brand="Ель"))


def test_a_brand_that_only_the_title_names_waits_for_a_person() -> None:
    protected = [
        rule(kind=RuleKind.BRAND, brand=name, outcome=Outcome.REFUSED) for name in ("Ёлка-Tea", "桥岚")
    ]
    [found] = judge(protected, card("Чай елка tea, 100 г"))
    assert (found.outcome, found.met) == (Outcome.WAITS, ("елка-tea",))
    assert not judge(protected, card("Чай елка tea, 100 г"), brands=frozenset({"елка-tea"}))
    assert not judge(protected, card("Чехол для чая Ёлка-Tea", brand="Ель"))
    assert not judge(protected, card("Чай с елки teas"))
    assert judge(protected, card("桥岚手机"))[0].outcome == Outcome.WAITS


def test_required_attributes_and_documents() -> None:
    age = rule(kind=RuleKind.ATTRIBUTES, category_id=TOYS, needs=("возраст|age|年龄", "material"))
    paper = rule(kind=RuleKind.DOCUMENTS, category_id=TOYS, needs=("EAC declaration",))
    told: list[dict[str, Any]] = [{"name": {"ru": "Возраст", "en": "Age"}, "value": "3+"}]
    [missing] = judge([age], card(attributes=told))
    assert missing.met == ("material",)
    assert not judge(
        [age], card(attributes=[*told, {"code": "material", "name": "Материал", "value": "wood"}])
    )
    assert judge([paper], card())
    assert not judge([paper], card(), documents=frozenset({"eac declaration"}))


def test_a_decision_holds_until_the_card_or_its_rules_change() -> None:
    found = [Finding(UUID(int=1), RuleKind.PROHIBITED, Outcome.WAITS)]
    mark = mark_of(card("Нож"), found)
    assert mark == mark_of(card("Нож", sku="2"), found)
    assert mark != mark_of(card("Нож острый"), found)
    assert mark != mark_of(card("Нож"), [*found, Finding(UUID(int=2), RuleKind.BRAND, Outcome.WAITS)])
    now, before = card_facts(card("Нож", brand="A")), card_facts(card("Нож", brand="B"))
    assert changes(before, now) == [("brand", "B", "A")]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"kind": RuleKind.PROHIBITED}, "words"),
        ({"kind": RuleKind.BRAND}, "brand"),
        ({"kind": RuleKind.DOCUMENTS}, "needs"),
        ({"hs_prefixes": ("24x",)}, "hs_prefixes"),
        ({"outcome": Outcome.LIVE}, "outcome"),
        ({"reasons": {}}, "reasons"),
    ],
)
def test_a_rule_that_stops_nothing_or_everything_is_refused(said: dict[str, Any], field: str) -> None:
    with pytest.raises(RuleInvalid) as refused:
        check_rule(new_rule(**said))
    assert refused.value.field == field
