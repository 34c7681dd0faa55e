"""Every translation is one: in its language's own script, with all that the phrase fills in, and said politely."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.reading import foreign_words
from yarmarka.presentation.catalogs import HOUSE, TRANSLATED

#: What phrases fill in, mark up, or quote as machines write it.
_FILLED = re.compile(
    r"%\(\w+\)[sd]|<code>.*?</code>|</?[a-z_]+[^>]*>|&\w+;|\b[A-Z]+_[A-Z_]+\b|\b[A-Z]\w+-[\w-]+|`[^`]*`|[«“][!-~]+[»”]"
)
#: Names, and words of machines that are written so in every language.
_NAMES = frozenset(
    {"yookassa", "kassa", "tb", "cdata", "doctype", "csrf", "csrftoken", "true", "false", "secure"}
    | {"companies", "house", "west", "wcag", "aa"}
    # Columns and elements of files that others make.
    | {"hscode", "description", "коммерческаяинформация"}
)


def messages(language: str) -> Iterator[Message]:
    for file in sorted(HOUSE.glob(f"**/locale/{language}/LC_MESSAGES/*.po")):
        with file.open("rb") as text:
            yield from (message for message in read_po(text, locale=language) if message.id)


def strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_repeats_english(language: str) -> None:
    told = {_FILLED.sub(" ", text): message.id for message in messages(language) for text in strings(message)}
    assert "\n".join(foreign_words(list(told), language, data=_NAMES)) == ""


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_fills_in_what_its_phrase_does(language: str) -> None:
    wrong = []
    for message in messages(language):
        asked = message.id if isinstance(message.id, str) else message.id[-1]
        for text in strings(message)[-1:]:
            if sorted(re.findall(r"%\(\w+\)[sd]", asked)) != sorted(re.findall(r"%\(\w+\)[sd]", text)):
                wrong.append(f"{asked} → {text}")
    assert wrong == []


def test_chinese_is_polite_and_punctuated_as_chinese_is() -> None:
    wrong = [
        text
        for message in messages("zh")
        for text in strings(message)
        if re.search(r"你|[一-鿿][,;!?]|[一-鿿]:(?!\d)|！|\.\.\.", text)
    ]
    assert wrong == []
