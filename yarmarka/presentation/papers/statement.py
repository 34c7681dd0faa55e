"""A seller's statement of a month: an A4 sheet across, each entry with what made it up, for whoever keeps its books."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from django.utils.translation import override, pgettext
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm

from yarmarka.presentation.dates import format_day, format_month
from yarmarka.presentation.money import format_money
from yarmarka.presentation.papers import fonts, words
from yarmarka.presentation.papers.sheet import Box, Sheet
from yarmarka.presentation.papers.text import LEADING, Paragraph, wrap, wrap_all
from yarmarka.presentation.papers.types import StatementFacts, StatementRow

WIDTH, HEIGHT = landscape(A4)
_LEFT: Final = 14 * mm
_RIGHT: Final = WIDTH - 14 * mm
_TOP: Final = 13 * mm
_BOTTOM: Final = HEIGHT - 17 * mm
_SIZE: Final = 8.5
_SMALL: Final = 7.5
_PAD: Final = 1.3 * mm
#: Where the texts begin, and where each column of figures ends.
_WHEN, _WHAT = _LEFT, _LEFT + 24 * mm
_WHAT_WIDTH: Final = 52 * mm
_FIGURES: Final = tuple(_RIGHT - step * mm for step in (166, 141, 116, 93, 72, 49, 27, 0))


def render_statement(facts: StatementFacts, *, locale: str) -> bytes:
    """Return the statement as PDF in the reader's language, on as many A4 pages as its entries need."""
    with override(locale if locale in words.WRITTEN else "en"):
        return _Paper(facts, locale).render()


class _Paper:
    """One statement while it is drawn: knows where the next line goes."""

    def __init__(self, facts: StatementFacts, locale: str) -> None:
        self.facts, self.locale = facts, locale
        self.page, self.y = 1, _TOP
        named = pgettext("papers", "Statement, %(month)s") % {"month": format_month(facts.month, locale)}
        self.title = fonts.printable(named)
        self.sheet = Sheet(width=WIDTH, height=HEIGHT, title=self.title, language=locale)

    def render(self) -> bytes:
        self._draw_head()
        self._draw_table_head()
        self._draw_sum(pgettext("papers", "Owed at the beginning"), self.facts.opening_minor)
        for row in self.facts.rows:
            self._draw_row(row)
        self._draw_sum(pgettext("papers", "Owed at the end"), self.facts.closing_minor)
        self._draw_words()
        self._draw_foot()
        self.sheet.end_page()
        return self.sheet.pdf()

    def _draw_head(self) -> None:
        facts = self.facts
        self.sheet.write(_LEFT, self.y, self.title, size=16, bold=True)
        self.sheet.write_right(_RIGHT, self.y, facts.shop_name, size=12, bold=True)
        self.y += 16 * LEADING + 1.5 * mm
        made = pgettext("papers", "Account in %(currency)s, written out on %(day)s") % {
            "currency": facts.currency,
            "day": format_day(facts.made_at, self.locale),
        }
        lines = [f"{facts.seller_name}, {facts.seller_legal_name}", made, self._state()]
        shown = wrap_all([Paragraph(line) for line in lines], width=_RIGHT - _LEFT, size=_SIZE + 1)
        self.y = self.sheet.write_lines(_LEFT, self.y, shown, size=_SIZE + 1) + 3 * mm

    def _state(self) -> str:
        if self.facts.is_final:
            return pgettext("papers", "The month is closed.")
        return pgettext("papers", "The month is not closed yet: more entries may follow.")

    def _draw_table_head(self) -> None:
        figures = (
            pgettext("papers", "Goods"),
            pgettext("papers", "Delivery"),
            pgettext("papers", "Given back"),
            pgettext("papers", "Commission"),
            pgettext("papers", "Tax on it"),
            pgettext("papers", "Exchanging"),
            pgettext("papers", "Amount"),
            pgettext("papers", "Owed then"),
        )
        self.sheet.write(_WHEN, self.y, pgettext("papers", "Date"), size=_SMALL)
        self.sheet.write(_WHAT, self.y, pgettext("papers", "What"), size=_SMALL)
        for right, name in zip(_FIGURES, figures, strict=True):
            self.sheet.write_right(right, self.y, name, size=_SMALL)
        self.y += _SMALL * LEADING + 0.8 * mm
        self.sheet.rule(_LEFT, self.y, _RIGHT, weight=1)
        self.y += _PAD

    def _draw_row(self, row: StatementRow) -> None:
        name = f"{row.what}, {row.number}" if row.number else row.what
        texts = wrap(name, width=_WHAT_WIDTH, size=_SIZE)
        step = _SIZE * LEADING
        self._need(max(len(texts), 1) * step + 2 * _PAD)
        self.sheet.write(_WHEN, self.y, _day(row.at), size=_SIZE)
        for place, text in enumerate(texts):
            self.sheet.write(_WHAT, self.y + place * step, text, size=_SIZE)
        own = (row.goods_minor, row.delivery_minor, row.given_back_minor, row.commission_minor)
        self._figures([*own, row.tax_minor, row.exchanging_minor], row.order_currency, _FIGURES[:6])
        self._figures([row.amount_minor, row.owed_minor], self.facts.currency, _FIGURES[6:], always=True)
        self.y += max(len(texts), 1) * step + _PAD
        self.sheet.rule(_LEFT, self.y, _RIGHT, weight=0.3)
        self.y += _PAD

    def _figures(
        self, minors: Sequence[int], currency: str, edges: Sequence[float], *, always: bool = False
    ) -> None:
        for right, minor in zip(edges, minors, strict=True):
            if minor or always:
                self.sheet.write_right(right, self.y, format_money(minor, currency, self.locale), size=_SMALL)

    def _draw_sum(self, name: str, minor: int) -> None:
        self._need(_SIZE * LEADING + 2 * _PAD)
        self.sheet.write(_WHAT, self.y, name, size=_SIZE, bold=True)
        amount = format_money(minor, self.facts.currency, self.locale)
        self.sheet.write_right(_RIGHT, self.y, amount, size=_SIZE, bold=True)
        self.y += _SIZE * LEADING + _PAD
        self.sheet.rule(_LEFT, self.y, _RIGHT, weight=1)
        self.y += _PAD

    def _draw_words(self) -> None:
        said = pgettext(
            "papers",
            "Days and months are those of UTC. What made an amount up stands in the currency of the order; where that "
            "is another one, the amount is converted at the rate frozen when the order was placed.",
        )
        lines = wrap_all([Paragraph(said)], width=_RIGHT - _LEFT, size=_SMALL)
        self._need(len(lines) * _SMALL * LEADING)
        self.y = self.sheet.write_lines(_LEFT, self.y + _PAD, lines, size=_SMALL)

    def _need(self, height: float) -> None:
        """Begin a new page, with the table's head, if what comes next does not fit on this one."""
        if self.y + height <= _BOTTOM:
            return
        self._draw_foot()
        self.sheet.end_page()
        self.page, self.y = self.page + 1, _TOP
        self._draw_table_head()

    def _draw_foot(self) -> None:
        named = pgettext("papers", "%(title)s, %(seller)s, page %(page)s") % {
            "title": self.title,
            "seller": self.facts.seller_name,
            "page": self.page,
        }
        foot = Box(_LEFT, _BOTTOM + 4 * mm, _RIGHT - _LEFT, 6 * mm)
        self.sheet.fill(foot, Paragraph(named), largest=_SMALL)


def _day(at: datetime | date) -> str:
    return f"{at:%d.%m.%Y}"
