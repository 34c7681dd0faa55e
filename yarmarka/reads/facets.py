"""What can goods be narrowed by, on a shelf or among finds, and how much would each choice leave?"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from yarmarka.reads.reach import Reach
from yarmarka.reads.shelf import ShelfLink
from yarmarka.vocabulary.money import Money


@dataclass(frozen=True)
class GoodsFilter:
    """What a reader wants; several brands, countries or values of one attribute mean any of them."""

    brands: tuple[str, ...] = ()
    least: Money | None = None
    most: Money | None = None
    #: the sellers', and those of the warehouses that goods can leave from
    countries: tuple[str, ...] = ()
    sent_from: tuple[str, ...] = ()
    #: only what is brought to the reader, or brought there within so many days
    comes_here: bool = False
    within: int = 0
    rating: int = 0
    #: name and value as addresses have them
    attributes: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether everything is wanted."""
        return self == ANYTHING

    def origins(self, reach: Reach) -> frozenset[str] | None:
        """Return the countries that goods may be sent from; None where any will do."""
        reached, chosen = self.reached(reach), frozenset(self.sent_from)
        return reached & chosen if reached is not None and chosen else chosen or reached

    def reached(self, reach: Reach) -> frozenset[str] | None:
        """Return the countries from which goods come in time; None where it does not matter whether they come."""
        return reach.origins(within=self.within) if self.comes_here or self.within else None


ANYTHING: Final = GoodsFilter()


@dataclass(frozen=True)
class Choice:
    """One choice of a facet: its value in an address, what a reader sees (empty where pages have words), how much it
    leaves, whether it is chosen."""

    value: str
    words: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class AttributeFacet:
    """An attribute that many of the goods have, with its values."""

    name: str
    words: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class DeliveredBy:
    """Delivery within so many days, which is by a day."""

    within: int
    by_on: date
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class PriceChoice:
    """Prices from one whole amount to another, both included, either end perhaps open."""

    least: Money | None
    most: Money | None
    count: int
    is_chosen: bool

    @property
    def from_text(self) -> str:
        """The lower limit as an address has it; nothing where there is none."""
        return _whole(self.least)

    @property
    def to_text(self) -> str:
        """The upper limit as an address has it; nothing where there is none."""
        return _whole(self.most)


def _whole(limit: Money | None) -> str:
    return str(int(limit.major)) if limit else ""


@dataclass(frozen=True)
class ShelfChoice:
    """A shelf that finds can be narrowed to."""

    shelf: ShelfLink
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Facets:
    """What goods can be narrowed by, each choice with what it would leave under all other filters.

    `is_about` says that there are so many goods that a sample of them was counted; prices then have no ends.
    """

    shelves: tuple[ShelfChoice, ...] = ()
    brands: tuple[Choice, ...] = ()
    countries: tuple[Choice, ...] = ()
    sent_from: tuple[Choice, ...] = ()
    comes_here: int = 0
    delivered: tuple[DeliveredBy, ...] = ()
    ratings: tuple[Choice, ...] = ()
    prices: tuple[PriceChoice, ...] = ()
    lowest: Money | None = None
    highest: Money | None = None
    attributes: tuple[AttributeFacet, ...] = ()
    is_about: bool = False

    @property
    def has_stars(self) -> bool:
        """Whether there is anything to choose by stars."""
        return any(choice.count or choice.is_chosen for choice in self.ratings)
