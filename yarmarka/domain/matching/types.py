"""What other parts of the house are told about likeness and proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID


class Clue(StrEnum):
    """What speaks for two cards being the same goods, or against it."""

    GTIN_SAID = "gtin_said"
    PART_NUMBER = "part_number"
    CODE = "code"
    PICTURE = "picture"
    TITLES = "titles"
    BRAND = "brand"
    MEASURES = "measures"
    COLOUR = "colour"
    CATEGORY = "category"
    ATTRIBUTES = "attributes"
    SELLER_SAYS = "seller_says"
    OTHER_GTIN = "other_gtin"
    OTHER_PACKAGING = "other_packaging"
    OTHER_PART_NUMBER = "other_part_number"
    OTHER_CODE = "other_code"
    OTHER_BRAND = "other_brand"
    OTHER_MEASURE = "other_measure"
    OTHER_COLOUR = "other_colour"
    OTHER_SIZE = "other_size"
    OTHER_NUMBERS = "other_numbers"
    OTHER_ATTRIBUTES = "other_attributes"
    OTHER_PRICE = "other_price"
    SAME_SELLER = "same_seller"
    REFUSED_BEFORE = "refused_before"


class Band(StrEnum):
    """How sure a score is."""

    STRONG = "strong"
    LIKELY = "likely"
    DOUBTFUL = "doubtful"


class Kind(StrEnum):
    """What is proposed: that two products are one, or that an offer stands with the wrong one."""

    JOIN = "join"
    SPLIT = "split"


class Origin(StrEnum):
    """Who proposes."""

    FOUND = "found"
    SELLER = "seller"
    STAFF = "staff"


class MatchStatus(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    LATER = "later"
    CONFIRMED = "confirmed"
    REFUSED = "refused"
    #: the cards changed, or are joined or gone, so that nothing is left to decide
    LAPSED = "lapsed"
    #: a join that was taken back; it counts as refused
    UNDONE = "undone"


@dataclass(frozen=True)
class Card:
    """A product as likeness is judged by. `price_minor` is in kopecks at the rate of the last change."""

    product_id: UUID
    titles: Mapping[str, str]
    descriptions: Mapping[str, str] = field(default_factory=dict)
    brand: str = ""
    part_number: str = ""
    gtins: Sequence[str] = ()
    attributes: Sequence[Mapping[str, Any]] = ()
    options: Sequence[Mapping[str, str]] = ()
    category_id: UUID | None = None
    pictures: Sequence[UUID] = ()
    sellers: Sequence[UUID] = ()
    price_minor: int | None = None


@dataclass(frozen=True)
class Evidence:
    """One clue: how many points it gives or takes, and what each of the two cards says."""

    clue: Clue
    points: int
    one: str = ""
    other: str = ""


@dataclass(frozen=True)
class Likeness:
    """How alike two cards are: 0 to 100, and everything that says so."""

    score: int
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Read:
    """What was noted of a card when it was read last: marks of all and of its name, the keys that it meets by."""

    product_id: UUID
    mark: str
    identity: str
    keys: Sequence[int]


@dataclass(frozen=True)
class Turn:
    """Up to where cards were read: a place of the catalogue's log; at first, while all are read, the last of them."""

    place: int
    walked_to: UUID | None
    is_walked: bool


@dataclass(frozen=True)
class Found:
    """Two products that are alike enough to be proposed, the older one first."""

    one_id: UUID
    other_id: UUID
    likeness: Likeness
    one_identity: str
    other_identity: str


@dataclass(frozen=True)
class Wish:
    """What a seller, or staff, proposes: that two products are one, or that an offer stands with the wrong one."""

    kind: Kind
    one_id: UUID
    other_id: UUID | None
    seller_id: UUID
    sku: str
    words: str
    origin: Origin = Origin.SELLER


@dataclass(frozen=True)
class Proposal:
    """A proposal and what became of it. Of a split `one_id` is the product that the seller's `sku` stands with."""

    id: UUID
    kind: Kind
    origin: Origin
    status: MatchStatus
    one_id: UUID
    other_id: UUID | None
    seller_id: UUID | None
    sku: str
    words: str
    score: int
    evidence: tuple[Evidence, ...]
    found_at: datetime
    decided_at: datetime | None
    decided_by: UUID | None
    reason: str
    #: the product that the other one went into
    kept_id: UUID | None
    #: what else moved with it, by what it is, so that it can be taken back
    moved: Mapping[str, Any]

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to decide it."""
        return self.status in {MatchStatus.OPEN, MatchStatus.LATER}
