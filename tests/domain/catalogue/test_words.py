"""What a reader types, as full-text search takes it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yarmarka.domain.catalogue.queries import list_products
from yarmarka.domain.catalogue.rules.words import any_of_words, search_words
from yarmarka.domain.catalogue.types import ProductFilter, SearchWords, Sort


def test_the_last_word_may_be_unfinished() -> None:
    assert search_words("белый чай") == SearchWords(all="белый чай", head="белый", beginning="'чай':*")


@pytest.mark.parametrize("text", ['"белый чай"', "чай -белый", "чай or кофе"])
def test_operators_are_taken_at_their_word(text: str) -> None:
    words = search_words(text)
    assert words is not None
    assert words.beginning == ""


def test_yo_is_ye() -> None:
    words = search_words("Ёлочный  шар")
    assert words is not None
    assert words.all == "Елочный шар"


@pytest.mark.parametrize("text", ["", "   ", "—", "!!! ???", "_"])
def test_without_words_there_is_nothing_to_search_for(text: str) -> None:
    assert search_words(text) is None
    assert any_of_words(text) is None


def test_some_of_the_words_are_an_alternative() -> None:
    assert any_of_words("белый, чай!") == SearchWords(all="белый or чай", head="", beginning="")
    assert any_of_words("чай") is None


@pytest.mark.django_db
@given(st.text(max_size=60) | st.text(alphabet="ab'\"\\:*&|!()<>- %ё", max_size=30))
def test_no_text_breaks_the_search(text: str) -> None:
    for words in (search_words(text), any_of_words(text)):
        if words:
            list_products(ProductFilter(words=words), sort=Sort.RELEVANCE, limit=1)
