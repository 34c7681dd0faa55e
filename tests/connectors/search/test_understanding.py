"""What a reader means by what they typed: every rule with what it is for, and what it must leave alone."""

import pytest

from yarmarka.connectors.search.understanding import ALL_TRICKS, Lexicon, Trick, understand
from yarmarka.connectors.search.understanding.analysis import analyse
from yarmarka.connectors.search.understanding.dictionary import Added, dictionary_with
from yarmarka.connectors.search.understanding.layouts import other_layout
from yarmarka.connectors.search.understanding.measures import measures_in
from yarmarka.connectors.search.understanding.sounds import sound_of
from yarmarka.connectors.search.understanding.stems import stem

GOODS = Lexicon(
    {"laptop": 100, "headphones": 50, "xiaomi": 5, "zelmaton": 4, "кроссовки": 20, "провода": 3, "кабель": 40}
    | {
        "mouse": 50,
        "samsung": 50,
        "чехол": 10,
        "iphone": 100,
        "powerbank": 8,
        "garden": 9,
        "hose": 7,
        "чайник": 12,
    }
)


def best(text: str, **said: frozenset[Trick]) -> list[tuple[str, ...]]:
    """Return the best choice of everything that is wanted."""
    return [one.choices[0].stems for one in understand(text, GOODS, **said).wanted]


def every(text: str) -> set[str]:
    """Return all stems of all choices."""
    return {stem for one in understand(text, GOODS).wanted for choice in one.choices for stem in choice.stems}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghjdjlf", "провод"),
        ("ьщгыу", "mous"),
        ("xfqybr", "чайник"),
        ("rhe;rf", "кружк"),
        ("krossovki", "кроссовк"),
        ("krossovok", "кроссовк"),
        ("зелматон", "zelmaton"),
        ("labtop", "laptop"),
        ("чяйник", "чайник"),
        ("кросовки", "кроссовк"),
        ("hedphones", "headphon"),
    ],
)
def test_what_was_meant_is_put_first(typed: str, meant: str) -> None:
    understood = understand(typed, GOODS)
    assert [one.choices[0].stems for one in understood.wanted] == [(meant,)]
    assert typed in understood.read_as


@pytest.mark.parametrize("text", ["laptop", "чехол", "iphone", "кроссовки", "кабель"])
def test_what_is_typed_well_stays(text: str) -> None:
    understood = understand(text, GOODS)
    assert best(text) == [(stem(text),)]
    assert not understood.read_as


def test_each_trick_can_be_left_out() -> None:
    assert best("ghjdjlf", tricks=ALL_TRICKS - {Trick.LAYOUT}) != [("провод",)]
    assert best("krossovki", tricks=ALL_TRICKS - {Trick.TRANSLITERATION, Trick.TYPO}) != [("кроссовк",)]
    assert best("чяйник", tricks=ALL_TRICKS - {Trick.TYPO}) == [(stem("чяйник"),)]
    without = understand("наушники", GOODS, tricks=ALL_TRICKS - {Trick.CROSS_LANGUAGE})
    assert "headphon" not in {word for choice in without.wanted[0].choices for word in choice.stems}


def test_words_of_one_thing_are_found_in_three_languages() -> None:
    assert {"headphon", "耳机"} <= every("наушники")
    assert {"наушник", "headphon"} <= every("蓝牙耳机")
    assert "bluetooth" in every("蓝牙耳机")
    assert "xiaomi" in every("小米手机")
    assert {"xiaomi"} <= every("сяоми")


def test_a_phrase_is_one_thing() -> None:
    wanted = understand("power bank samsung", GOODS).wanted
    assert [one.text for one in wanted] == ["power bank", "samsung"]
    assert ("powerbank",) in [choice.stems for choice in wanted[0].choices]
    assert wanted[1].is_brand


def test_words_are_split_and_joined() -> None:
    assert understand("gardenhose", GOODS).read_as == {"gardenhose": "garden hose"}
    assert ("iphon", "11") in [choice.stems for choice in understand("iphone11", GOODS).wanted[0].choices]
    assert "tn2110" in every("tn-2110")


def test_small_words_are_not_wanted() -> None:
    assert [one.text for one in understand("чехол для iphone", GOODS).wanted] == ["чехол", "iphone"]
    assert [one.text for one in understand("the", GOODS).wanted] == ["the"]


@pytest.mark.parametrize("text", ["кабель 1.5 м", "кабель 1,5м", "кабель 150 cm", "кабель 1500 мм"])
def test_one_length_has_one_sign(text: str) -> None:
    assert "#1500mm" in every(text)
    assert "#1500mm" in analyse(text).others


def test_inches_are_the_centimetres_of_the_maker() -> None:
    assert [sign for _, sign in measures_in('17" 43.2 cm')] == ["#432mm", "#432mm"]


def test_stems_are_one_chain() -> None:
    assert stem("кроссовок") == stem("кроссовки") == stem("кроссовками")
    assert stem("сумок") == stem("сумка")
    assert stem("headphones") == stem("headphone")
    assert stem("mice") == stem("mouse")
    assert analyse("Ёлочная").stems == analyse("елочные").stems


def test_chinese_is_indexed_by_pairs() -> None:
    assert analyse("蓝牙耳机").stems == ("蓝牙", "牙耳", "耳机")
    assert set("蓝牙耳机") <= set(analyse("蓝牙耳机").others)


def test_layouts_and_sounds_go_both_ways() -> None:
    assert other_layout(other_layout("чайник")) == "чайник"
    assert sound_of("сяоми") == sound_of("xiaomi")
    assert sound_of("хуавей") == sound_of("huawei")


def test_staff_add_words() -> None:
    added = Lexicon({}, dictionary_with((Added(("балаклава",), ("ski mask",)),)))
    assert ("ski", "mask") in [choice.stems for choice in understand("балаклава", added).wanted[0].choices]


@pytest.mark.parametrize("text", ["", "   ", "!!!", "\x00", "🙂"])
def test_nothing_is_wanted_where_there_is_no_word(text: str) -> None:
    assert understand(text, GOODS).wanted == ()
