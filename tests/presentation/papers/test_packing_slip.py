"""The packing slip: what is in the parcel, in the shopper's language, and no prices."""

from dataclasses import replace

from tests.presentation.papers.examples import SLIP
from tests.presentation.papers.reading import everything, pages, scanned, sizes
from yarmarka.presentation.papers import PackingLine, render_packing_slip


def test_it_lists_the_goods_with_article_and_pieces() -> None:
    text = pages(render_packing_slip(SLIP, locale="ru"))[0]
    for fact in ("BW-220-BLK", "Беспроводные наушники", "чёрные", "BW-CB-015", "蓝鲸电子 Blue Whale"):
        assert fact in text


def test_it_speaks_the_shoppers_language() -> None:
    assert "Что в посылке" in pages(render_packing_slip(SLIP, locale="ru"))[0]
    assert "What is in the parcel" in pages(render_packing_slip(SLIP, locale="en"))[0]
    assert "20 ноября 2026" in pages(render_packing_slip(SLIP, locale="ru"))[0]


def test_it_says_until_when_something_wrong_can_be_told() -> None:
    assert "в течение 14 дней" in " ".join(pages(render_packing_slip(SLIP, locale="ru"))[0].split())
    assert "within 1 day of" in pages(render_packing_slip(replace(SLIP, claim_days=1), locale="en"))[0]


def test_the_qr_code_opens_the_order() -> None:
    assert ("QR Code", SLIP.order_url) in scanned(render_packing_slip(SLIP, locale="ru"))


def test_it_names_no_price() -> None:
    text = everything(render_packing_slip(SLIP, locale="ru"))
    assert not any(sign in text for sign in ("₽", "RUB", "руб"))


def test_a_long_list_goes_over_pages_with_the_tables_head_on_each() -> None:
    lines = tuple(
        PackingLine(sku=f"A-{place}", title=f"Чайник {place} " * 12, quantity=1) for place in range(60)
    )
    printed = pages(render_packing_slip(replace(SLIP, lines=lines), locale="ru"))
    assert len(printed) > 2
    assert all("Артикул" in page for page in printed[:-1])
    assert all(f"A-{place}" in "".join(printed) for place in range(60))
    assert [f"страница {number}" in page for number, page in enumerate(printed, 1)] == [True] * len(printed)


def test_it_is_an_a4_sheet() -> None:
    assert sizes(render_packing_slip(SLIP, locale="ru")) == {(210, 297)}
