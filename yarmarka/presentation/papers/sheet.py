"""A sheet of paper that is drawn on from its top left corner, in points."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas

from yarmarka.presentation.papers import fonts
from yarmarka.presentation.papers.text import LEADING, Fitted, Paragraph, fit

#: Smallest letters that a clerk can read at arm's length; what does not fit goes to the next sheet.
SMALLEST: Final = 5.5
HAIRLINE: Final = 0.5


@dataclass(frozen=True)
class Box:
    """A rectangle on the sheet: left and top edge, width and height."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    def inset(self, by: float) -> "Box":
        """Return the box without a margin of `by` on each side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)


class Sheet:
    """Draws on the pages of one PDF document; the same drawing always gives the same bytes."""

    def __init__(self, *, width: float, height: float, title: str, language: str) -> None:
        fonts.ready()
        self.width, self.height = width, height
        self._file = BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(width, height),
            invariant=1,
            lang=language,
            initialFontName=fonts.REGULAR,
        )
        self._canvas.setTitle(fonts.printable(title))
        self._canvas.setAuthor("Yarmarka")
        self._canvas.setCreator("Yarmarka")

    def end_page(self) -> None:
        """Begin a new page."""
        self._canvas.showPage()

    def pdf(self) -> bytes:
        """Finish the document and return it."""
        self._canvas.save()
        return self._file.getvalue()

    def write(self, x: float, y: float, text: str, *, size: float, bold: bool = False) -> float:
        """Write one line whose top is at `y`; return its width."""
        left = x
        for font, piece in fonts.runs(text, bold=bold):
            line = self._canvas.beginText(left, self.height - y - fonts.ASCENT * size)
            line.setFont(font, size)
            if bold and font == fonts.HAN:
                self._canvas.setLineWidth(fonts.HAN_BOLD_STROKE * size)
                line.setTextRenderMode(2)
            line.textOut(piece)
            line.setTextRenderMode(0)
            self._canvas.drawText(line)
            left += fonts.width_of(piece, size, bold=bold)
        return left - x

    def write_right(self, right: float, y: float, text: str, *, size: float, bold: bool = False) -> None:
        """Write one line that ends at `right`."""
        self.write(right - fonts.width_of(text, size, bold=bold), y, text, size=size, bold=bold)

    def write_lines(self, x: float, y: float, lines: tuple[Paragraph, ...], *, size: float) -> float:
        """Write lines below one another; return where the next one would begin."""
        for line in lines:
            self.write(x, y, line.text, size=size * line.scale, bold=line.bold)
            y += size * line.scale * LEADING
        return y

    def fill(self, box: Box, *paragraphs: Paragraph, largest: float, smallest: float = SMALLEST) -> Fitted:
        """Write paragraphs into a box, as large as they fit."""
        fitted = fit(paragraphs, width=box.width, height=box.height, largest=largest, smallest=smallest)
        self.write_lines(box.x, box.y, fitted.lines, size=fitted.size)
        return fitted

    def fill_centred(self, box: Box, paragraph: Paragraph, *, largest: float) -> Fitted:
        """Write a paragraph into the middle of a box, as large as it fits."""
        fitted = fit([paragraph], width=box.width, height=box.height, largest=largest, smallest=SMALLEST)
        y = box.y + (box.height - fitted.height) / 2
        for line in fitted.lines:
            width = fonts.width_of(line.text, fitted.size, bold=line.bold)
            self.write(box.x + (box.width - width) / 2, y, line.text, size=fitted.size, bold=line.bold)
            y += fitted.size * LEADING
        return fitted

    def rule(self, x: float, y: float, to: float, *, weight: float = HAIRLINE) -> None:
        """Draw a horizontal line."""
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, self.height - y, to, self.height - y)

    def post(self, x: float, y: float, to: float, *, weight: float = HAIRLINE) -> None:
        """Draw a vertical line."""
        self._canvas.setLineWidth(weight)
        self._canvas.line(x, self.height - y, x, self.height - to)

    def frame(self, box: Box, *, weight: float = HAIRLINE) -> None:
        """Draw the edges of a box."""
        self._canvas.setLineWidth(weight)
        self._canvas.rect(box.x, self.height - box.bottom, box.width, box.height)

    def place(self, drawable: Any, x: float, bottom: float) -> None:
        """Draw a barcode or another flowable with its lower left corner there."""
        drawable.drawOn(self._canvas, x, self.height - bottom)
