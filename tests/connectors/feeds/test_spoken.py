"""Texts in several languages, each with whose words it is, as feeds tell them."""

from pathlib import Path

from tests.connectors.feeds.writing import feed, offer, only_offer
from yarmarka.connectors.feeds.tables import read_table
from yarmarka.connectors.feeds.tables.columns import Field, guess
from yarmarka.connectors.feeds.types import FeedCode, FeedOffer, FeedText
from yarmarka.vocabulary.goods import TextOrigin


def test_a_yml_offer_names_the_languages_of_its_texts_and_whose_words_they_are() -> None:
    found = only_offer(
        feed(
            offer(
                '<name>Чайник</name><name lang="en" origin="machine">Kettle</name>'
                '<name lang="zh-CN" origin="переводчик">水壶</name><name lang="de">Kessel</name>'
                '<description>Греет.</description><description lang="en" origin="robot">Heats.</description>',
            )
        )
    )
    assert (found.title, found.description) == ("Чайник", "Греет.")
    assert found.texts == (
        FeedText("titles", "en", "Kettle", TextOrigin.MACHINE),
        FeedText("titles", "zh", "水壶", TextOrigin.TRANSLATOR),
        FeedText("descriptions", "en", "Heats."),
    )
    assert [note.code for note in found.notes] == [
        FeedCode.TEXT_LANGUAGE_UNKNOWN,
        FeedCode.TEXT_ORIGIN_UNKNOWN,
    ]


def test_an_offer_whose_only_name_has_a_language_is_called_by_it() -> None:
    found = only_offer(feed(offer('<name lang="zh">Xiaomi Redmi 12</name>', without="name")))
    assert found.title == "Xiaomi Redmi 12"
    assert found.texts == (FeedText("titles", "zh", "Xiaomi Redmi 12"),)


def test_a_table_has_a_column_for_each_language(tmp_path: Path) -> None:
    head = ("sku", "Title_EN", "Название", "Цена", "Категория", "Описание (китайский)", "Origin EN")
    row = ("K-1", "Kettle", "Чайник", "1499", "Чайники", "电热水壶", "machine")
    meant = guess(head, {})
    assert [meant[place] for place in (1, 2, 5, 6)] == [
        Field.NAME_EN,
        Field.NAME,
        Field.DESCRIPTION_ZH,
        Field.ORIGIN_EN,
    ]
    file = tmp_path / "goods.csv"
    file.write_text("\n".join(";".join(cells) for cells in (head, row)), encoding="utf-8-sig")
    [found] = [one for one in read_table(file, meant=meant, currency="RUB") if isinstance(one, FeedOffer)]
    assert found.title == "Чайник"
    assert found.texts == (
        FeedText("titles", "en", "Kettle", TextOrigin.MACHINE),
        FeedText("descriptions", "zh", "电热水壶"),
    )
