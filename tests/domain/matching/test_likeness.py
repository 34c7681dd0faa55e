"""What makes two cards the same goods, what forbids it, and by what keys they meet."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from yarmarka.domain.matching.rules.keys import keys_of
from yarmarka.domain.matching.rules.likeness import likeness, score_of
from yarmarka.domain.matching.rules.proposals import band_of
from yarmarka.domain.matching.rules.reading import code_of, traits_of
from yarmarka.domain.matching.types import Band, Card, Clue

ONE, OTHER = "04006381333931", "05901234123457"
PICTURE = UUID(int=7)
KETTLE = {"titles": {"ru": "Чайник Bosch TWK3A011 1,7 л белый"}, "brand": "Bosch", "part_number": "TWK3A011"}


def card(**said: Any) -> Card:
    facts = {"sellers": [uuid4()]} | said
    facts["titles"] = (
        {"ru": facts["titles"]} if isinstance(facts.get("titles"), str) else facts.get("titles", {})
    )
    return Card(uuid4(), **facts)


def clues(one: dict[str, Any], other: dict[str, Any]) -> tuple[Band | None, set[Clue]]:
    found = likeness(traits_of(card(**one)), traits_of(card(**other)))
    return band_of(found.score), {clue.clue for clue in found.evidence}


@pytest.mark.parametrize(
    ("other", "because"),
    [
        ({"part_number": "twk 3a-011", "titles": "Bosch чайник TWK3A011, белый, 1.7 л"}, Clue.PART_NUMBER),
        # Cyrillic letters that look like Latin ones.
        ({"part_number": "ТWК3А011", "titles": "Электрочайник Bosch белый 1700 мл"}, Clue.PART_NUMBER),
        # The brand stands in the title only, the number too.
        ({"brand": "", "part_number": "", "titles": "Чайник Bosch TWK3A011 белый 1.7л"}, Clue.CODE),
        ({"titles": {"en": "Kettle Bosch TWK3A011 1.7 l, white"}, "part_number": "TWK-3A011"}, Clue.MEASURES),
        ({"titles": {"zh": "博世 Bosch 电热水壶 TWK3A011 1.7升 白色"}}, Clue.COLOUR),
        ({"part_number": "", "pictures": [PICTURE], "titles": "Чайник Bosch TWK3A011"}, Clue.PICTURE),
    ],
)
def test_the_same_kettle_written_otherwise_is_found(other: dict[str, Any], because: Clue) -> None:
    band, found = clues(KETTLE | {"pictures": [PICTURE]}, KETTLE | other)
    assert band in {Band.STRONG, Band.LIKELY}
    assert because in found


@pytest.mark.parametrize(
    ("other", "because"),
    [
        ({"titles": "Чайник Bosch 1 л белый", "part_number": ""}, Clue.OTHER_MEASURE),
        ({"titles": "Чайник Bosch 1,7 л чёрный", "part_number": ""}, Clue.OTHER_COLOUR),
        ({"part_number": "TWK3A017", "titles": "Чайник Bosch TWK3A017 1,7 л белый"}, Clue.OTHER_PART_NUMBER),
        ({"brand": "Braun", "part_number": "", "titles": "Чайник Braun 1,7 л белый"}, Clue.OTHER_BRAND),
        ({"gtins": [OTHER], "part_number": "", "titles": "Чайник Bosch 1,7 л белый"}, Clue.OTHER_GTIN),
        ({"titles": "Чайник Bosch 1,7 л белый, 6 шт", "part_number": ""}, Clue.OTHER_MEASURE),
    ],
)
def test_what_is_another_size_colour_or_number_is_not_proposed(other: dict[str, Any], because: Clue) -> None:
    band, found = clues(KETTLE | {"gtins": [ONE], "titles": "Чайник Bosch 1,7 л белый, 1 шт"}, KETTLE | other)
    assert band is None
    assert because in found


def test_a_barcode_in_words_speaks_for_it_and_one_of_a_box_against_it() -> None:
    said = {"titles": "Чайник", "descriptions": {"ru": "Штрихкод 4006381333931"}}
    assert Clue.GTIN_SAID in clues(KETTLE | {"gtins": [ONE]}, said)[1]
    box = "1" + ONE[1:13] + "8"
    assert Clue.OTHER_PACKAGING in clues(KETTLE | {"gtins": [ONE]}, KETTLE | {"gtins": [box]})[1]


def test_one_seller_keeps_its_own_articles_apart() -> None:
    seller = uuid4()
    assert clues(KETTLE | {"sellers": [seller]}, KETTLE | {"sellers": [seller]})[0] is None


def test_every_point_of_a_score_is_told() -> None:
    found = likeness(traits_of(card(**KETTLE)), traits_of(card(**KETTLE, gtins=[ONE])))
    assert 0 < found.score == score_of(found.evidence) <= 100
    assert [abs(clue.points) for clue in found.evidence] == sorted(
        (abs(clue.points) for clue in found.evidence), reverse=True
    )


def test_cards_meet_by_a_number_a_barcode_or_most_words_of_a_title() -> None:
    one = keys_of(traits_of(card(**KETTLE, gtins=[ONE])))
    assert one & keys_of(traits_of(card(titles="Что-то", part_number="TWK-3A011")))
    assert one & keys_of(traits_of(card(titles="Что-то", descriptions={"ru": "4006381333931"})))
    assert one & keys_of(traits_of(card(titles="Чайник Bosch TWK3A011 1,7 л белый новый")))
    assert not one & keys_of(traits_of(card(titles="Кроссовки беговые мужские 42")))
    assert all(0 < key < 2**63 for key in one)


@pytest.mark.parametrize("text", ["АВС-12 3", "abc123", "ABC.123", "авс123"])
def test_a_makers_number_is_one_however_it_is_written(text: str) -> None:
    assert code_of(text) == "abc123"
