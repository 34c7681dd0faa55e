"""Whom and what does a restriction touch: addresses, baskets, open orders?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.kernel.sql import Statement

_ADDRESSES: Final = Statement.beside(__file__, "touched_addresses")
_PARTS: Final = Statement.beside(__file__, "touched_parts")
_BASKETS: Final = Statement.beside(__file__, "touched_baskets")


@dataclass(frozen=True)
class SavedPlace:
    """Saved addresses that say the same of where they are, and whose they are."""

    country: str
    postal_code: str
    region: str
    city: str
    addresses: int
    people: list[UUID]


@dataclass(frozen=True)
class OpenPart:
    """A seller's part of an order that is not with its shopper yet."""

    id: UUID
    order_id: UUID
    seller_id: UUID
    person_id: UUID
    number: str
    status: str
    total_minor: int
    currency: str
    placed_at: datetime
    address: dict[str, Any]
    seller_country: str
    carrier: str
    hs_codes: list[str]
    origins: list[str]
    categories: list[UUID]


@dataclass(frozen=True)
class BasketCounts:
    """How many baskets, and different offers in them."""

    baskets: int
    offers: int


def saved_places() -> list[SavedPlace]:
    """Return all saved addresses, by what they say of where they are."""
    return _ADDRESSES.rows(SavedPlace)


def open_parts() -> list[OpenPart]:
    """Return all parts of orders that are not with their shoppers yet."""
    return _PARTS.rows(OpenPart)


def baskets_of(people: Collection[UUID]) -> BasketCounts:
    """Return how much lies in these people's baskets."""
    return _BASKETS.one(BasketCounts, people=list(people)) or BasketCounts(0, 0)
