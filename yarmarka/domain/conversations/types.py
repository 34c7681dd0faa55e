"""What other parts of the house are told about conversations."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Side(StrEnum):
    """Who of the two speaks."""

    SHOPPER = "shopper"
    SELLER = "seller"

    @property
    def other(self) -> "Side":
        """Who listens."""
        return Side.SELLER if self is Side.SHOPPER else Side.SHOPPER


class ReportCause(StrEnum):
    """Why somebody wants staff to read a conversation."""

    ABUSE = "abuse"
    SPAM = "spam"
    OUTSIDE = "outside"  # wants to deal past the marketplace
    FRAUD = "fraud"
    OTHER = "other"


@dataclass(frozen=True)
class About:
    """What a conversation is about: a product, or a seller's part of an order. Exactly one of the two."""

    product_id: UUID | None = None
    seller_order_id: UUID | None = None
    order_id: UUID | None = None


@dataclass(frozen=True)
class ConversationCard:
    """A conversation without its words. `waits_since` is when the shopper began to wait for an answer."""

    id: UUID
    person_id: UUID
    seller_id: UUID
    about: About
    opened_at: datetime
    unread_by_shopper: int
    unread_by_seller: int
    waits_since: datetime | None


@dataclass(frozen=True)
class MessageCard:
    """One message. Contacts that stood in it were taken out before it was kept."""

    id: UUID
    conversation_id: UUID
    side: Side
    text: str
    has_gaps: bool
    said_at: datetime


@dataclass(frozen=True)
class ReportCard:
    """Somebody wants staff to read a conversation; open until they decide."""

    id: UUID
    conversation_id: UUID
    side: Side
    cause: ReportCause
    words: str
    reported_at: datetime
    decided_at: datetime | None
    finding: str


@dataclass(frozen=True)
class Cleaned:
    """A text without contacts, and what kinds of them were taken out."""

    text: str
    found: tuple[str, ...] = ()
