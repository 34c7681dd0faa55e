"""What a YML offer says, and in how many ways it may be said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.connectors.feeds.writing import feed, offer, only_offer, read
from yarmarka.connectors.feeds.types import FeedCategory, FeedCode, FeedHead, FeedOffer
from yarmarka.connectors.feeds.yml import read_feed
from yarmarka.vocabulary.money import Money

WHOLE = """<offer id="A-1" available="false" group_id="G1">
<url>https://samovar.example/a-1</url>
<price>1499.5</price><oldprice>1999</oldprice><currencyId>RUR</currencyId><categoryId>1</categoryId>
<picture>https://samovar.example/1.jpg</picture><picture>https://samovar.example/2.jpg</picture>
<name>Чайник  электрический &amp; стеклянный</name><vendor>Самовар</vendor><vendorCode>ЧС-17</vendorCode>
<description><![CDATA[<p>Греет <b>быстро</b>.</p><ul><li>1,7 л</li><li>подсветка</li></ul>]]></description>
<barcode>4600001000014</barcode><barcode>46 0000 1000 014</barcode>
<param name="Объём" unit="л">1,7</param><param name="Цвет">белый</param>
<weight>1.2</weight><dimensions>20/30.5/15</dimensions><count>7</count>
<country_of_origin>Китай</country_of_origin><tn-ved-code>8516108000</tn-ved-code>
</offer>"""


def test_everything_that_an_offer_says_is_read() -> None:
    assert only_offer(feed(WHOLE)) == FeedOffer(
        line=6,
        sku="A-1",
        title="Чайник электрический & стеклянный",
        price=Money(149_950, "RUB"),
        old_price=Money(199_900, "RUB"),
        category="1",
        brand="Самовар",
        part_number="ЧС-17",
        gtins=("4600001000014",),
        description="Греет быстро.\n\n– 1,7 л\n\n– подсветка",
        picture_urls=("https://samovar.example/1.jpg", "https://samovar.example/2.jpg"),
        attributes=(("Объём", "1,7", "л"), ("Цвет", "белый", "")),
        weight_g=1200,
        dimensions_mm=(200, 305, 150),
        country_of_origin="CN",
        hs_code="8516108000",
        is_available=False,
        stock=7,
        group_id="G1",
    )


def test_an_offer_that_says_only_what_it_must_is_taken() -> None:
    found = only_offer(feed(offer()))
    assert (found.stock, found.weight_g, found.gtins, found.is_available) == (None, None, (), True)


def test_the_head_says_who_and_when() -> None:
    head = read(feed(offer()))[0]
    made_at = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert head == FeedHead(line=2, shop_name="Самовар", company="ООО «Самовар»", made_at=made_at)


@pytest.mark.parametrize(
    ("date", "hour"),
    [
        ("2026-11-22 12:00", 9),
        ("2026-11-22T12:00+05:00", 7),
        ("2026-11-22T12:00:30Z", 12),
        ("yesterday", None),
    ],
)
def test_both_forms_of_the_date_are_read(date: str, hour: int | None) -> None:
    head = read(feed("", date=date))[0]
    assert isinstance(head, FeedHead)
    assert (head.made_at.astimezone(UTC).hour if head.made_at else None) == hour


def test_a_made_title_puts_type_maker_and_model_together() -> None:
    said = "<typePrefix>Принтер</typePrefix><vendor>HP</vendor><model>DJ 2720</model>"
    made = only_offer(feed(offer(said, without="name", attributes='type="vendor.model"')))
    assert made.title == "Принтер HP DJ 2720"
    assert only_offer(feed(offer("<model>X</model>", attributes='type="vendor.model"'))).title == "X"


def test_the_old_russian_code_page_is_read() -> None:
    before = '<?xml version="1.0" encoding="windows-1251"?>\n'
    data = feed(offer(), before=before).decode().encode("windows-1251")
    assert only_offer(data).title == "Чайник"


def test_a_byte_order_mark_does_no_harm() -> None:
    assert only_offer(b"\xef\xbb\xbf" + feed(offer())).title == "Чайник"


def test_a_feed_is_read_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "feed.yml").write_bytes(feed(offer()))
    assert [row.line for row in read_feed(tmp_path / "feed.yml")] == [2, 4, 6]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Китай", "CN"),
        ("китай", "CN"),
        ("CN", "CN"),
        ("China", "CN"),
        ("КНР", "CN"),
        ("США", "US"),
        ("Россия", "RU"),
    ],
)
def test_a_country_may_be_named_in_russian_in_english_or_by_its_code(said: str, code: str) -> None:
    found = only_offer(feed(offer(f"<country_of_origin>{said}</country_of_origin>")))
    assert found.country_of_origin == code


@pytest.mark.parametrize(
    ("more", "field", "code"),
    [
        ("<barcode>4600001000012</barcode>", "barcode", FeedCode.BARCODE_INVALID),
        ("<oldprice>1499</oldprice>", "oldprice", FeedCode.OLD_PRICE_NOT_HIGHER),
        ("<oldprice>много</oldprice>", "oldprice", FeedCode.NOT_A_NUMBER),
        ("<picture>ftp://samovar.example/1.jpg</picture>", "picture", FeedCode.PICTURE_INVALID),
        ("<picture>https://[/1.jpg</picture>", "picture", FeedCode.PICTURE_INVALID),
        ("<tn-ved-code>85161</tn-ved-code>", "tn-ved-code", FeedCode.HS_CODE_INVALID),
        ("<country_of_origin>Лапландия</country_of_origin>", "country_of_origin", FeedCode.ORIGIN_UNKNOWN),
        (f"<vendorCode>{'x' * 121}</vendorCode>", "vendorCode", FeedCode.VALUE_TOO_LONG),
        (f'<param name="Colour">{"x" * 2001}</param>', "param", FeedCode.VALUE_TOO_LONG),
        (f"<description>{'слово ' * 2000}</description>", "description", FeedCode.DESCRIPTION_CUT),
        ("<param>белый</param>", "param", FeedCode.VALUE_MISSING),
        (
            "".join(f"<picture>https://samovar.example/{n}</picture>" for n in range(21)),
            "picture",
            FeedCode.TOO_MANY_PICTURES,
        ),
    ],
)
def test_what_goods_can_be_sold_without_is_left_out_and_noted(more: str, field: str, code: FeedCode) -> None:
    found = only_offer(feed(offer(more)))
    assert [(note.field, note.code) for note in found.notes] == [(field, code)]
    assert (found.gtins, found.old_price, found.hs_code, found.country_of_origin) == ((), None, "", "")


def test_good_values_beside_a_bad_one_stay() -> None:
    found = only_offer(feed(offer("<barcode>123</barcode><barcode>4600001000014</barcode>")))
    assert found.gtins == ("4600001000014",)


def test_parents_come_before_their_children() -> None:
    told = "".join(f'<category id="{n}" parentId="{n - 1}">C</category>' for n in (3, 2))
    told += '<category id="1">A</category>'
    found = [row for row in read(feed("", categories=told)) if isinstance(row, FeedCategory)]
    assert [(row.id, row.parent_id) for row in found] == [("1", ""), ("2", "1"), ("3", "2")]


@pytest.mark.parametrize(
    "told",
    [
        '<category id="1" parentId="9">A</category>',
        '<category id="1" parentId="1">A</category>',
    ],
)
def test_a_category_without_a_real_parent_stands_at_the_top(told: str) -> None:
    (found,) = [row for row in read(feed("", categories=told)) if isinstance(row, FeedCategory)]
    assert found.parent_id == ""
    assert [note.code for note in found.notes] == [FeedCode.PARENT_UNKNOWN]


def test_categories_that_go_in_a_circle_are_cut_open() -> None:
    told = "".join(f'<category id="{n}" parentId="{n % 3 + 1}">C</category>' for n in (1, 2, 3))
    found = [row for row in read(feed("", categories=told)) if isinstance(row, FeedCategory)]
    assert sorted(row.id for row in found) == ["1", "2", "3"]
    assert sum(row.parent_id == "" for row in found) == 1
