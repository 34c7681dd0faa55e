"""Guessing the HS subheading of goods from their words, in three languages, and taking a whole table in."""

import io

import pytest

from yarmarka.cli.shared_data import shared_data
from yarmarka.connectors.feeds.hs_table import read_hs_table
from yarmarka.demo.goods import aisles, names_of, things, titles_of
from yarmarka.domain.customs.actions import own_headings, store_headings, supply_headings
from yarmarka.domain.customs.errors import HsCodeInvalid, HsTableInvalid
from yarmarka.domain.customs.models import HsHeadingRow
from yarmarka.domain.customs.queries import headings
from yarmarka.domain.customs.rules import check_hs_code, hs_index

OPEN_TABLE = shared_data() / "hs_en" / "harmonized-system.csv"


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Кроссовки беговые мужские", "640411"),
        ("Wireless earbuds with noise cancelling", "851830"),
        ("无线蓝牙耳机", "851830"),
        ("Электрический чайник 1,7 л", "851610"),
        ("Men's cotton shirt, white", "620520"),
        ("Наволочка хлопковая 50×70", "630231"),
    ],
)
def test_words_lead_to_a_subheading(title: str, code: str) -> None:
    assert hs_index(own_headings()).suggest(titles=[title])[0].heading.code == code


def test_nothing_is_suggested_where_no_word_is_known() -> None:
    assert hs_index(own_headings()).suggest(titles=["Xyzzy 3000", ""]) == ()


def test_nine_of_ten_things_of_the_demo_have_their_code_among_three() -> None:
    index = hs_index(own_headings())
    shelves = {shelf.slug: names_of(shelf) for aisle in aisles() for shelf in aisle.shelves}
    right = [
        thing.hs
        in [
            one.heading.code
            for one in index.suggest(titles=titles_of(thing).values(), shelves=shelves[thing.shelf].values())
        ]
        for thing in things()
    ]
    assert sum(right) >= 0.9 * len(right)


def test_headings_have_names_in_three_languages_once_each() -> None:
    own = own_headings()
    assert len({one.code for one in own}) == len(own)
    for one in own:
        assert check_hs_code(one.code) == one.code
        assert all(one.names[language] for language in ("ru", "en", "zh")), one.code


@pytest.mark.parametrize("wrong", ["", "85161", "8516101", "770110", "990000", "85a610", "００００００"])
def test_what_is_no_code_is_refused(wrong: str) -> None:
    with pytest.raises(HsCodeInvalid):
        check_hs_code(wrong)


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("number,text\n851610,Kettles\n", 1, "hscode"),
        ("hscode,description\n851610,Kettles\n851621,\n", 3, "description"),
        ("hscode,description\n85;16,Kettles\n", 2, "hscode"),
    ],
)
def test_a_table_that_can_not_be_read_says_where(table: str, row: int, column: str) -> None:
    with pytest.raises(HsTableInvalid) as trouble:
        list(read_hs_table(io.StringIO(table), language="en"))
    assert (trouble.value.facts["row"], trouble.value.facts["column"]) == (row, column)


@pytest.mark.django_db
def test_a_loaded_table_adds_codes_and_leaves_our_names() -> None:
    if not OPEN_TABLE.exists():
        pytest.skip("the open HS table is not beside the checkout")
    supply_headings()
    with OPEN_TABLE.open(encoding="utf-8-sig", newline="") as file:
        loaded = list(read_hs_table(file, language="en"))
    assert store_headings(loaded, source="open table") == len(loaded) > 5_000
    assert HsHeadingRow.objects.get(code="851610").names["ru"].startswith("Чайники")
    found = headings().suggest(titles=["Live horses for breeding"])
    assert found[0].heading.code.startswith("0101")
