"""Words for pictures: what a page must know of one to show it sharp, small and without a jump."""

import re
from dataclasses import dataclass
from typing import Final

#: How wide a stored picture comes, in pixels: a line of a basket, a card on a phone and on a desk, a gallery.
WIDTHS: Final = (96, 192, 320, 480, 720, 960, 1440)
#: What browsers are offered, best first; every browser that the shop works in takes the last one.
FORMATS: Final = ("avif", "webp")
_REFERENCE: Final = re.compile(r"([0-9a-f]{32})/(\d+)x(\d+)/(#[0-9a-f]{6})")
#: a step that is nearly as wide as the next is not worth a file
_WORTH: Final = 1.2


@dataclass(frozen=True)
class Picture:
    """A stored picture. `name` names its content, so what lies under it never changes; `colour` is its main one."""

    name: str
    width: int
    height: int
    colour: str

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths that it comes in, narrow to wide."""
        return widths_of(self.width)

    @property
    def reference(self) -> str:
        """All of it in one word, which fits where else the name of a drawing stands; `picture_in` reads it."""
        return f"{self.name}/{self.width}x{self.height}/{self.colour}"

    def file(self, width: int, kind: str) -> str:
        """Return the path of one of its files, below wherever pictures are kept."""
        return f"{self.name[:2]}/{self.name}/{width}.{kind}"

    def height_at(self, width: int) -> int:
        """Return how high it is at a width."""
        return max(1, round(self.height * width / self.width))


def widths_of(width: int) -> tuple[int, ...]:
    """Return the widths that a picture comes in which is so wide at its largest, narrow to wide."""
    return *(step for step in WIDTHS if step * _WORTH <= width), width


def picture_in(reference: str) -> Picture | None:
    """Return the picture that a reference tells of; nothing for the name of a drawing, or no word at all."""
    told = _REFERENCE.fullmatch(reference)
    return Picture(told[1], int(told[2]), int(told[3]), told[4]) if told else None
