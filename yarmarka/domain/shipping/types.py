"""What other parts of the house are told about delivery."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from yarmarka.vocabulary.parcels import ParcelState


class Speed(StrEnum):
    """How quick a service is meant to be."""

    ECONOMY = "economy"
    STANDARD = "standard"
    EXPRESS = "express"


class Ending(StrEnum):
    """Where a service gives the parcel to its receiver."""

    DOOR = "door"
    OFFICE = "office"
    LOCKER = "locker"


class LegKind(StrEnum):
    """What happens on a stretch of a lane."""

    CONSOLIDATION = "consolidation"
    LINE_HAUL = "line_haul"
    CUSTOMS = "customs"
    LAST_MILE = "last_mile"


class Quality(StrEnum):
    """How well a place is reached."""

    SERVED = "served"
    SEASONAL = "seasonal"
    SLOW = "slow"
    NONE = "none"


class PointKind(StrEnum):
    """What sort of pick-up point it is."""

    OFFICE = "office"
    LOCKER = "locker"


@dataclass(frozen=True)
class LegCard:
    """A stretch of a lane as it holds now."""

    kind: LegKind
    carrier: str
    min_days: int
    max_days: int
    hand_over: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class BandCard:
    """A line of a rate card: what parcels cost up to a weight and, unless it is None, a value of goods."""

    up_to_g: int
    up_to_value_minor: int | None
    base_minor: int
    per_kg_minor: int


@dataclass(frozen=True)
class Reach:
    """How well a service reaches a place; a season is (from, until) as MM-DD."""

    quality: Quality
    extra_min_days: int = 0
    extra_max_days: int = 0
    season: tuple[str, str] | None = None
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class PlaceDays:
    """What deliveries to one place taught: days by which half, and nine of ten, have come, and of how many."""

    usual_days: int
    sure_days: int
    deliveries: int


@dataclass(frozen=True)
class ServiceCard:
    """A way to have a parcel brought from one country to another, at a dated price."""

    id: UUID
    carrier: str
    code: str
    names: dict[str, str]
    origin_country: str
    destination_country: str
    base_minor: int
    per_kg_minor: int
    currency: str
    max_weight_g: int
    min_days: int
    max_days: int
    inspection_days: int
    #: learnt from what really happened: days by which half and nine of ten have come, and of how many deliveries
    usual_days: int | None = None
    sure_days: int | None = None
    deliveries: int = 0
    #: the same for single places
    by_place: Mapping[str, PlaceDays] = field(default_factory=dict)
    lane: str = ""
    legs: tuple[LegCard, ...] = ()
    speed: Speed = Speed.STANDARD
    ending: Ending = Ending.DOOR
    picks_point: bool = False
    cut_off: time | None = None
    bands: tuple[BandCard, ...] = ()
    volume_divisor: int = 0
    max_side_mm: int = 0
    max_value_minor: int | None = None
    takes_batteries: bool = True
    #: places that are reached in another way than the rest of the country
    reach: Mapping[str, Reach] = field(default_factory=dict)


@dataclass(frozen=True)
class Load:
    """What a parcel is for a carrier. Volume and longest side are 0 where nobody told them; the value is in the
    service's currency, None where it does not matter."""

    weight_g: int
    volume_cm3: int = 0
    longest_mm: int = 0
    value_minor: int | None = None
    has_batteries: bool = False


class Basis(StrEnum):
    """What a promise rests on."""

    PLACE = "place"
    SERVICE = "service"
    CARRIER = "carrier"


@dataclass(frozen=True)
class Window:
    """From when to when goods should come, and how sure the last day is."""

    from_on: date
    to_on: date
    basis: Basis
    deliveries: int = 0


@dataclass(frozen=True)
class Dated:
    """From when on something holds, on what it rests, and when somebody looked it up."""

    valid_from: datetime
    source: str
    verified_on: date
    is_example: bool = False


@dataclass(frozen=True)
class NewCoverage:
    """How well a carrier reaches a place of a country, with one of its services or (no code) with all of them."""

    carrier: str
    country: str
    place: str
    reach: Reach
    code: str = ""


@dataclass(frozen=True)
class CoverageRow:
    """What is written down of a place, from when to when."""

    id: UUID
    carrier: str
    code: str
    country: str
    place: str
    reach: Reach
    valid_from: datetime
    valid_until: datetime | None
    source: str
    is_example: bool


@dataclass(frozen=True)
class LaneCard:
    """A lane with the legs that hold at an instant."""

    id: UUID
    carrier: str
    code: str
    names: dict[str, str]
    origin_country: str
    destination_country: str
    legs: tuple[LegCard, ...] = ()


@dataclass(frozen=True)
class NewService:
    """A service about to be put on offer. Limits of 0 are none; without a lane nobody tells who has a parcel when."""

    carrier: str
    code: str
    names: dict[str, str]
    origin_country: str
    destination_country: str
    base_minor: int
    per_kg_minor: int
    currency: str
    max_weight_g: int
    min_days: int
    max_days: int
    inspection_days: int
    lane_id: UUID | None = None
    speed: Speed = Speed.STANDARD
    ending: Ending = Ending.DOOR
    picks_point: bool = False
    volume_divisor: int = 0
    max_side_mm: int = 0
    takes_batteries: bool = True
    cut_off: time | None = None
    max_value_minor: int | None = None


@dataclass(frozen=True)
class NewLane:
    """A lane about to be laid, with its legs from the first to the last, the services on it, and places that they reach
    in another way than the rest of the country."""

    carrier: str
    code: str
    names: dict[str, str]
    origin_country: str
    destination_country: str
    legs: tuple[LegCard, ...]
    services: tuple[NewService, ...]
    coverage: tuple[NewCoverage, ...] = ()


@dataclass(frozen=True)
class ServiceChange:
    """What of a service is to be another from a day on; None leaves it as it is."""

    base_minor: int | None = None
    per_kg_minor: int | None = None
    min_days: int | None = None
    max_days: int | None = None
    max_weight_g: int | None = None
    max_side_mm: int | None = None
    volume_divisor: int | None = None
    takes_batteries: bool | None = None


@dataclass(frozen=True)
class OpenOn:
    """When a pick-up point is open on a day of the week (1: Monday), by its own clock."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class PickupPointCard:
    """Where a carrier gives parcels out."""

    id: UUID
    carrier: str
    code: str
    kind: PointKind
    country: str
    place: str
    city: str
    addresses: Mapping[str, str]
    postal_code: str
    latitude: float
    longitude: float
    hours: tuple[OpenOn, ...] = ()
    #: days that differ; None: closed then
    exceptions: Mapping[date, tuple[time, time] | None] = field(default_factory=dict)
    takes_cards: bool | None = None
    max_weight_g: int | None = None
    max_side_mm: int | None = None


@dataclass(frozen=True)
class PromiseCard:
    """A delivery date as it was told: when, why, how sure and on what ground."""

    seller_order_id: UUID
    made_at: datetime
    from_on: date
    to_on: date
    confidence: int | None
    basis: str
    deliveries: int
    reason: str
    is_current: bool
    is_told: bool
    place: str = ""


@dataclass(frozen=True)
class NewPromise:
    """A delivery date about to be written down for a seller order, in place of the one before; made now, if it does not
    say when."""

    seller_order_id: UUID
    window: Window
    reason: str
    place: str = ""
    is_told: bool = False
    made_at: datetime | None = None


class Span(StrEnum):
    """How long a time promises are counted over, by the day of the order."""

    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True)
class PromiseTally:
    """What became of the promises that a service on a lane made in a week or a month.

    `due` are those whose day is over, `not_over` the others. `outcomes` has, of those that are over, how many took so
    many days from the order, and came so many days after the promised one (0: kept): [took, late, count].
    """

    carrier: str
    code: str
    #: the lane's code; empty for a service without one
    lane: str
    origin_country: str
    destination_country: str
    span: Span
    begins_on: date
    due: int
    kept: int
    #: over, and nothing has come: they count as having taken until they were counted
    not_come: int
    not_over: int
    #: of those that are over: all days from the orders to the promised days, together
    promised_days: int
    outcomes: list[list[int]]


@dataclass(frozen=True)
class LearntDays:
    """What a service's deliveries taught: days from the order by which half, and nine of ten, have come; to one place,
    or wherever it goes."""

    carrier: str
    code: str
    origin_country: str
    destination_country: str
    usual_days: int
    sure_days: int
    deliveries: int
    place: str = ""


@dataclass(frozen=True)
class PastDelivery:
    """A paid part of an order, from its day on: when it came, or not yet.

    It may stand for several, where not all are read.
    """

    carrier: str
    code: str
    origin_country: str
    destination_country: str
    ordered_on: date
    promised_to: date
    delivered_on: date | None
    place: str = ""
    stands_for: float = 1.0


class RecallStatus(StrEnum):
    """How far a parcel is called back."""

    WANTED = "wanted"  # its carrier is about to be asked
    BY_HAND = "by_hand"  # its carrier can't be asked by its interface, or said no: somebody of the staff asks
    AGREED = "agreed"  # its carrier brings it back
    BACK = "back"  # it is with its sender again
    MISSED = "missed"  # it was delivered, lost or taken before it could come back


class Settling(StrEnum):
    """When the money of a recalled parcel goes back."""

    WHEN_BACK = "when_back"
    AT_ONCE = "at_once"


@dataclass(frozen=True)
class NewRecall:
    """A parcel about to be called back: why (a restriction), on whose behalf, and when its money goes back."""

    parcel_id: UUID
    seller_order_id: UUID
    cause_id: UUID
    by: UUID | None
    settling: Settling


@dataclass(frozen=True)
class RecallCard:
    """A parcel that was called back, and how far that is. `note` says why it is asked by hand, or who asked."""

    id: UUID
    parcel_id: UUID
    seller_order_id: UUID
    cause_id: UUID
    by: UUID | None
    settling: Settling
    status: RecallStatus
    note: str
    wanted_at: datetime
    agreed_at: datetime | None
    closed_at: datetime | None


class Stretch(StrEnum):
    """A stretch of a parcel's way, by what was said of it last: each has a silence of its own that is usual."""

    ORIGIN = "origin"  # announced or taken
    ON_THE_WAY = "on_the_way"  # between the countries, export customs included
    CUSTOMS = "customs"  # import customs
    LAST_MILE = "last_mile"  # in the country of delivery
    TO_COLLECT = "to_collect"  # waits to be picked up


class Ground(StrEnum):
    """Whose silences a bound was learnt from, from narrow to wide."""

    SERVICE = "service"
    ROUTE = "route"
    EVERYWHERE = "everywhere"
    NONE = "none"  # too little is known: a stated number of days


@dataclass(frozen=True)
class PastSilence:
    """How long nothing was heard of a parcel after some word, and how that ended."""

    carrier: str
    code: str
    origin_country: str
    destination_country: str
    stretch: Stretch
    days: int
    #: something was heard again; or nothing ever was, for the parcel was lost; or nothing yet
    is_over: bool
    is_lost: bool
    #: how long ago the silence began
    age_days: int


@dataclass(frozen=True)
class LearntSilence:
    """After how many days without a word, on a leg of a service's way, a parcel hardly comes any more."""

    carrier: str
    code: str
    origin_country: str
    destination_country: str
    stretch: Stretch
    lost_after_days: int
    #: whose silences taught it, and how many those were
    ground: Ground
    silences: int


@dataclass(frozen=True)
class Astray:
    """A parcel that is beyond its promised date, or of which its carrier says that it is gone."""

    seller_order_id: UUID
    order_id: UUID
    parcel_id: UUID
    state: ParcelState
    state_at: datetime
    promised_to: date
    #: what is known of silences like its own; nothing where too little is
    lost_after_days: int | None
    ground: Ground
    silences: int
    learnt_at: datetime | None


class Finding(StrEnum):
    """What is found of a parcel that did not come."""

    ON_TIME = "on_time"
    OVERDUE = "overdue"
    LOST = "lost"
    RETURNED = "returned"


@dataclass(frozen=True)
class ParcelCard:
    """A parcel and where it stands."""

    id: UUID
    order_id: UUID
    seller_order_id: UUID
    carrier: str
    number: str
    state: ParcelState
    state_at: datetime
    weight_g: int
    created_at: datetime
    handed_over_at: datetime | None
    delivered_at: datetime | None


@dataclass(frozen=True)
class NewParcelEvent:
    """What a carrier said of a parcel, about to be written down."""

    number: str
    state: ParcelState
    raw_code: str
    texts: dict[str, str]
    place: str
    country: str
    occurred_at: datetime
    raw: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class ParcelMoved:
    """A parcel that a batch of events moved on: from which state to which."""

    parcel_id: UUID
    order_id: UUID
    seller_order_id: UUID
    number: str
    before: ParcelState
    state: ParcelState
    state_at: datetime


@dataclass(frozen=True)
class ParcelEventCard:
    """One line of a parcel's history."""

    parcel_id: UUID
    state: ParcelState
    raw_code: str
    texts: dict[str, str]
    place: str
    country: str
    occurred_at: datetime
