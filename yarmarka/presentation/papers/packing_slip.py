"""The packing slip: an A4 sheet that tells the shopper what is in the parcel and what to do if it is not."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import npgettext, override, pgettext, pgettext_lazy
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from yarmarka.presentation.addresses import address_lines
from yarmarka.presentation.countries import country_name
from yarmarka.presentation.dates import format_day
from yarmarka.presentation.papers import words
from yarmarka.presentation.papers.barcode import grouped, qr_code
from yarmarka.presentation.papers.sheet import Box, Sheet
from yarmarka.presentation.papers.text import LEADING, Paragraph, wrap, wrap_all
from yarmarka.presentation.papers.types import PackingFacts, PackingLine
from yarmarka.vocabulary.places import PostalAddress

WIDTH, HEIGHT = A4
_LEFT: Final = 18 * mm
_RIGHT: Final = WIDTH - 18 * mm
_INNER: Final = _RIGHT - _LEFT
_TOP: Final = 16 * mm
_BOTTOM: Final = HEIGHT - 20 * mm
_SIZE: Final = 10.0
_SMALL: Final = 8.5
_QR: Final = 26 * mm
_ROW_PAD: Final = 2 * mm
#: Left edges of the table's columns: box to tick, article, goods, quantity.
_TICK, _SKU, _GOODS, _QUANTITY = _LEFT, _LEFT + 9 * mm, _LEFT + 46 * mm, _RIGHT - 20 * mm

TITLE: Final = pgettext_lazy("papers", "What is in the parcel")


def render_packing_slip(facts: PackingFacts, *, locale: str) -> bytes:
    """Return the packing slip as PDF in the shopper's language, on as many A4 pages as the goods need.

    There are no prices on it: a parcel may be a present. The QR code opens the order, where they stand.
    """
    return render_packing_slips([(facts, locale)], locale=locale)


def render_packing_slips(many: Sequence[tuple[PackingFacts, str]], *, locale: str) -> bytes:
    """Return packing slips one after another in one PDF, each in its shopper's language, for printing all at once."""
    numbers = ", ".join(facts.order_number for facts, _spoken in many[:3])
    with override(_written(locale)):
        title = words.named(str(TITLE), numbers)
    sheet = Sheet(width=WIDTH, height=HEIGHT, title=title, language=locale)
    for facts, spoken in many:
        with override(_written(spoken)):
            _Slip(facts, spoken, sheet).draw()
    return sheet.pdf()


def _written(locale: str) -> str:
    """Return the language that a slip is written in: the wanted one, or else English."""
    return locale if locale in words.WRITTEN else "en"


class _Slip:
    """One slip while it is drawn: knows where the next line goes."""

    def __init__(self, facts: PackingFacts, locale: str, sheet: Sheet) -> None:
        self.facts, self.locale, self.sheet = facts, locale, sheet
        self.page = 1
        self.y = _TOP

    def draw(self) -> None:
        """Draw the slip, on as many pages as it needs."""
        self._draw_head()
        self._draw_people()
        self._draw_table_head()
        for line in self.facts.lines:
            self._draw_line(line)
        self._draw_total()
        self._draw_words()
        self._draw_page_foot()
        self.sheet.end_page()

    def _draw_head(self) -> None:
        facts = self.facts
        width = _INNER - (_QR + 8 * mm if facts.order_url else 0)
        head = (
            Paragraph(facts.shop_name, bold=True, scale=0.55),
            Paragraph(str(TITLE), bold=True),
        )
        self._flow(wrap_all(head, width=width, size=22), size=22)
        self.y += 2 * mm
        for name, value in self._head_facts():
            self._flow(wrap_all([Paragraph(words.named(name, value))], width=width, size=_SIZE), size=_SIZE)
        if facts.order_url:
            self.sheet.place(qr_code(facts.order_url, _QR), _RIGHT - _QR, _TOP + _QR)
            caption = Box(_RIGHT - _QR, _TOP + _QR + 1 * mm, _QR, 8 * mm)
            self.sheet.fill(caption, Paragraph(pgettext("papers", "Your order's page")), largest=_SMALL)
            self.y = max(self.y, caption.bottom)
        self.y += 5 * mm

    def _head_facts(self) -> list[tuple[str, str]]:
        facts = self.facts
        named = [
            (pgettext("papers", "Order"), facts.order_number),
            (pgettext("papers", "Placed on"), format_day(facts.ordered_on, self.locale)),
            (pgettext("papers", "Delivery"), facts.service_name),
            (pgettext("papers", "Parcel number"), grouped(facts.parcel_number)),
        ]
        return [(name, value) for name, value in named if value]

    def _draw_people(self) -> None:
        facts = self.facts
        gap = 8 * mm
        width = (_INNER - gap) / 2
        seller = self._address(
            facts.seller, facts.seller_name, pgettext("papers", "Packed by"), facts.seller_contact
        )
        shopper = self._address(facts.recipient, facts.recipient.recipient, pgettext("papers", "Goes to"), "")
        columns = [wrap_all(column, width=width, size=_SIZE) for column in (seller, shopper)]
        start = self.y
        for place, lines in enumerate(columns):
            end = self.sheet.write_lines(_LEFT + place * (width + gap), start, lines[:_MOST], size=_SIZE)
            self.y = max(self.y, end)
        for lines in columns:
            self._flow(lines[_MOST:], size=_SIZE)
        self.y += 6 * mm

    def _address(self, address: PostalAddress, name: str, heading: str, contact: str) -> list[Paragraph]:
        lines = [name, *address_lines(address), country_name(address.country, self.locale), contact]
        shown = [Paragraph(line, bold=place == 0) for place, line in enumerate(lines) if line]
        return [Paragraph(heading, scale=_SMALL / _SIZE), *shown]

    def _draw_table_head(self) -> None:
        self.sheet.write(_SKU, self.y, pgettext("papers", "Article"), size=_SMALL)
        self.sheet.write(_GOODS, self.y, pgettext("papers", "Goods"), size=_SMALL)
        self.sheet.write_right(_RIGHT, self.y, pgettext("papers", "Pieces"), size=_SMALL)
        self.y += _SMALL * LEADING + 1 * mm
        self.sheet.rule(_LEFT, self.y, _RIGHT, weight=1)
        self.y += _ROW_PAD

    def _draw_line(self, line: PackingLine) -> None:
        goods = _goods(line)
        article = [Paragraph(part) for part in wrap(line.sku, width=_GOODS - _SKU - 4 * mm, size=_SMALL)]
        step = _SIZE * LEADING
        self._need(min(max(len(goods), len(article)), _TOGETHER) * step + 2 * _ROW_PAD, in_table=True)
        self.sheet.frame(Box(_TICK, self.y + 0.4 * mm, 3.6 * mm, 3.6 * mm))
        self.sheet.write_right(_RIGHT, self.y, str(line.quantity), size=_SIZE, bold=line.quantity > 1)
        for place in range(max(len(goods), len(article))):
            self._need(step, in_table=True)
            if place < len(article):
                self.sheet.write(_SKU, self.y, article[place].text, size=_SMALL)
            if place < len(goods):
                self.sheet.write(_GOODS, self.y, goods[place].text, size=_SIZE * goods[place].scale)
            self.y += step
        self.y += _ROW_PAD
        self.sheet.rule(_LEFT, self.y, _RIGHT, weight=0.3)
        self.y += _ROW_PAD

    def _draw_total(self) -> None:
        pieces = sum(line.quantity for line in self.facts.lines)
        self._need(_SIZE * LEADING)
        self.sheet.write(_GOODS, self.y, pgettext("papers", "Total"), size=_SIZE, bold=True)
        self.sheet.write_right(_RIGHT, self.y, str(pieces), size=_SIZE, bold=True)
        self.y += _SIZE * LEADING + 8 * mm

    def _draw_words(self) -> None:
        shown = [
            Paragraph(pgettext("papers", "Thank you for your order."), bold=True),
            *map(Paragraph, self._words()),
        ]
        for paragraph in shown:
            lines = wrap_all([paragraph], width=_INNER, size=_SIZE)
            self._need(min(len(lines), _TOGETHER) * _SIZE * LEADING)
            self._flow(lines, size=_SIZE)
            self.y += 1.5 * mm

    def _words(self) -> list[str]:
        facts, said = self.facts, []
        if facts.note:
            said.append(words.named(pgettext("papers", "From the seller"), facts.note))
        said.append(
            pgettext("papers", "Please compare the goods with this list before you throw the packaging away.")
        )
        if facts.claim_days:
            said.append(_claim_words(facts.claim_days))
        said.append(
            pgettext(
                "papers",
                "Prices are not printed here, as the parcel may be a present: see the order's page for them.",
            )
        )
        return said

    def _flow(self, lines: Sequence[Paragraph], *, size: float) -> None:
        for line in lines:
            step = size * line.scale * LEADING
            self._need(step)
            self.sheet.write(_LEFT, self.y, line.text, size=size * line.scale, bold=line.bold)
            self.y += step

    def _need(self, height: float, *, in_table: bool = False) -> None:
        """Begin a new page, with the table's head, if what comes next does not fit on this one."""
        if self.y + height <= _BOTTOM:
            return
        self._draw_page_foot()
        self.sheet.end_page()
        self.page += 1
        self.y = _TOP
        if in_table:
            self._draw_table_head()

    def _draw_page_foot(self) -> None:
        foot = Box(_LEFT, _BOTTOM + 4 * mm, _INNER, 8 * mm)
        named = pgettext("papers", "Order %(number)s, page %(page)s") % {
            "number": self.facts.order_number,
            "page": self.page,
        }
        self.sheet.rule(_LEFT, _BOTTOM + 2 * mm, _RIGHT, weight=0.3)
        self.sheet.fill(foot, Paragraph(named), largest=_SMALL)


#: Rows of an address that stand side by side; an odd longer one goes on below.
_MOST: Final = 14
#: So many lines of one piece of text are kept on one page.
_TOGETHER: Final = 6


def _goods(line: PackingLine) -> list[Paragraph]:
    width = _QUANTITY - _GOODS
    title = wrap_all([Paragraph(line.title)], width=width, size=_SIZE)
    variant = wrap_all([Paragraph(line.variant, scale=_SMALL / _SIZE)], width=width, size=_SIZE)
    return [*title, *variant]


def _claim_words(days: int) -> str:
    return npgettext(
        "papers",
        "Something is missing, broken or not as described? Tell us on the order's page "
        "within %(days)d day of delivery, before you confirm it: until then we keep the money.",
        "Something is missing, broken or not as described? Tell us on the order's page "
        "within %(days)d days of delivery, before you confirm it: until then we keep the money.",
        days,
    ) % {"days": days}
