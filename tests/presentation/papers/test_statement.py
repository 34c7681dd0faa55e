"""The statement of a month: every entry, what was owed before and after, in the reader's language."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.presentation.papers.reading import everything, pages, sizes
from yarmarka.presentation.papers import StatementFacts, StatementRow, render_statement

AT = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
SALE = StatementRow(AT, "Order settled", "261120-ABCDEFG", "RUB", 1_234_567, 30_000, 0, -98_765, -19_753, -1_234,
                    91_234, 191_234)  # fmt: skip
PAYOUT = StatementRow(AT, "Payout on its way", "", "CNY", 0, 0, 0, 0, 0, 0, -191_234, 0)
FACTS = StatementFacts(
    shop_name="Ярмарка",
    seller_name="蓝鲸电子 Blue Whale",
    seller_legal_name="深圳蓝鲸电子有限公司",
    currency="CNY",
    month=date(2026, 11, 1),
    made_at=datetime(2026, 12, 2, 9, 0, tzinfo=UTC),
    opening_minor=100_000,
    closing_minor=0,
    is_final=True,
    rows=(SALE, PAYOUT),
)


@pytest.mark.parametrize("locale", ["ru", "en", "zh"])
def test_it_shows_every_figure(locale: str) -> None:
    (text,) = pages(render_statement(FACTS, locale=locale))
    figures = (("12 345,67", "1 912,34", "-987,65"), ("12,345.67", "1,912.34", "-₽987.65"))[locale != "ru"]
    plain = text.replace("\xa0", " ").replace("\u202f", " ").replace("−", "-")
    head = {
        "ru": ("Выписка, ноябрь 2026", "Счёт в CNY"),
        "en": ("Statement, November 2026", "Account in CNY"),
        "zh": ("2026年11月月结单", "CNY 账户"),
    }[locale]
    for fact in (*figures, *head, "261120-ABCDEFG", "蓝鲸电子"):
        assert fact in plain


def test_it_says_whether_more_may_follow() -> None:
    assert "Месяц закрыт" in pages(render_statement(FACTS, locale="ru"))[0]
    assert "not closed" in pages(render_statement(replace(FACTS, is_final=False), locale="en"))[0]


def test_a_busy_month_goes_over_pages_with_the_tables_head_on_each() -> None:
    many = replace(FACTS, rows=(SALE,) * 120)
    printed = pages(render_statement(many, locale="en"))
    assert len(printed) > 3
    assert all("Commission" in page and f"page {place}" in page for place, page in enumerate(printed, 1))
    assert everything(render_statement(many, locale="en")).count("261120-ABCDEFG") == 120
    assert sizes(render_statement(many, locale="en")) == {(297, 210)}


def test_the_same_statement_is_the_same_bytes() -> None:
    assert render_statement(FACTS, locale="ru") == render_statement(FACTS, locale="ru")
