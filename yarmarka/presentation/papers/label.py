"""The label of a parcel: 100 × 150 mm, black only, as a thermal printer prints it."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy
from reportlab.lib.units import mm

from yarmarka.kernel.errors import Invalid
from yarmarka.presentation.addresses import address_lines
from yarmarka.presentation.money import format_money
from yarmarka.presentation.papers import customs, words
from yarmarka.presentation.papers.barcode import BAR_HEIGHT, grouped, s10_barcode
from yarmarka.presentation.papers.next_sheets import NextSheets
from yarmarka.presentation.papers.sheet import Box, Sheet
from yarmarka.presentation.papers.text import Paragraph
from yarmarka.presentation.papers.types import LabelFacts
from yarmarka.vocabulary.parcels import is_s10
from yarmarka.vocabulary.places import PostalAddress

WIDTH: Final = 100 * mm
HEIGHT: Final = 150 * mm
_LEFT: Final = 4 * mm
_INNER: Final = WIDTH - 2 * _LEFT
_HEAVY: Final = 1.2
_HEADING: Final = 6.5

_HEAD: Final = Box(_LEFT, 4 * mm, _INNER, 10 * mm)
_BARS_AT: Final = 16 * mm
_NUMBER: Final = Box(_LEFT, _BARS_AT + BAR_HEIGHT + 0.7 * mm, _INNER, 6.5 * mm)
_ADDRESSES_AT: Final = 40 * mm
_CUSTOMS_AT: Final = 78 * mm

#: The large letters by which clerks sort: what an S10 number's first letter says (UPU S10, annex).
_INDICATORS: Final = {"R": "R", "V": "V", "C": "CP", "E": "EMS", "L": "L", "U": "U", "H": "H"}

FROM: Final = pgettext_lazy("papers", "From")
TO: Final = pgettext_lazy("papers", "To")
PHONE: Final = pgettext_lazy("papers", "Tel.")
ORDER: Final = pgettext_lazy("papers", "Order")
WEIGHT: Final = pgettext_lazy("papers", "Weight")
DECLARED: Final = pgettext_lazy("papers", "Declared value")


def render_label(facts: LabelFacts, *, locale: str) -> bytes:
    """Return the label as PDF, in the sender's language and one that the post abroad reads.

    A parcel that crosses a border gets the customs declaration on it. What does not fit at a
    readable size goes, whole, to a second sheet. Raises Invalid when the number is no S10 number, or when a
    border is crossed and the declared value is not the sum of the contents.
    """
    return render_labels([facts], locale=locale)


def render_labels(many: Iterable[LabelFacts], *, locale: str) -> bytes:
    """Return labels one after another in one PDF, for printing all at once; raises as `render_label` does."""
    labels = list(many)
    numbers = ", ".join(grouped(facts.number) for facts in labels[:3])
    sheet = Sheet(width=WIDTH, height=HEIGHT, title=numbers, language=locale)
    for facts in labels:
        _refuse_what_a_post_would_refuse(facts)
    for facts in labels:
        _Label(sheet, facts, locale).draw()
    return sheet.pdf()


class _Label:
    """One label while it is drawn."""

    def __init__(self, sheet: Sheet, facts: LabelFacts, locale: str) -> None:
        self.sheet, self.facts = sheet, facts
        self.spoken = words.languages(locale, facts.sender.country, facts.recipient.country)
        self.more = NextSheets(sheet, title=grouped(facts.number), spoken=self.spoken)

    def draw(self) -> None:
        """Draw the label, and behind it the sheets for what it has no room for."""
        self._draw_head()
        self._draw_number()
        if self.facts.is_international:
            self._draw_international()
        else:
            self._draw_domestic()
        self.sheet.end_page()
        self.more.draw()

    def _draw_head(self) -> None:
        facts = self.facts
        mark = Box(_HEAD.x, _HEAD.y, 13 * mm, _HEAD.height)
        self.sheet.frame(mark, weight=_HEAVY)
        letters = _INDICATORS.get(facts.number[0], facts.number[0])
        self.sheet.fill_centred(mark.inset(1 * mm), Paragraph(letters, bold=True), largest=24)
        service = Box(mark.right + 2.5 * mm, _HEAD.y, 42 * mm, _HEAD.height)
        self._fill(service, Paragraph(facts.service_name, bold=True), largest=13)
        order = Box(service.right + 2 * mm, _HEAD.y, _HEAD.right - service.right - 2 * mm, _HEAD.height)
        named = Paragraph(facts.order_number, bold=True)
        heading = words.both(ORDER, self.spoken)
        self._fill(
            order, Paragraph(heading, scale=0.8), named, Paragraph(facts.printed_on.isoformat()), largest=8
        )

    def _draw_number(self) -> None:
        bars = s10_barcode(self.facts.number)
        self.sheet.place(bars, (WIDTH - bars.width) / 2, _BARS_AT + BAR_HEIGHT)
        number = Paragraph(grouped(self.facts.number), bold=True)
        self.sheet.fill_centred(_NUMBER, number, largest=16)
        self.sheet.rule(_LEFT, _ADDRESSES_AT - 1 * mm, WIDTH - _LEFT, weight=_HEAVY)

    def _draw_international(self) -> None:
        height = _CUSTOMS_AT - _ADDRESSES_AT - 2 * mm
        sender = Box(_LEFT, _ADDRESSES_AT, 32 * mm, height)
        recipient = Box(sender.right + 4 * mm, _ADDRESSES_AT, _INNER - sender.width - 4 * mm, height)
        self.sheet.post(sender.right + 2 * mm, sender.y, sender.bottom)
        self._draw_address(sender, self.facts.sender, FROM, largest=9)
        self._draw_address(recipient, self.facts.recipient, TO, largest=14)
        box = Box(_LEFT, _CUSTOMS_AT, _INNER, HEIGHT - _CUSTOMS_AT - _LEFT)
        customs.draw_declaration(self.sheet, box, self.facts, self.spoken, self.more)

    def _draw_domestic(self) -> None:
        facts = self.facts
        sender = Box(_LEFT, _ADDRESSES_AT, _INNER, 26 * mm)
        recipient = Box(_LEFT, sender.bottom + 3 * mm, _INNER, 58 * mm)
        self._draw_address(sender, facts.sender, FROM, largest=10)
        self.sheet.rule(_LEFT, sender.bottom + 1 * mm, WIDTH - _LEFT)
        self._draw_address(recipient, facts.recipient, TO, largest=18)
        self.sheet.rule(_LEFT, recipient.bottom + 2 * mm, WIDTH - _LEFT, weight=_HEAVY)
        language = self.spoken[0]
        weight = [Paragraph(words.kilograms_in(facts.weight_g, language), bold=True)]
        if facts.box_cm:
            weight.append(Paragraph(words.centimetres_in(facts.box_cm, language), scale=0.8))
        declared = format_money(facts.declared.minor, facts.declared.currency, language)
        for place, (name, said) in enumerate(
            ((WEIGHT, weight), (DECLARED, [Paragraph(declared, bold=True)]))
        ):
            x = _LEFT + place * _INNER / 2
            cell = Box(x, recipient.bottom + 4 * mm, _INNER / 2 - 2 * mm, 14 * mm)
            self._fill(cell, Paragraph(words.both(name, self.spoken), scale=0.6), *said, largest=14)

    def _draw_address(self, box: Box, address: PostalAddress, heading: Promise, *, largest: float) -> None:
        title = Paragraph(words.both(heading, self.spoken))
        top = self.sheet.write_lines(box.x, box.y, (title,), size=_HEADING)
        room = Box(box.x, top, box.width, box.bottom - top)
        self._fill(room, *self._address_lines(address), largest=largest, heading=title.text)

    def _address_lines(self, address: PostalAddress) -> list[Paragraph]:
        code = address.postal_code or "no code"
        lines = [Paragraph(address.recipient, bold=True, scale=1.1)]
        lines += [
            Paragraph(line, bold=line.startswith(code) or line.endswith(code))
            for line in address_lines(address)
        ]
        if self.facts.is_international:
            lines.append(Paragraph(words.country_in(address.country, self.spoken), bold=True))
        if address.phone:
            lines.append(Paragraph(f"{words.word(PHONE, self.spoken[0])} {address.phone}", scale=0.85))
        return lines

    def _fill(self, box: Box, *lines: Paragraph, largest: float, heading: str = "") -> None:
        """Write lines into a box; if some don't fit at a readable size, all go to the next sheet too."""
        if not self.sheet.fill(box, *lines, largest=largest).is_whole:
            self.more.keep(*filter(None, [heading]), *(line.text for line in lines))


def _refuse_what_a_post_would_refuse(facts: LabelFacts) -> None:
    if not is_s10(facts.number):
        raise Invalid(field="number", number=facts.number)
    if facts.is_international:
        _refuse_wrong_sum(facts)


def _refuse_wrong_sum(facts: LabelFacts) -> None:
    total = sum(line.value.minor for line in facts.contents)
    currencies = {line.value.currency for line in facts.contents}
    if total != facts.declared.minor or currencies - {facts.declared.currency}:
        raise Invalid(field="declared", declared=facts.declared.minor, contents=total)
