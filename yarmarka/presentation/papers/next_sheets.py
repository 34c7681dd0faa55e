"""The sheets after a label: what did not fit on it, in full, and the rest of the contents."""

from collections.abc import Sequence
from typing import Final

from django.utils.translation import pgettext_lazy
from reportlab.lib.units import mm

from yarmarka.presentation.papers import words
from yarmarka.presentation.papers.sheet import Box, Sheet
from yarmarka.presentation.papers.text import LEADING, Paragraph, wrap

_MARGIN: Final = 4 * mm
_GAP: Final[float] = 2 * mm
_SIZE: Final = 8.0

CONTINUED: Final = pgettext_lazy("papers", "Continuation of the label")


class NextSheets:
    """Gathers what a label has no room for, and draws it on as many sheets as it takes."""

    def __init__(self, sheet: Sheet, *, title: str, spoken: Sequence[str]) -> None:
        self._sheet = sheet
        self._title = title
        self._spoken = spoken
        self._blocks: list[tuple[str, ...]] = []

    def keep(self, *lines: str) -> None:
        """Keep lines that belong together; the first is their heading."""
        self._blocks.append(lines)

    def draw(self) -> None:
        """Draw what was kept; nothing if everything fitted on the label."""
        if not self._blocks:
            return
        room = self._sheet.height - 2 * _MARGIN
        y = self._begin(2)
        page = 2
        for line in self._lines():
            step = _SIZE * LEADING
            if y + step > _MARGIN + room:
                self._sheet.end_page()
                page += 1
                y = self._begin(page)
            self._sheet.write(_MARGIN, y, line.text, size=_SIZE, bold=line.bold)
            y += step
        self._sheet.end_page()

    def _begin(self, page: int) -> float:
        head = Box(_MARGIN, _MARGIN, self._sheet.width - 2 * _MARGIN, 10 * mm)
        words_of_head = f"{words.both(CONTINUED, self._spoken)}, {page}"
        self._sheet.fill(
            head, Paragraph(self._title, bold=True, scale=1.4), Paragraph(words_of_head), largest=9
        )
        self._sheet.rule(head.x, head.bottom, head.right)
        return head.bottom + _GAP

    def _lines(self) -> list[Paragraph]:
        width = self._sheet.width - 2 * _MARGIN
        lines = []
        for block in self._blocks:
            for place, text in enumerate(block):
                bold = place == 0
                lines += [Paragraph(part, bold) for part in wrap(text, width=width, size=_SIZE, bold=bold)]
            lines.append(Paragraph(""))
        return lines[:-1]
