"""Refused rows: each named by its line and its reason, and its neighbours not touched."""

import pytest

from tests.connectors.feeds.writing import feed, offer, only_refusal, read
from yarmarka.connectors.feeds.types import FeedCode, FeedOffer, RefusedRow


@pytest.mark.parametrize(
    ("bad", "field", "code"),
    [
        (offer(number=""), "id", FeedCode.VALUE_MISSING),
        (offer(number="x" * 121), "id", FeedCode.VALUE_TOO_LONG),
        (offer(without="name"), "name", FeedCode.VALUE_MISSING),
        (offer("<name> </name>"), "name", FeedCode.VALUE_MISSING),
        (offer(f"<name>{'x' * 301}</name>"), "name", FeedCode.VALUE_TOO_LONG),
        (offer(without="price"), "price", FeedCode.VALUE_MISSING),
        (offer("<price>дорого</price>"), "price", FeedCode.NOT_A_NUMBER),
        (offer("<price>1 499</price>"), "price", FeedCode.NOT_A_NUMBER),
        (offer("<price>1499,00</price>"), "price", FeedCode.NOT_A_NUMBER),
        (offer("<price>1e3</price>"), "price", FeedCode.NOT_A_NUMBER),
        (offer("<price>NaN</price>"), "price", FeedCode.NOT_A_NUMBER),
        (offer("<price>-1</price>"), "price", FeedCode.NOT_POSITIVE),
        (offer("<price>0.00</price>"), "price", FeedCode.NOT_POSITIVE),
        (offer("<price>1.005</price>"), "price", FeedCode.TOO_PRECISE),
        (offer("<price>99999999999</price>"), "price", FeedCode.TOO_LARGE),
        (offer(without="currencyId"), "currencyId", FeedCode.VALUE_MISSING),
        (offer("<currencyId>XBT</currencyId>"), "currencyId", FeedCode.CURRENCY_UNKNOWN),
        (offer(without="categoryId"), "categoryId", FeedCode.VALUE_MISSING),
        (offer("<categoryId>2</categoryId>"), "categoryId", FeedCode.CATEGORY_UNKNOWN),
        (offer("<weight>тяжёлый</weight>"), "weight", FeedCode.NOT_A_NUMBER),
        (offer("<weight>0</weight>"), "weight", FeedCode.NOT_POSITIVE),
        (offer("<weight>10001</weight>"), "weight", FeedCode.TOO_LARGE),
        (offer("<dimensions>20x30x15</dimensions>"), "dimensions", FeedCode.DIMENSIONS_INVALID),
        (offer("<dimensions>20/30/-15</dimensions>"), "dimensions", FeedCode.NOT_POSITIVE),
        (offer("<count>много</count>"), "count", FeedCode.NOT_A_NUMBER),
        (offer("<count>1.5</count>"), "count", FeedCode.NOT_A_NUMBER),
        (offer("<count>-1</count>"), "count", FeedCode.NEGATIVE),
        (offer("<count>9999999999</count>"), "count", FeedCode.TOO_LARGE),
        (offer("<param>x</param>" * 2001), "offer", FeedCode.OFFER_TOO_BIG),
        (offer(f"<description>{'x' * 500_001}</description>"), "offer", FeedCode.OFFER_TOO_BIG),
    ],
)
def test_a_row_that_can_not_be_taken_is_refused_with_its_reason(bad: str, field: str, code: FeedCode) -> None:
    found = only_refusal(feed(bad))
    assert (found.field, found.code, found.line) == (field, code, 6)


def test_a_price_with_idle_zeros_is_not_too_precise() -> None:
    assert [type(row) for row in read(feed(offer("<price>1.500</price>")))][-1] is FeedOffer


def test_every_problem_of_a_row_is_told_at_once() -> None:
    found = only_refusal(feed(offer("<price>0</price><weight>x</weight>", without="name")))
    assert [found.field, *(other.field for other in found.others)] == ["name", "price", "weight"]


def test_of_two_offers_with_one_id_the_later_is_refused() -> None:
    rows = read(feed("\n".join([offer(number="A"), offer(number="B"), offer(number="A")])))[2:]
    assert [type(row) for row in rows] == [FeedOffer, FeedOffer, RefusedRow]
    assert isinstance(rows[2], RefusedRow)
    assert (rows[2].line, rows[2].offer, rows[2].code) == (8, "A", FeedCode.ID_REPEATED)


def test_of_two_categories_with_one_id_the_later_is_refused() -> None:
    told = '<category id="1">A</category>\n<category id="1">B</category>\n<category>C</category>\n<category id="2"/>'
    found = [row for row in read(feed("", categories=told)) if isinstance(row, RefusedRow)]
    assert [(row.line, row.code) for row in found] == [
        (5, FeedCode.ID_REPEATED),
        (6, FeedCode.VALUE_MISSING),
        (7, FeedCode.VALUE_MISSING),
    ]


def test_three_bad_rows_in_a_hundred_are_each_named_by_line() -> None:
    """Beyond 65,535 lines too, where some parsers stop counting."""
    rows = [
        offer("<price>0</price>" if number % 33 == 0 else "", number=str(number)).replace("><", ">\n<")
        for number in range(20_000)
    ]
    data = feed("\n".join(rows))
    lines = data.decode().splitlines()
    refused = [row for row in read(data) if isinstance(row, RefusedRow)]
    assert [row.offer for row in refused] == [str(number) for number in range(0, 20_000, 33)]
    assert all(lines[row.line - 1].startswith(f'<offer id="{row.offer}"') for row in refused)
    assert refused[-1].line > 65_535


def test_a_file_that_breaks_off_gives_what_came_whole_and_never_half_an_offer() -> None:
    data = feed("\n".join(offer(number=str(number)) for number in range(5)))
    after_third = data.index(b'<offer id="3"') + 40
    *rows, last = read(data[:after_third])
    assert [row.sku for row in rows if isinstance(row, FeedOffer)] == ["0", "1", "2"]
    assert isinstance(last, RefusedRow)
    assert (last.code, last.line) == (FeedCode.FEED_BROKEN, 9)


def test_any_beginning_of_a_file_gives_whole_offers_and_then_one_reason() -> None:
    data = feed("\n".join(offer(number=str(number)) for number in range(3)))
    whole = [row for row in read(data) if isinstance(row, FeedOffer)]
    for length in range(len(data)):
        *rows, last = read(data[:length])
        found = [row for row in rows if isinstance(row, FeedOffer)]
        assert found == whole[: len(found)]
        assert isinstance(last, RefusedRow)
        assert last.code == FeedCode.FEED_BROKEN


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", FeedCode.FEED_BROKEN),
        (b"id;price\n1;2\n", FeedCode.FEED_BROKEN),
        (b'<rss version="2.0"></rss>', FeedCode.FEED_NOT_YML),
        (feed("<offer id='1'></ofer>"), FeedCode.FEED_BROKEN),
        (feed("<offer id='1'>a & b</offer>"), FeedCode.FEED_BROKEN),
        (feed("<offer id='1'>a&nbsp;b</offer>"), FeedCode.FEED_BROKEN),
        (feed(offer(), before='<?xml version="1.0" encoding="klingon"?>\n'), FeedCode.FEED_BROKEN),
        (feed(offer()).decode().encode("windows-1251"), FeedCode.FEED_BROKEN),
    ],
)
def test_what_is_no_yml_is_refused_as_a_whole(data: bytes, code: FeedCode) -> None:
    last = read(data)[-1]
    assert isinstance(last, RefusedRow)
    assert last.code == code
