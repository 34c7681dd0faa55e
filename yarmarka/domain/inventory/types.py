"""What other parts of the house are told about stock."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec


class HoldStatus(StrEnum):
    """What became of a hold."""

    HELD = "held"
    SOLD = "sold"
    RELEASED = "released"


class MovementKind(StrEnum):
    """Why the number on hand changed."""

    COUNT = "count"
    SALE = "sale"
    RETURN = "return"


class Wanted(msgspec.Struct, frozen=True):
    """So many pieces of an offer, wanted by one request of a batch."""

    request: int
    offer_id: UUID
    quantity: int


class NewHold(msgspec.Struct, frozen=True):
    """A hold to be written down, which lasts until `expires_at`."""

    id: UUID
    offer_id: UUID
    order_id: UUID
    seller_order_id: UUID
    quantity: int
    expires_at: datetime


@dataclass(frozen=True)
class Counted:
    """How many pieces of an offer a seller says there are."""

    offer_id: UUID
    on_hand: int


@dataclass(frozen=True)
class Shortage:
    """An offer that a request wanted more of than was left."""

    offer_id: UUID
    wanted: int
    available: int


@dataclass(frozen=True)
class WarehouseCard:
    """A place that a seller ships from."""

    id: UUID
    seller_id: UUID
    name: str
    country: str
    city: str


@dataclass(frozen=True)
class Settled:
    """Pieces whose hold was settled: sold, or free again."""

    offer_id: UUID
    order_id: UUID
    seller_order_id: UUID
    quantity: int
