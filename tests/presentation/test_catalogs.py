"""Catalogs: compiled when changed, and every phrase that a reader sees has its translation."""

import gettext
import os
from pathlib import Path

import pytest

from yarmarka.presentation.catalogs import compile_catalogs, gaps, stale_catalogs

HEADER = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "house"
    (folder / "shop" / "templates").mkdir(parents=True)
    return folder


def write_catalog(house: Path, entries: str) -> Path:
    file = house / "shop" / "locale" / "ru" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEADER + entries)
    return file


def problems(house: Path, *languages: str) -> list[str]:
    found = gaps(house, languages=languages or ("ru",))
    return [f"{gap.file.name}:{gap.line} {gap.problem}" for gap in found]


def test_a_catalog_is_compiled_once_and_again_after_a_change(house: Path) -> None:
    source = write_catalog(house, 'msgid "Basket"\nmsgstr "Корзина"\n')
    assert compile_catalogs(house) == 1
    assert compile_catalogs(house) == 0
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Basket") == "Корзина"

    source.write_text(source.read_text().replace("Корзина", "Тележка"))
    os.utime(source, (source.stat().st_atime, source.stat().st_mtime + 1))
    assert stale_catalogs(house) == [source]
    assert compile_catalogs(house) == 1
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Basket") == "Тележка"


def test_an_unsure_translation_is_neither_compiled_nor_passed_over(house: Path) -> None:
    source = write_catalog(house, '#, fuzzy\nmsgid "Basket"\nmsgstr "Баскетбол"\n\nmsgid "Pay"\nmsgstr ""\n')
    assert len(problems(house)) == 2
    compile_catalogs(house)
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("Basket") == "Basket"


def test_a_missing_plural_form_is_a_gap(house: Path) -> None:
    write_catalog(
        house,
        'msgid "%(n)s item"\nmsgid_plural "%(n)s items"\n'
        'msgstr[0] "%(n)s товар"\nmsgstr[1] "%(n)s товара"\nmsgstr[2] ""\n',
    )
    assert len(problems(house)) == 1


def test_phrases_of_code_without_an_entry_are_named_with_their_line(house: Path) -> None:
    write_catalog(house, 'msgid "Basket"\nmsgstr "Корзина"\n')
    (house / "shop" / "words.py").write_text(
        'a = _("Basket")\nb = _(\n    "Pay "\n    "now"\n)\nc = _(name)\n'
    )
    assert problems(house) == ["words.py:3 'Pay now' has no entry in any locale/ru/LC_MESSAGES/django.po"]


def test_a_phrase_needs_an_entry_in_every_language(house: Path) -> None:
    write_catalog(house, 'msgid "Basket"\nmsgstr "Корзина"\n')
    (house / "shop" / "words.py").write_text('a = _("Basket")\n')
    assert problems(house, "ru", "zh") == [
        "words.py:1 'Basket' has no entry in any locale/zh/LC_MESSAGES/django.po"
    ]


def test_phrases_of_templates_without_an_entry_are_named_with_their_line(house: Path) -> None:
    write_catalog(house, 'msgid "Basket"\nmsgstr "Корзина"\n')
    (house / "shop" / "templates" / "page.html").write_text(
        "<h1>{% translate 'Basket' %}</h1>\n"
        "<div>\n"
        "    <p>it's {{ 'text' }}</p>\n"
        "  {% blocktranslate count n=n trimmed %}\n    {{ n }} item\n  {% plural %}{{ n }} items"
        "{% endblocktranslate %}\n"
        "</div>\n"
    )
    (found,) = problems(house)
    assert "page.html:4" in found
    assert "%(n)s item" in found


def test_a_phrase_in_another_sense_needs_an_entry_of_its_own(house: Path) -> None:
    write_catalog(house, 'msgid "Order"\nmsgstr "Заказ"\n')
    (house / "shop" / "words.py").write_text('a = pgettext("sorting", "Order")\n')
    assert len(problems(house)) == 1
    write_catalog(house, 'msgctxt "sorting"\nmsgid "Order"\nmsgstr "Порядок"\n')
    assert problems(house) == []
