"""A4 papers for customs: the declaration CN 23 and the commercial invoice, on as many pages as their goods need.

Both speak two languages, the sender's own and one that customs abroad reads.
"""

from collections.abc import Callable, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm

from yarmarka.domain.customs.types import Form
from yarmarka.presentation.addresses import address_lines
from yarmarka.presentation.papers import customs, words
from yarmarka.presentation.papers.barcode import BAR_HEIGHT, grouped, s10_barcode
from yarmarka.presentation.papers.sheet import Box, Sheet
from yarmarka.presentation.papers.text import LEADING, Paragraph, wrap, wrap_all
from yarmarka.presentation.papers.types import ContentLine, CustomsFacts
from yarmarka.vocabulary.parcels import is_s10
from yarmarka.vocabulary.places import PostalAddress

WIDTH, HEIGHT = A4
_LEFT: Final = 14 * mm
_RIGHT: Final = WIDTH - 14 * mm
_INNER: Final = _RIGHT - _LEFT
_TOP: Final = 12 * mm
_BOTTOM: Final = HEIGHT - 18 * mm
_SIZE: Final = 9.0
_SMALL: Final = 7.5
_PAD: Final[float] = 1.2 * mm
#: goods, pieces, net weight, HS code, origin, value of a piece or none, value
_COLUMNS: Final = (70 * mm, 15 * mm, 20 * mm, 24 * mm, 17 * mm, 36 * mm)

INVOICE: Final = pgettext_lazy("papers", "Commercial invoice")
SENDER: Final = pgettext_lazy("papers", "Sender")
ADDRESSEE: Final = pgettext_lazy("papers", "Addressee")
SELLER: Final = pgettext_lazy("papers", "Seller and exporter")
BUYER: Final = pgettext_lazy("papers", "Buyer and consignee")
PIECES: Final = pgettext_lazy("papers", "Pieces")
NET: Final = pgettext_lazy("papers", "Net weight, kg")
GROSS: Final = pgettext_lazy("papers", "Gross weight, kg")
GOODS: Final = pgettext_lazy("papers", "Goods")
POSTAGE: Final = pgettext_lazy("papers", "Postage and fees")
NUMBER: Final = pgettext_lazy("papers", "Invoice number")
DATE: Final = pgettext_lazy("papers", "Date")
PARCEL: Final = pgettext_lazy("papers", "Parcel number")
REFERENCE: Final = pgettext_lazy("papers", "Sender's customs reference")
REGISTERED: Final = pgettext_lazy("papers", "Sender's registration number")
TERMS: Final = pgettext_lazy("papers", "Terms of delivery (Incoterms 2020)")
PAID: Final = pgettext_lazy("papers", "DDP: duty and taxes were collected with the order")
UNPAID: Final = pgettext_lazy("papers", "DAP: duty and taxes are paid by the recipient")
ALL: Final = pgettext_lazy("papers", "Invoice total")
REASON: Final = pgettext_lazy("papers", "Category of item")
TRUE: Final = pgettext_lazy(
    "papers", "I declare that the above is true and that the goods are of the origin shown."
)


def render_cn23(facts: CustomsFacts, *, locale: str) -> bytes:
    """Return the declaration CN 23 as PDF, with the barcode of the item."""
    return _alone(facts, locale, customs.TITLE, lambda sheet: _declare(facts, locale, sheet))


def render_invoice(facts: CustomsFacts, *, locale: str) -> bytes:
    """Return the commercial invoice as PDF."""
    return _alone(facts, locale, INVOICE, lambda sheet: _invoice(facts, locale, sheet))


def render_customs_papers(many: Sequence[tuple[CustomsFacts, Form]], *, locale: str) -> bytes:
    """Return many parcels' papers in one PDF, parcel by parcel: the CN 23, where that is its form, and the invoice.

    A CN 22 is left out: it stands on the label.
    """
    numbers = ", ".join(facts.number or facts.invoice for facts, _form in many[:3])
    spoken = words.languages(locale, many[0][0].sender.country, many[0][0].recipient.country)
    sheet = _sheet(f"{words.both(customs.TITLE, spoken)} {numbers}", locale)
    for facts, form in many:
        if form is Form.CN23:
            _declare(facts, locale, sheet)
        _invoice(facts, locale, sheet)
    return sheet.pdf()


def _alone(facts: CustomsFacts, locale: str, title: Promise, draw: Callable[[Sheet], None]) -> bytes:
    spoken = words.languages(locale, facts.sender.country, facts.recipient.country)
    sheet = _sheet(f"{words.both(title, spoken)} {facts.number or facts.invoice}", locale)
    draw(sheet)
    return sheet.pdf()


def _sheet(title: str, locale: str) -> Sheet:
    return Sheet(width=WIDTH, height=HEIGHT, title=title, language=locale)


def _declare(facts: CustomsFacts, locale: str, sheet: Sheet) -> None:
    _Paper(facts, locale, sheet, title=customs.TITLE, code="CN 23").declaration()


def _invoice(facts: CustomsFacts, locale: str, sheet: Sheet) -> None:
    _Paper(facts, locale, sheet, title=INVOICE, code="").invoice()


class _Paper:
    """One paper while it is drawn: knows where the next line goes."""

    def __init__(self, facts: CustomsFacts, locale: str, sheet: Sheet, *, title: Promise, code: str) -> None:
        self.facts, self.sheet = facts, sheet
        self.spoken = words.languages(locale, facts.sender.country, facts.recipient.country)
        self.title, self.code = words.both(title, self.spoken), code
        self.page, self.y = 1, _TOP

    def declaration(self) -> None:
        """Draw the declaration."""
        facts = self.facts
        self._head(with_bars=True)
        self._people(SENDER, ADDRESSEE)
        self._named(
            (REFERENCE, facts.reference), (NUMBER, facts.invoice), (DATE, facts.printed_on.isoformat())
        )
        self._boxes()
        self._table()
        self._sums((GROSS, words.kilograms(facts.weight_g)), (POSTAGE, words.amount(facts.postage)))
        self._end(customs.PROMISE)

    def invoice(self) -> None:
        """Draw the invoice."""
        facts = self.facts
        self._head(with_bars=False)
        self._named(
            (NUMBER, facts.invoice),
            (DATE, facts.printed_on.isoformat()),
            (PARCEL, grouped(facts.number)),
            (REGISTERED, facts.registration),
            (REFERENCE, facts.reference),
            (TERMS, words.both(PAID if facts.is_paid else UNPAID, self.spoken)),
        )
        self._people(SELLER, BUYER)
        self._table()
        self._sums(
            (GROSS, words.kilograms(facts.weight_g)),
            (POSTAGE, words.amount(facts.postage)),
            (ALL, words.amount(facts.declared + facts.postage)),
        )
        self._end(TRUE)

    def _head(self, *, with_bars: bool) -> None:
        room = _INNER - (75 * mm if with_bars else 0)
        self._flow(wrap_all([Paragraph(self.title, bold=True)], width=room, size=16), size=16)
        if self.code:
            self.sheet.write(_LEFT, self.y, self.code, size=20, bold=True)
            self.y += 20 * LEADING
        if with_bars and is_s10(self.facts.number):
            bars = s10_barcode(self.facts.number)
            self.sheet.place(bars, _RIGHT - bars.width, _TOP + BAR_HEIGHT)
            self.sheet.write_right(
                _RIGHT, _TOP + BAR_HEIGHT + 1 * mm, grouped(self.facts.number), size=11, bold=True
            )
            self.y = max(self.y, _TOP + BAR_HEIGHT + 8 * mm)
        self.y += 2 * mm

    def _people(self, first: Promise, second: Promise) -> None:
        width = (_INNER - 8 * mm) / 2
        columns = [
            wrap_all(self._address(who, heading), width=width, size=_SIZE)
            for who, heading in ((self.facts.sender, first), (self.facts.recipient, second))
        ]
        self._need(max(map(len, columns)) * _SIZE * LEADING + 4 * mm)
        self.sheet.rule(_LEFT, self.y, _RIGHT)
        start = self.y + _PAD
        ends = [
            self.sheet.write_lines(_LEFT + place * (width + 8 * mm), start, tuple(lines), size=_SIZE)
            for place, lines in enumerate(columns)
        ]
        self.y = max(ends) + 3 * mm
        self.sheet.rule(_LEFT, self.y - 1 * mm, _RIGHT)

    def _address(self, address: PostalAddress, heading: Promise) -> list[Paragraph]:
        lines = [Paragraph(words.both(heading, self.spoken), scale=_SMALL / _SIZE)]
        lines.append(Paragraph(address.recipient, bold=True))
        lines += [Paragraph(line) for line in address_lines(address)]
        lines.append(Paragraph(words.country_in(address.country, self.spoken), bold=True))
        return [*lines, Paragraph(address.phone)] if address.phone else lines

    def _named(self, *facts: tuple[Promise, str]) -> None:
        for name, value in facts:
            if value:
                text = f"{words.both(name, self.spoken)}: {value}"
                self._flow(wrap_all([Paragraph(text)], width=_INNER, size=_SIZE), size=_SIZE)
        self.y += 2 * mm

    def _boxes(self) -> None:
        heading = Paragraph(words.both(REASON, self.spoken), scale=_SMALL / _SIZE)
        self._flow([heading], size=_SIZE)
        step = _INNER / len(customs.BOXES)
        self._need(12 * mm)
        for place, (category, name) in enumerate(customs.BOXES):
            square = Box(_LEFT + place * step, self.y + 0.8 * mm, 3.2 * mm, 3.2 * mm)
            self.sheet.frame(square, weight=0.7)
            if category == self.facts.category:
                self.sheet.fill_centred(square, Paragraph("X", bold=True), largest=9)
            label = Box(square.right + 1 * mm, self.y, step - 6 * mm, 9 * mm)
            names = (Paragraph(words.word(name, each)) for each in self.spoken)
            self.sheet.fill(label, *names, largest=_SMALL, smallest=4)
        self.y += 11 * mm

    def _table(self) -> None:
        self._table_head()
        for line in self.facts.contents:
            self._row(line)
        total = (
            words.kilograms(sum(line.weight_g for line in self.facts.contents)),
            words.amount(self.facts.declared),
        )
        edges = _edges()
        step = _SIZE * LEADING + _PAD
        self._need(step)
        self.sheet.write(_LEFT, self.y, words.both(customs.TOTAL, self.spoken), size=_SIZE, bold=True)
        self.sheet.write_right(edges[3] - _PAD, self.y, total[0], size=_SIZE, bold=True)
        self.sheet.write_right(_RIGHT, self.y, total[1], size=_SIZE, bold=True)
        self.y += step + 3 * mm

    def _table_head(self) -> None:
        names = (GOODS, PIECES, NET, customs.HS_CODE, customs.ORIGIN, customs.VALUE)
        for edge, width, name in zip(_edges(), _COLUMNS, names, strict=False):
            cell = Box(edge, self.y, width - _PAD, 9 * mm)
            self.sheet.fill(
                cell, *(Paragraph(words.word(name, each)) for each in self.spoken), largest=_SMALL, smallest=4
            )
        self.y += 9 * mm
        self.sheet.rule(_LEFT, self.y, _RIGHT, weight=1)
        self.y += _PAD

    def _row(self, line: ContentLine) -> None:
        goods = wrap(line.description, width=_COLUMNS[0] - 2 * _PAD, size=_SIZE)
        self._need(min(len(goods), 4) * _SIZE * LEADING + 2 * _PAD, in_table=True)
        edges = _edges()
        cells = (str(line.quantity), words.kilograms(line.weight_g), line.hs_code or "–", line.origin or "–")
        for edge, width, text in zip(edges[1:], _COLUMNS[1:], cells, strict=False):
            self.sheet.write_right(edge + width - _PAD, self.y, text, size=_SIZE)
        self.sheet.write_right(_RIGHT, self.y, words.amount(line.value), size=_SIZE)
        for text in goods:
            self._need(_SIZE * LEADING, in_table=True)
            self.sheet.write(_LEFT, self.y, text, size=_SIZE)
            self.y += _SIZE * LEADING
        self.y += _PAD
        self.sheet.rule(_LEFT, self.y, _RIGHT, weight=0.3)
        self.y += _PAD

    def _sums(self, *facts: tuple[Promise, str]) -> None:
        for name, value in facts:
            self._need(_SIZE * LEADING)
            self.sheet.write(_LEFT, self.y, words.both(name, self.spoken), size=_SIZE)
            self.sheet.write_right(_RIGHT, self.y, value, size=_SIZE)
            self.y += _SIZE * LEADING + 0.6 * mm
        self.y += 3 * mm

    def _end(self, promise: Promise) -> None:
        said = [Paragraph(words.word(promise, each)) for each in self.spoken]
        self._flow(wrap_all(said, width=_INNER, size=_SIZE), size=_SIZE)
        self.y += 8 * mm
        self._need(_SIZE * LEADING)
        name = f"{words.both(customs.DATE_AND_SIGNATURE, self.spoken)}: {self.facts.printed_on.isoformat()}"
        width = self.sheet.write(_LEFT, self.y, name, size=_SIZE)
        self.sheet.rule(_LEFT + width + 4 * mm, self.y + _SIZE, _RIGHT)
        self._foot()
        self.sheet.end_page()

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
        self._foot()
        self.sheet.end_page()
        self.page += 1
        self.y = _TOP
        if in_table:
            self._table_head()

    def _foot(self) -> None:
        foot = Box(_LEFT, _BOTTOM + 4 * mm, _INNER, 6 * mm)
        named = " · ".join(filter(None, [self.facts.invoice, grouped(self.facts.number), str(self.page)]))
        self.sheet.fill(foot, Paragraph(named), largest=_SMALL)


def _edges() -> list[float]:
    edges = [_LEFT]
    for width in _COLUMNS:
        edges.append(edges[-1] + width)
    return edges
