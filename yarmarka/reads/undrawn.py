"""Which products have nothing to show yet but the drawing of their kind?"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_UNDRAWN: Final = Statement.beside(__file__, "undrawn")


@dataclass(frozen=True)
class Undrawn:
    """A product to draw; `hung` views are drawn already."""

    id: UUID
    titles: dict[str, str]
    part_number: str
    tint: int
    hung: int
    drawing: str

    @property
    def word(self) -> str:
        """What tells it from others, and stays when the world is made anew."""
        return self.part_number or self.titles.get("ru", "") or str(self.id)


def undrawn(*, views: int, limit: int) -> list[Undrawn]:
    """Return products with fewer views, and none of a seller's; those with the fewest first, then the newest."""
    return _UNDRAWN.rows(Undrawn, views=views, limit=limit)
