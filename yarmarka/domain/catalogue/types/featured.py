"""Offers of one product beside one another, and the one that stands first."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Reliability(StrEnum):
    """How a seller's orders of late went, as far as that was measured."""

    GOOD = "good"
    TOO_FEW = "too_few"
    WARNING = "warning"
    SERIOUS = "serious"


@dataclass(frozen=True)
class Contender:
    """An offer that can be had, as it stands beside others of the same product, in the reader's currency.

    `whole_minor` is the price with delivery and what is collected for import, `by_on` the last promised day; both are
    nothing where nobody brings it to the reader.
    """

    offer_id: UUID
    goods_minor: int
    whole_minor: int | None
    by_on: date | None
    reliability: Reliability


@dataclass(frozen=True)
class Featured:
    """The offer that stands first, and beside what: the one with the lowest price, and the soonest day of all."""

    chosen: Contender
    cheapest: Contender
    soonest_on: date | None
    among: int

    @property
    def dearer_minor(self) -> int:
        """How much more it costs than the cheapest, whole where both can be brought."""
        if self.chosen.whole_minor is None or self.cheapest.whole_minor is None:
            return self.chosen.goods_minor - self.cheapest.goods_minor
        return self.chosen.whole_minor - self.cheapest.whole_minor

    @property
    def later_days(self) -> int:
        """How many days later than the soonest it is promised."""
        if self.chosen.by_on is None or self.soonest_on is None:
            return 0
        return (self.chosen.by_on - self.soonest_on).days

    @property
    def sooner_days(self) -> int:
        """How many days sooner than the cheapest it is promised; never less than none."""
        if self.chosen.by_on is None or self.cheapest.by_on is None:
            return 0
        return max(0, (self.cheapest.by_on - self.chosen.by_on).days)
