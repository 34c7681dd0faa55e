"""The customs declaration on a label, with the fields of UPU form CN 22 (Convention Regulations, 20-001)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import pgettext_lazy
from reportlab.lib.units import mm

from yarmarka.presentation.papers import words
from yarmarka.presentation.papers.next_sheets import NextSheets
from yarmarka.presentation.papers.sheet import Box, Sheet
from yarmarka.presentation.papers.text import LEADING, Paragraph, wrap
from yarmarka.presentation.papers.types import Category, ContentLine, LabelFacts

TITLE: Final = pgettext_lazy("papers", "Customs declaration")
OPENED: Final = pgettext_lazy("papers", "May be opened officially")
GIFT: Final = pgettext_lazy("papers", "Gift")
#: The boxes in the form's order. "Gift" can't be ticked: no category stands for it.
BOXES: Final = (
    (None, GIFT),
    (Category.DOCUMENTS, pgettext_lazy("papers", "Documents")),
    (Category.COMMERCIAL_SAMPLE, pgettext_lazy("papers", "Commercial sample")),
    (Category.SALE_OF_GOODS, pgettext_lazy("papers", "Sale of goods")),
    (Category.RETURNED_GOODS, pgettext_lazy("papers", "Returned goods")),
    (Category.OTHER, pgettext_lazy("papers", "Other")),
)
CONTENTS: Final = pgettext_lazy("papers", "Quantity and contents")
HS_CODE: Final = pgettext_lazy("papers", "HS code")
ORIGIN: Final = pgettext_lazy("papers", "Origin")
KILOGRAMS: Final = pgettext_lazy("papers", "kg")
VALUE: Final = pgettext_lazy("papers", "Value")
TOTAL: Final = pgettext_lazy("papers", "Total")
MORE: Final = pgettext_lazy("papers", "Further contents: see the next sheet")
PROMISE: Final = pgettext_lazy(
    "papers",
    "I confirm that these particulars are correct and that the parcel holds nothing dangerous "
    "or forbidden by law, post or customs.",
)
DATE_AND_SIGNATURE: Final = pgettext_lazy("papers", "Date and sender's signature")

#: Letter post travels with form CN 22; parcel post and EMS have forms of their own.
_LETTER_POST: Final = frozenset("RLUV")
_COLUMNS: Final = (41 * mm, 16 * mm, 9 * mm, 10 * mm, 16 * mm)
_SIZE: Final = 6.5
_PAD: Final[float] = 0.8 * mm
_LINE: Final[float] = _SIZE * LEADING


@dataclass(frozen=True)
class _Row:
    description: tuple[str, ...]
    cells: tuple[str, str, str, str]

    @property
    def height(self) -> float:
        return max(1, len(self.description)) * _LINE + _PAD


def draw_declaration(
    sheet: Sheet, box: Box, facts: LabelFacts, spoken: Sequence[str], more: NextSheets
) -> None:
    """Draw the declaration into a box; content lines that it has no room for go to the next sheet."""
    sheet.frame(box)
    y = _draw_title(sheet, box, facts, spoken)
    y = _draw_boxes(sheet, Box(box.x, y, box.width, 9 * mm), facts, spoken)
    y = _draw_heads(sheet, Box(box.x, y, box.width, 6 * mm), spoken)
    foot = Box(box.x, box.bottom - 18 * mm, box.width, 18 * mm)
    _draw_contents(sheet, Box(box.x, y, box.width, foot.y - y), facts.contents, spoken, more)
    for edge in _edges(box)[1:-1]:
        sheet.post(edge, y - 6 * mm, foot.y + 4.5 * mm, weight=0.3)
    _draw_foot(sheet, foot, facts, spoken)


def _draw_title(sheet: Sheet, box: Box, facts: LabelFacts, spoken: Sequence[str]) -> float:
    title = Box(box.x + _PAD, box.y + _PAD, box.width - 16 * mm, 7 * mm)
    lines = (
        Paragraph(words.both(TITLE, spoken), bold=True, scale=1.3),
        Paragraph(words.both(OPENED, spoken)),
    )
    sheet.fill(title, *lines, largest=7)
    if facts.number[0] in _LETTER_POST:
        sheet.write_right(box.right - 1.5 * mm, box.y + _PAD, "CN 22", size=13, bold=True)
    sheet.rule(box.x, title.bottom, box.right)
    return title.bottom


def _draw_boxes(sheet: Sheet, box: Box, facts: LabelFacts, spoken: Sequence[str]) -> float:
    width, height = box.width / 3, box.height / 2
    for place, (category, name) in enumerate(BOXES):
        across, down = place % 3, place // 3
        x, y = box.x + across * width + 1.2 * mm, box.y + down * height + 1 * mm
        square = Box(x, y, 2.8 * mm, 2.8 * mm)
        sheet.frame(square, weight=0.7)
        if category == facts.category:
            sheet.fill_centred(square, Paragraph("X", bold=True), largest=8)
        label = Box(square.right + 1 * mm, box.y + down * height + 0.2 * mm, width - 5.4 * mm, height)
        names = (Paragraph(words.word(name, each), category == facts.category) for each in spoken)
        sheet.fill(label, *names, largest=6.5, smallest=4)
    sheet.rule(box.x, box.bottom, box.right)
    return box.bottom


def _draw_heads(sheet: Sheet, box: Box, spoken: Sequence[str]) -> float:
    for edge, width, name in zip(
        _edges(box), _COLUMNS, (CONTENTS, HS_CODE, ORIGIN, KILOGRAMS, VALUE), strict=False
    ):
        cell = Box(edge, box.y, width, box.height).inset(_PAD)
        sheet.fill(cell, Paragraph(words.both(name, spoken)), largest=6, smallest=4)
    sheet.rule(box.x, box.bottom, box.right)
    return box.bottom


def _draw_contents(
    sheet: Sheet, box: Box, contents: Sequence[ContentLine], spoken: Sequence[str], more: NextSheets
) -> None:
    rows = [_row(line) for line in contents]
    fitting = _how_many_fit(rows, box.height)
    y = box.y + _PAD
    for row in rows[:fitting]:
        _draw_row(sheet, box, y, row)
        y += row.height
    if fitting < len(rows):
        note = Box(box.x + _PAD, y, _COLUMNS[0] - 2 * _PAD, box.bottom - y)
        sheet.fill(note, Paragraph(words.both(MORE, spoken), bold=True), largest=_SIZE)
        more.keep(words.both(CONTENTS, spoken), *(_in_words(line) for line in contents[fitting:]))


def _how_many_fit(rows: Sequence[_Row], height: float) -> int:
    if sum(row.height for row in rows) + _PAD <= height:
        return len(rows)
    left = height - 3 * _LINE - _PAD
    for count, row in enumerate(rows):
        left -= row.height
        if left < 0:
            return count
    return len(rows)


def _row(line: ContentLine) -> _Row:
    text = f"{line.quantity} × {line.description}"
    cells = (line.hs_code, line.origin, words.kilograms(line.weight_g), words.amount(line.value))
    return _Row(tuple(wrap(text, width=_COLUMNS[0] - 2 * _PAD, size=_SIZE)), cells)


def _draw_row(sheet: Sheet, box: Box, y: float, row: _Row) -> None:
    edges = _edges(box)
    sheet.write_lines(edges[0] + _PAD, y, tuple(Paragraph(text) for text in row.description), size=_SIZE)
    for edge, width, text in zip(edges[1:], _COLUMNS[1:], row.cells, strict=False):
        sheet.fill(
            Box(edge + _PAD, y, width - 2 * _PAD, row.height), Paragraph(text), largest=_SIZE, smallest=4
        )


def _in_words(line: ContentLine) -> str:
    facts = (line.hs_code, line.origin, f"{words.kilograms(line.weight_g)} kg", words.amount(line.value))
    return f"{line.quantity} × {line.description}; {'; '.join(fact for fact in facts if fact)}"


def _draw_foot(sheet: Sheet, box: Box, facts: LabelFacts, spoken: Sequence[str]) -> None:
    edges = _edges(box)
    sheet.rule(box.x, box.y, box.right)
    totals = (words.kilograms(facts.weight_g), words.amount(facts.declared))
    total = Box(edges[0] + _PAD, box.y + _PAD, _COLUMNS[0] - 2 * _PAD, 4.5 * mm - _PAD)
    sheet.fill(total, Paragraph(words.both(TOTAL, spoken), bold=True), largest=7)
    for edge, width, text in zip(edges[3:], _COLUMNS[3:], totals, strict=False):
        cell = Box(edge + _PAD, box.y + _PAD, width - 2 * _PAD, 4.5 * mm - _PAD)
        sheet.fill(cell, Paragraph(text, bold=True), largest=7, smallest=4)
    sheet.rule(box.x, box.y + 4.5 * mm, box.right)
    promise = Box(box.x + _PAD, box.y + 5 * mm, box.width - 2 * _PAD, 7.5 * mm)
    sheet.fill(
        promise, *(Paragraph(words.word(PROMISE, language)) for language in spoken), largest=6, smallest=4
    )
    sign = Box(box.x + _PAD, box.bottom - 4.2 * mm, box.width - 2 * _PAD, 4 * mm)
    sheet.fill(
        Box(sign.x, sign.y + 1 * mm, 50 * mm, 3 * mm),
        Paragraph(f"{words.both(DATE_AND_SIGNATURE, spoken)}: {facts.printed_on.isoformat()}"),
        largest=6,
        smallest=4,
    )
    sheet.rule(sign.x + 51 * mm, sign.bottom - 1 * mm, sign.right)


def _edges(box: Box) -> list[float]:
    edges = [box.x]
    for width in _COLUMNS:
        edges.append(edges[-1] + width)
    return edges
