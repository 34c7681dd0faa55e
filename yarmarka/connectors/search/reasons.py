"""Why does a find stand where it stands? Every part of the formula, as docs/algorithms/search.md tells it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from uuid import UUID

#: signs that are not about words
PART_OF: Final[Mapping[str, str]] = {name: name for name in ("sales", "rating", "promise", "price")}
PARTS: Final = ("text", "sales", "rating", "promise", "price")


@dataclass(frozen=True)
class Part:
    """A sign of fitting: its value, what it counts, and which part of the formula it belongs to (`PARTS`)."""

    sign: str
    value: float
    weight: float
    belongs_to: str

    @property
    def adds(self) -> float:
        """Return what it adds to the sum."""
        return self.value * self.weight


@dataclass(frozen=True)
class Placed:
    """A find with the sum that it is ordered by, and every part of that sum."""

    product_id: UUID
    fitness: float
    parts: tuple[Part, ...]

    @property
    def sums(self) -> dict[str, float]:
        """Return what text, sales, rating, promise and price add up to."""
        return {name: sum(one.adds for one in self.parts if one.belongs_to == name) for name in PARTS}


@dataclass(frozen=True)
class Why:
    """The best finds, in order; how many there are at all; and how each word was read: stems, weight, by which rule."""

    finds: tuple[Placed, ...]
    total: int
    readings: tuple[tuple[str, tuple[tuple[str, float, str], ...]], ...]
