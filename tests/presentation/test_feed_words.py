"""Every problem that a feed can have is told in words, in both languages."""

import re
from xml.parsers import expat

import pytest
from django.utils.translation import override

from yarmarka.connectors.feeds.types import FeedCode
from yarmarka.domain.catalogue.types import AttributeFault
from yarmarka.flows.feed_report import ImportCode
from yarmarka.presentation.feed_words import REASONS, WORDS, words_for

#: Every fact that a code may come with.
FACTS = {
    "reason": "mismatched tag",
    "root": "rss",
    "limit": 300,
    "length": 301,
    "id": "A-1",
    "value": "x",
    "known": "RUB, CNY",
    "parent": "9",
    "pieces": 1,
    "weight_g": 500,
    "gone": 900,
    "met": {"ru": "цвет", "en": "colour", "zh": "颜色"},
    "attribute": {"ru": "Цвет", "en": "Colour", "zh": "颜色"},
    "choices": {"ru": "синий", "en": "blue", "zh": "蓝色"},
    "unit": {"ru": "см", "en": "cm", "zh": "厘米"},
}


@pytest.mark.parametrize("language", ["ru", "en", "zh"])
@pytest.mark.parametrize("code", [*FeedCode, *ImportCode, *AttributeFault])
def test_every_code_has_words(code: FeedCode | ImportCode | AttributeFault, language: str) -> None:
    with override(language):
        words = words_for(code, field="price", facts=FACTS)
    for text in map(str, words):
        assert text
        assert "%(" not in text
        assert bool(re.search("[а-я]", text)) == (language == "ru")
        assert bool(re.search("[一-鿿]", text)) == (language == "zh")


def test_words_name_the_field_and_the_value() -> None:
    with override("ru"):
        words = words_for(FeedCode.TOO_PRECISE, field="price", facts={"value": "1.005"})
    assert words.title == "В <price> стоит «1.005»: это больше двух знаков после точки."


def test_a_broken_file_is_explained_in_the_readers_language() -> None:
    with override("ru"):
        words = words_for(FeedCode.FEED_BROKEN, field="", facts={"reason": "mismatched tag"})
    assert words.title == "Дальше файл не читается: тег закрыт концом другого."


def test_the_reader_of_xml_still_says_what_we_translate() -> None:
    said = {expat.ErrorString(code) for code in range(1, 45)}
    assert set(REASONS) - said == {"a tag without end", "elements nested too deep"}


def test_no_words_stand_for_nothing() -> None:
    assert set(WORDS) == {*FeedCode, *ImportCode, *AttributeFault}
