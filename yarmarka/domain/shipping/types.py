"""What other parts of the house are told about delivery."""

from dataclasses import dataclass, field
from datetime import datetime
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
