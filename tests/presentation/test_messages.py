"""The translators' files stay in step with the code, and no translation is ever lost."""

from collections.abc import Collection
from pathlib import Path

import pytest

from yarmarka.presentation import messages


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shop = tmp_path / "house" / "shop"
    (shop / "templates").mkdir(parents=True)
    (shop / "locale").mkdir()
    (shop / "templates" / "page.html").write_text(
        '{% translate "Basket" %}'
        "{% blocktranslate count n=n %}{{ n }} piece{% plural %}{{ n }} pieces{% endblocktranslate %}"
    )
    return tmp_path / "house"


def keep_in_step(house: Path, *, only: Collection[Path] = (), prune: bool = False) -> dict[Path, int]:
    return messages.keep_in_step(house, only=only, prune=prune, languages=("ru",))


def catalog(house: Path, folder: str = "shop") -> Path:
    return house / folder / "locale" / "ru" / "LC_MESSAGES" / "django.po"


def test_new_phrases_come_in_and_are_counted(house: Path) -> None:
    assert keep_in_step(house) == {catalog(house): 2}
    text = catalog(house).read_text()
    assert 'msgid "Basket"\nmsgstr ""' in text
    assert 'msgid_plural "%(n)s pieces"' in text


def test_doing_it_again_changes_nothing(house: Path) -> None:
    keep_in_step(house)
    before = catalog(house).read_text()
    keep_in_step(house)
    assert catalog(house).read_text() == before


def test_a_translation_stays_when_phrases_come_and_go(house: Path) -> None:
    keep_in_step(house)
    file = catalog(house)
    file.write_text(file.read_text().replace('msgid "Basket"\nmsgstr ""', 'msgid "Basket"\nmsgstr "Корзина"'))
    (house / "shop" / "templates" / "page.html").write_text('{% translate "Pay" %}')
    assert keep_in_step(house)[file] == 3 - 1
    assert 'msgid "Basket"\nmsgstr "Корзина"' in file.read_text()
    keep_in_step(house, prune=True)
    assert '#~ msgid "Basket"\n#~ msgstr "Корзина"' in file.read_text()


def test_a_phrase_known_elsewhere_brings_its_translation(house: Path) -> None:
    other = house / "stall"
    (other / "locale" / "ru" / "LC_MESSAGES").mkdir(parents=True)
    catalog(house, "stall").write_text('msgid "Basket"\nmsgstr "Корзина"\n')
    keep_in_step(house, only=[house / "shop"])
    assert 'msgid "Basket"\nmsgstr "Корзина"' in catalog(house).read_text()
    assert catalog(house, "stall").read_text() == 'msgid "Basket"\nmsgstr "Корзина"\n'


def test_the_deepest_folder_owns_a_phrase(house: Path) -> None:
    inner = house / "shop" / "papers"
    (inner / "locale").mkdir(parents=True)
    (inner / "label.py").write_text('_("Weight")\n')
    keep_in_step(house)
    assert "Weight" in catalog(house, "shop/papers").read_text()
    assert "Weight" not in catalog(house).read_text()


def test_chinese_has_one_form_for_any_number(house: Path) -> None:
    [file] = messages.keep_in_step(house, languages=("zh",))
    assert file.parent.parent.name == "zh"
    assert "Plural-Forms: nplurals=1;" in file.read_text()
    assert "msgstr[1]" not in file.read_text()
