"""What other parts of the house are told about delivery."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yarmarka.vocabulary.parcels import ParcelState


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


@dataclass(frozen=True)
class LearntDays:
    """What a service's deliveries taught: days from the order by which half, and nine of ten, have come."""

    carrier: str
    code: str
    origin_country: str
    destination_country: str
    usual_days: int
    sure_days: int
    deliveries: int


@dataclass(frozen=True)
class PastDelivery:
    """A paid part of an order, from its day on: when it came, or not yet."""

    carrier: str
    code: str
    origin_country: str
    destination_country: str
    ordered_on: date
    promised_to: date
    delivered_on: date | None


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
