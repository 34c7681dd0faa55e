"""Shelves: their addresses, their drawings, and paths put up below a root."""

import pytest

from tests.market import NOW
from yarmarka.domain.catalogue.actions import add_category, ensure_categories
from yarmarka.domain.catalogue.queries import categories, category_by_slug
from yarmarka.domain.catalogue.rules.archetypes import PARCEL, archetype_of
from yarmarka.domain.catalogue.rules.categories import EXTERNAL_NAME_LENGTH, external_name, slug_for
from yarmarka.domain.catalogue.rules.languages import language_of
from yarmarka.kernel.errors import Missing


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Чайники и кофеварки", "chainiki-i-kofevarki"),
        ("Щётки, ёршики", "shchetki-ershiki"),
        ("Toner & ink", "toner-ink"),
        ("  USB-C  ", "usb-c"),
    ],
)
def test_an_address_reads_like_the_name(name: str, slug: str) -> None:
    assert slug_for(name, taken=()) == slug


def test_an_address_is_never_taken_twice() -> None:
    assert slug_for("Tea", taken={"tea", "tea-2"}) == "tea-3"


def test_a_name_without_letters_of_ours_has_an_address_too() -> None:
    assert slug_for("茶叶", taken=()).startswith("shelf-")


def test_a_long_path_stays_different_when_cut() -> None:
    first, second = (external_name(["x" * 299, "tea", end]) for end in ("green", "black"))
    assert len(first) <= EXTERNAL_NAME_LENGTH
    assert first != second


@pytest.mark.parametrize(
    ("names", "picture"),
    [
        (["Наушники", "Звук"], "headphones"),
        (["Laptop bags"], "laptop"),
        (["Мобильные телефоны"], "phone"),
        (["Inkjet paper"], "parcel"),
        (["Teak oil"], "parcel"),
        (["Всякое", "Чайники"], "kettle"),
    ],
)
def test_a_shelf_has_the_drawing_of_what_lies_on_it(names: list[str], picture: str) -> None:
    assert archetype_of(names).picture == picture


def test_unknown_goods_are_a_parcel_of_a_kilogram() -> None:
    assert archetype_of(["Frobnicators"]) == PARCEL


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ноутбук HP Pavilion dv7-1211ea", "ru"),
        ("Xerox toner cartridge", "en"),
        ("华为手机 P40 Pro", "zh"),
        ("", "en"),
        ("Кабель USB", "ru"),
    ],
)
def test_a_few_words_tell_the_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.django_db
def test_paths_are_put_up_once_below_a_root() -> None:
    root = add_category(names={"ru": "Электроника", "en": "Electronics"}, slug="electronics", now=NOW)
    paths = [("Телефоны", "Чехлы"), ("Телефоны",), ("телефоны", "Чехлы")]
    made = ensure_categories(paths, below=root, now=NOW)
    again = ensure_categories(paths, below=root, now=NOW)
    assert made == again
    assert len(categories()) == 3
    cases = made["Телефоны", "Чехлы"]
    assert cases.path == [root.id, made["Телефоны",].id, cases.id]
    assert cases.names == {"ru": "Чехлы"}
    assert cases.picture == "bag"


@pytest.mark.django_db
def test_a_shelf_is_known_by_its_name_in_any_language() -> None:
    root = add_category(names={"ru": "Электроника", "en": "Electronics"}, slug="electronics", now=NOW)
    made = ensure_categories([("ELECTRONICS",)], below=None, now=NOW)
    assert made["ELECTRONICS",] == root


@pytest.mark.django_db
def test_the_tree_comes_from_the_top() -> None:
    root = add_category(names={"en": "Home"}, now=NOW)
    add_category(names={"en": "Kettles"}, parent=root, now=NOW)
    assert [card.slug for card in categories()] == ["home", "kettles"]


@pytest.mark.django_db
def test_an_unknown_shelf_is_missing() -> None:
    with pytest.raises(Missing):
        category_by_slug("no-such-shelf")
