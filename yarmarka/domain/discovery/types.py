"""What other parts of the house are told of searches and of goods that go together."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Visit:
    """Somebody's day in a shop: a random key that begins anew each day, and says nothing of who it was."""

    day: date
    key: str
    storefront: str
    language: str


@dataclass(frozen=True)
class BoughtTogether:
    """Two products that so many people bought in one order each; strength is 1 where nobody buys one alone."""

    product_id: UUID
    other_id: UUID
    shoppers: int
    strength: float


@dataclass(frozen=True)
class QueryTally:
    """What became of a query: in how many visits it was shown, found nothing, and led to some find."""

    query: str
    language: str
    visits: int
    without_finds: int
    with_choice: int
    #: the mean place of the finds that were chosen, from 1; nothing where none was
    mean_place: float | None

    @property
    def click_through(self) -> float:
        """The share of visits in which some find was chosen."""
        return self.with_choice / self.visits if self.visits else 0.0


@dataclass(frozen=True)
class ChosenFind:
    """A find of a query with in how many visits it was chosen, for a judgement of ranking."""

    query: str
    product_id: UUID
    visits: int
    chosen: int
    mean_place: float
