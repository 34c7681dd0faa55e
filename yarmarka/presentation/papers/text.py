"""Text in a box: breaks lines as Russian, English and Chinese do, and shrinks until everything fits."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from yarmarka.presentation.papers import fonts

#: Distance between lines, as a part of the letters' size.
LEADING: Final = 1.2
_STEP: Final = 0.5
#: Signs that must not begin a line.
_CLOSING: Final = frozenset("，。、；：？！）】》」』”’,.;:?!)%»")


@dataclass(frozen=True)
class Paragraph:
    """Text that begins a line of its own; `scale` is relative to the size of the box's letters."""

    text: str
    bold: bool = False
    scale: float = 1.0


@dataclass(frozen=True)
class Fitted:
    """Lines that fit a box at a size. `is_whole` is false if some had to be left out."""

    size: float
    lines: tuple[Paragraph, ...]
    is_whole: bool

    @property
    def height(self) -> float:
        """How high the lines are together, in points."""
        return height_of(self.lines, self.size)


def wrap(text: str, *, width: float, size: float, bold: bool = False) -> list[str]:
    """Return the text in lines no wider than `width`; a word that is too long is broken."""
    lines, line, filled = [], "", 0.0
    for atom in _atoms(fonts.printable(text)):
        for part in _parts(atom, width, size, bold):
            room = fonts.width_of(part.rstrip(), size, bold=bold)
            if line and filled + room > width:
                lines.append(line.rstrip())
                line, filled = "", 0.0
            line += part
            filled += fonts.width_of(part, size, bold=bold)
    return [*lines, line.rstrip()] if line.strip() else lines


def fit(
    paragraphs: Sequence[Paragraph], *, width: float, height: float, largest: float, smallest: float
) -> Fitted:
    """Return the paragraphs at the largest size that fits, or else what fits at the smallest and `…`."""
    size = largest
    while True:
        lines = wrap_all(paragraphs, width=width, size=size)
        if height_of(lines, size) <= height:
            return Fitted(size, lines, is_whole=True)
        if size <= smallest:
            return Fitted(size, _cut(lines, width, height, size), is_whole=False)
        size = max(smallest, size - _STEP)


def wrap_all(paragraphs: Sequence[Paragraph], *, width: float, size: float) -> tuple[Paragraph, ...]:
    """Return the paragraphs broken into lines."""
    return tuple(
        replace(paragraph, text=line)
        for paragraph in paragraphs
        for line in wrap(paragraph.text, width=width, size=size * paragraph.scale, bold=paragraph.bold)
    )


def height_of(lines: Sequence[Paragraph], size: float) -> float:
    """Return how high lines are together, in points."""
    return sum(size * line.scale * LEADING for line in lines)


def _cut(lines: tuple[Paragraph, ...], width: float, height: float, size: float) -> tuple[Paragraph, ...]:
    while lines and height_of(lines, size) > height:
        lines = lines[:-1]
    if not lines:
        return ()
    last = lines[-1]
    text = last.text
    while text and fonts.width_of(f"{text}…", size * last.scale, bold=last.bold) > width:
        text = text[:-1]
    return (*lines[:-1], replace(last, text=f"{text}…"))


def _atoms(text: str) -> list[str]:
    """Cut text where a line may end: after a space or a hyphen, and between Chinese characters."""
    atoms: list[str] = []
    for sign in text:
        if atoms and not _may_break(atoms[-1][-1], sign):
            atoms[-1] += sign
        else:
            atoms.append(sign)
    return atoms


def _may_break(before: str, after: str) -> bool:
    if after == " " or after in _CLOSING:
        return False
    return before in " -/" or _is_han(before) or _is_han(after)


def _is_han(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff" or "\uff00" <= sign <= "\uffef"


def _parts(atom: str, width: float, size: float, bold: bool) -> list[str]:
    """Break an atom that is wider than a line."""
    if fonts.width_of(atom.rstrip(), size, bold=bold) <= width:
        return [atom]
    parts, part = [], ""
    for sign in atom:
        if part and fonts.width_of(part + sign, size, bold=bold) > width:
            parts.append(part)
            part = ""
        part += sign
    return [*parts, part]
