"""What other parts of the house are told about the ways in which goods come in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class ExchangeKey:
    """What a seller's software signs in with. `price_type` is the price list of theirs that holds here."""

    id: UUID
    seller_id: UUID
    login: str
    name: str
    price_type: str
    created_at: datetime
    last_used_at: datetime | None


@dataclass(frozen=True)
class IssuedKey:
    """A new key with its password, which can't be read back later."""

    key: ExchangeKey
    password: str


@dataclass(frozen=True)
class SaidThing:
    """Something that a seller's software told, by its own id."""

    kind: str
    external_id: str
    facts: dict[str, Any]
    belongs_to: str = ""


@dataclass(frozen=True)
class SaidGoods:
    """An offer as it was told, with what was told of its product; no facts where that never came."""

    external_id: str
    offer: dict[str, Any]
    product: dict[str, Any] | None


@dataclass(frozen=True)
class ToldOrder:
    """A seller order that the seller's software was told of, as what, and whether it took it."""

    seller_order_id: UUID
    status: str
    is_taken: bool


@dataclass(frozen=True)
class Columns:
    """What the columns of a seller's tables mean: folded words → field, or nothing where one means nothing."""

    meanings: dict[str, str]
    currency: str


@dataclass(frozen=True)
class FeedSource:
    """Where a seller's price list is fetched from, how often, and how that went last."""

    seller_id: UUID
    url: str
    every_hours: int
    is_everything: bool
    next_at: datetime
    fetched_at: datetime | None
    problem: str
    failures: int


@dataclass(frozen=True)
class PictureProblem:
    """An address that gave no picture: the code of the error, and its facts."""

    address: str
    code: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class NamedPictures:
    """The pictures that an article is to be shown by: addresses in their order, and what came of them so far."""

    seller_id: UUID
    sku: str
    addresses: tuple[str, ...]
    pictures: dict[str, UUID]
    problems: tuple[PictureProblem, ...]
    due_at: datetime | None
    tries: int


@dataclass(frozen=True)
class PictureTally:
    """Of how many articles pictures are named, and of how many they are still to come, or did not."""

    articles: int
    waiting: int
    troubled: int


@dataclass(frozen=True)
class HostRest:
    """A host that is not asked for pictures until then, for how many times without one, and what it answered last."""

    host: str
    until: datetime
    times: int
    facts: dict[str, Any]
