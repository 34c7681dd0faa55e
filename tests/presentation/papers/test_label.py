"""The label: bars that scan, words that both posts read, and goods that are never called a gift."""

from dataclasses import replace

import pytest

from tests.presentation.papers.examples import FROM_CHINA, FROM_TULA, HEADPHONES, WHITSTABLE
from tests.presentation.papers.reading import everything, font_files, pages, scanned, sizes
from yarmarka.kernel.errors import Invalid
from yarmarka.presentation.papers import Category, render_label, render_labels
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import s10


def test_a_scanner_reads_the_number_from_the_bars() -> None:
    assert scanned(render_label(FROM_CHINA, locale="ru")) == [("Code 128", "LP001234568CN")]


@pytest.mark.parametrize("serial", [0, 3, 10_000_014, 10_000_002, 12_345_678, 99_999_999])
def test_every_kind_of_check_digit_scans(serial: int) -> None:
    number = s10("RA", serial, "RU")
    assert scanned(render_label(replace(FROM_TULA, number=number), locale="ru")) == [("Code 128", number)]


def test_people_read_the_number_in_groups() -> None:
    assert "RA 644 000 005 RU" in pages(render_label(FROM_TULA, locale="ru"))[0]


@pytest.mark.parametrize("number", ["RA644000001RU", "RB123456786US", "29500010123454", "ra644000005ru", ""])
def test_a_number_that_a_sorting_belt_would_refuse_is_not_printed(number: str) -> None:
    with pytest.raises(Invalid) as refusal:
        render_label(replace(FROM_TULA, number=number), locale="ru")
    assert refusal.value.field == "number"


def test_names_keep_their_own_script() -> None:
    text = everything(render_label(FROM_CHINA, locale="ru"))
    assert "МарияСергеевнаИванова" in text
    assert "深圳市蓝鲸电子有限公司" in text
    assert "WirelessHeadphones无线耳机".casefold() in text.casefold()


def test_a_label_that_crosses_a_border_speaks_both_languages() -> None:
    text = pages(render_label(FROM_CHINA, locale="ru"))[0]
    for words in ("Кому / To", "От кого / From", "РОССИЯ / RUSSIA", "КИТАЙ / CHINA"):
        assert words in text


def test_a_label_at_home_speaks_one_language() -> None:
    text = pages(render_label(FROM_TULA, locale="ru"))[0]
    assert "Кому" in text
    assert "To" not in text
    assert "12 379,00 ₽" in text.replace("\xa0", " ")


def test_a_label_at_home_says_how_large_the_parcel_is_where_that_is_known() -> None:
    sized = pages(render_label(replace(FROM_TULA, box_cm=(31, 20, 11)), locale="ru"))[0]
    assert "31 × 20 × 11 см" in sized
    assert " × " not in pages(render_label(FROM_TULA, locale="ru"))[0]


def test_an_english_seller_still_writes_to_a_russian_post() -> None:
    text = pages(render_label(replace(FROM_CHINA, sender=WHITSTABLE), locale="en"))[0]
    assert "To / Кому" in text


def test_what_is_sold_is_declared_as_sold() -> None:
    text = pages(render_label(FROM_CHINA, locale="en"))[0]
    ticked, _, _ = text.partition("Sale of goods")
    assert ticked.rstrip().splitlines()[-1].strip() in {"X", "Продажа товара"}
    assert text.count("X") == 1
    assert "GIFT" not in Category.__members__


def test_the_declaration_names_every_line_with_code_origin_weight_and_value() -> None:
    text = pages(render_label(FROM_CHINA, locale="ru"))[0]
    for fact in ("CN 22", "851830", "854442", "0.380", "0.060", "0.480", "11980.00 RUB", "12379.00 RUB"):
        assert fact in text


def test_parcel_post_is_not_given_the_form_of_letter_post() -> None:
    text = pages(render_label(replace(FROM_CHINA, number=s10("CP", 1, "CN")), locale="ru"))[0]
    assert "CN 22" not in text
    assert "Customs declaration" in text


def test_a_parcel_at_home_needs_no_declaration() -> None:
    assert "Customs" not in pages(render_label(FROM_TULA, locale="en"))[0]


@pytest.mark.parametrize("declared", [Money(1_237_901, "RUB"), Money(1_237_900, "CNY")])
def test_a_declaration_that_does_not_add_up_is_refused(declared: Money) -> None:
    with pytest.raises(Invalid) as refusal:
        render_label(replace(FROM_CHINA, declared=declared), locale="ru")
    assert refusal.value.field == "declared"


def test_contents_without_room_go_on_to_the_next_sheet() -> None:
    contents = tuple(replace(HEADPHONES, description=f"Чайник номер {place}") for place in range(30))
    facts = replace(FROM_CHINA, contents=contents, declared=Money(30 * 1_198_000, "RUB"))
    printed = pages(render_label(facts, locale="ru"))
    assert len(printed) > 1
    assert "следующем листе" in printed[0]
    assert all(f"Чайник номер {place}" in "".join(printed) for place in range(30))


def test_a_label_is_a_hundred_by_a_hundred_and_fifty_millimetres() -> None:
    assert sizes(render_label(FROM_CHINA, locale="ru")) == {(100, 150)}


def test_many_labels_print_as_one_document() -> None:
    pdf = render_labels([FROM_CHINA, FROM_TULA], locale="ru")
    assert [scanned(pdf, page) for page in (0, 1)] == [
        [("Code 128", "LP001234568CN")],
        [("Code 128", "RA644000005RU")],
    ]


def test_the_same_facts_give_the_same_bytes() -> None:
    assert render_label(FROM_CHINA, locale="ru") == render_label(FROM_CHINA, locale="ru")


def test_every_font_travels_with_the_paper() -> None:
    fonts = font_files(render_label(FROM_CHINA, locale="ru"))
    assert len(fonts) == 3
    assert all(fonts.values())
