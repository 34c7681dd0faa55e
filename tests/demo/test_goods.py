"""The demo world's goods are whole: told in three languages, in facts, at prices and weights one can believe."""

import re
from itertools import pairwise

import pytest

from yarmarka.demo.goods import aisles, attributes_of, things, titles_of, vocabulary
from yarmarka.demo.people import firms
from yarmarka.demo.shape import LANGUAGES, Aisle, Thing
from yarmarka.presentation.option_words import NAMES, UNITS, VALUES
from yarmarka.web.shared.drawings import GOODS

#: HS chapters (first two digits) that goods of an aisle can stand in
CHAPTERS = {
    "phones": {"84", "85"},
    "sound": {"85"},
    "computers": {"44", "84", "85"},
    "photo": {"37", "42", "84", "85", "90", "96"},
    "home": {"46", "63", "94"},
    "kitchen": {"44", "73", "74", "82", "85"},
    "tea": {"09", "12", "17", "19", "69", "70"},
    "clothes": {"61", "62", "65"},
    "shoes": {"42", "64"},
    "beauty": {"14", "33", "34", "63", "82", "85", "96"},
    "toys": {"49", "95"},
    "tools": {"42", "73", "82", "84", "85", "90"},
}
ROUBLES = {"RUB": 1, "CNY": 11, "USD": 81, "EUR": 94, "GBP": 108}
ALL = pytest.mark.parametrize("thing", things(), ids=lambda thing: thing.key)


def sentences(text: str) -> int:
    return len(re.findall(r"[.。!?](?:\s|$)|。", text))


def test_there_are_twelve_aisles_with_about_a_hundred_and_fifty_things() -> None:
    assert len(aisles()) == 12
    assert 145 <= len(things()) <= 160
    assert all(len(aisle.things) >= 10 for aisle in aisles())


def test_no_key_number_or_title_comes_twice() -> None:
    for facts in (
        [thing.key for thing in things()],
        [(thing.brand, thing.number) for thing in things()],
        *([titles_of(thing)[language] for thing in things()] for language in LANGUAGES),
    ):
        assert len(facts) == len(set(facts))


@ALL
def test_a_thing_is_described_in_each_language_in_its_own_script(thing: Thing) -> None:
    texts = {language: getattr(thing, language)[1] for language in LANGUAGES}
    assert all(sentences(text) >= 2 for text in texts.values())
    assert len(texts["ru"]) >= 90
    assert len(texts["zh"]) >= 25
    assert re.search("[а-яё]{3}", texts["ru"])
    assert not re.search("[а-яё一-鿿]", texts["en"].replace("95Х18", ""))
    assert len(re.findall("[一-鿿]", texts["zh"])) > len(re.findall("[A-Za-zА-я]", texts["zh"]))


@ALL
def test_its_facts_and_makes_are_words_that_every_reader_is_told(thing: Thing) -> None:
    for fact in attributes_of(thing):
        assert all(fact["name"][language] for language in LANGUAGES)
    for make in thing.makes:
        assert make.keys() == thing.makes[0].keys()
        for name, value in make.items():
            assert name in NAMES
            unit = re.fullmatch(r"[\d.]+ ([A-Za-z]+)", value)
            assert value in VALUES or (unit and unit[1] in UNITS) or re.fullmatch(r"[\d–]+|[SMLX]+", value)
    assert len({tuple(make.items()) for make in thing.makes}) == len(thing.makes)
    assert thing.dearer.keys() <= {value for make in thing.makes for value in make.values()}


@ALL
def test_its_sellers_ask_prices_near_each_other_and_old_prices_are_higher(thing: Thing) -> None:
    currencies = {firm.key: firm.currency for firm in firms()}
    asked = []
    for seller in thing.sold:
        price, old_price = thing.price_of(seller)
        assert old_price is None or price < old_price <= price * 1.5
        asked.append(price * ROUBLES[currencies[seller]])
    assert max(asked) <= 1.6 * min(asked)
    assert 200 <= min(asked) <= 150_000
    own_weight = thing.facts.get("weight_alone")
    assert own_weight is None or thing.grams > float(own_weight)


@pytest.mark.parametrize("aisle", aisles(), ids=lambda aisle: aisle.slug)
def test_an_aisle_looks_like_many_things_and_stands_in_its_hs_chapters(aisle: Aisle) -> None:
    shelves = {shelf.slug for shelf in aisle.shelves}
    assert {thing.shelf for thing in aisle.things} == shelves
    assert {thing.hs[:2] for thing in aisle.things} <= CHAPTERS[aisle.slug]
    drawn = [(thing.picture, thing.tint) for thing in aisle.things]
    assert len(drawn) == len(set(drawn))
    assert {picture for picture, _ in drawn} | {shelf.picture for shelf in aisle.shelves} <= set(GOODS)
    assert all(one != other for one, other in pairwise(drawn))


def test_many_things_are_offered_by_two_or_three_sellers_and_some_are_reduced() -> None:
    shared = [thing for thing in things() if len(thing.sold) >= 2]
    assert len(shared) >= 70
    assert any(len(thing.sold) == 3 for thing in things())
    reduced = [thing for thing in things() if any(thing.price_of(seller)[1] for seller in thing.sold)]
    assert 30 <= len(reduced) <= 90
    assert {"kazan", "lantern"} <= {seller for thing in shared for seller in thing.sold}


def test_no_fact_is_named_that_nothing_is_told_by() -> None:
    told = {code for thing in things() for code in thing.facts}
    assert set(vocabulary().facts) == told
