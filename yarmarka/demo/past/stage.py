"""What the steps of the past need to know, and the steps that wait for their time."""

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any
from uuid import UUID

import httpx
from django.conf import settings

from yarmarka.demo.people import Shopper
from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.flows.price_book import PriceBook
from yarmarka.vocabulary.parcels import ParcelState

Step = Callable[[datetime], None]


@dataclass(frozen=True)
class Move:
    """A parcel that comes to a state at an instant."""

    number: str
    to: ParcelState
    at: datetime

    def as_facts(self) -> dict[str, Any]:
        """Return it as the carrier's desk is told."""
        return {"number": self.number, "to": self.to.value, "occurred_at": self.at.isoformat()}


@dataclass
class Past:
    """Steps that wait for their time, and what they need to know."""

    people: Mapping[str, UUID]
    shoppers: Mapping[str, Shopper]
    operator: UUID
    #: the person who answers for a seller
    owners: Mapping[UUID, UUID]
    #: by the key of a thing, its offers that there is enough of
    offers: Mapping[str, list[OfferForSale]]
    #: of one day: which services lead where
    book: PriceBook
    now: datetime
    bank: httpx.Client
    carrier: httpx.Client
    #: seller orders by the day on which their sellers send them
    to_send: dict[date, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    #: parcels by the day on which they move
    moves: dict[date, list[Move]] = field(default_factory=lambda: defaultdict(list))
    #: by seller order: what follows once it is sent, told its parcel's number
    followers: dict[UUID, Callable[[str, datetime], None]] = field(default_factory=dict)
    _waiting: list[tuple[datetime, int, Step]] = field(default_factory=list)
    _number: Iterator[int] = field(default_factory=count)

    def at(self, when: datetime, step: Step) -> None:
        """Let a step happen at an instant; one that lies in the future never happens."""
        if when < self.now:
            heapq.heappush(self._waiting, (when, next(self._number), step))

    def move(self, move: Move) -> None:
        """Let a parcel move on its day; what lies in the future never happens."""
        if move.at < self.now:
            self.moves[move.at.date()].append(move)

    def steps(self) -> Iterator[tuple[datetime, Step]]:
        """Yield the steps in the order of their time, those that steps add among them."""
        while self._waiting:
            when, _, step = heapq.heappop(self._waiting)
            yield when, step


@contextmanager
def outside_world() -> Iterator[tuple[httpx.Client, httpx.Client]]:
    """Open the bank's page, as a shopper's browser would, and the carrier's desk."""
    key = {"Authorization": f"Bearer {settings.CARRIER_SECRET}"}
    with (
        httpx.Client(timeout=30) as bank,
        httpx.Client(base_url=settings.CARRIER_URL, headers=key, timeout=30) as carrier,
    ):
        yield bank, carrier
