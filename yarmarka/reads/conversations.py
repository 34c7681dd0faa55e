"""Who writes to whom, about what, and who waits for an answer?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Q, Sum

from yarmarka.domain.conversations.models import Conversation
from yarmarka.domain.reviews.rules import shown_name
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement

_CONVERSATIONS: Final = Statement.beside(__file__, "conversations")
_TALK_OF_ORDER: Final = Statement.beside(__file__, "talk_of_order")


@dataclass(frozen=True)
class ListedConversation:
    """A conversation in a list: with whom, about what, what was said last, and how long somebody waits."""

    id: UUID
    person_id: UUID
    seller_id: UUID
    seller_name: str
    seller_slug: str
    full_name: str
    product_id: UUID | None
    titles: dict[str, str] | None
    picture: str
    tint: int
    order_id: UUID | None
    seller_order_id: UUID | None
    number: str | None
    opened_at: datetime
    last_at: datetime
    waits_since: datetime | None
    unread_by_shopper: int
    unread_by_seller: int
    last_side: str | None
    last_text: str | None

    @property
    def shopper(self) -> str:
        """What a seller sees of the shopper's name."""
        return shown_name(self.full_name)


@dataclass(frozen=True)
class Waiting:
    """How much a seller has not read, and how many shoppers wait for its answer."""

    unread: int
    waiting: int


@dataclass(frozen=True)
class SaidAboutOrder:
    """Somebody wrote about an order; the words are nobody else's."""

    said_at: datetime
    side: str
    seller_name: str
    conversation_id: UUID
    is_reported: bool


def conversations_of_shopper(*, person_id: UUID, limit: int, offset: int = 0) -> list[ListedConversation]:
    """Return a page of a shopper's conversations, the newest words first."""
    return _listed(person_id=person_id, limit=limit, offset=offset)


def conversations_of_seller(
    *, seller_id: UUID, only_waiting: bool = False, limit: int, offset: int = 0
) -> list[ListedConversation]:
    """Return a page of a seller's conversations: those that wait for its answer first, the longest wait on top."""
    return _listed(
        seller_id=seller_id, only_waiting=only_waiting, waiting_first=True, limit=limit, offset=offset
    )


def reported_conversations(*, limit: int, offset: int = 0) -> list[ListedConversation]:
    """Return a page of the conversations that staff are asked to read."""
    return _listed(only_reported=True, limit=limit, offset=offset)


def listed_conversation(conversation_id: UUID) -> ListedConversation:
    """Return one conversation as lists show it; the caller has made sure that its reader may. Raises Missing."""
    rows = _listed(conversation_id=conversation_id, limit=1)
    if not rows:
        raise Missing(what="conversation")
    return rows[0]


def waiting_for_seller(*, seller_id: UUID) -> Waiting:
    """Return how much a seller has to read, and to answer."""
    found = Conversation.objects.filter(seller_id=seller_id).aggregate(
        unread=Sum("unread_by_seller"), waiting=Count("id", filter=Q(waits_since__isnull=False))
    )
    return Waiting(unread=found["unread"] or 0, waiting=found["waiting"])


def unread_by_shopper(*, person_id: UUID) -> int:
    """Return how many messages of sellers a shopper has not read."""
    found = Conversation.objects.filter(person_id=person_id).aggregate(unread=Sum("unread_by_shopper"))
    return int(found["unread"] or 0)


def talk_of_order(*, order_id: UUID) -> list[SaidAboutOrder]:
    """Return when the shopper and the sellers of an order wrote to one another about it."""
    return _TALK_OF_ORDER.rows(SaidAboutOrder, order_id=order_id)


def _listed(**wanted: Any) -> list[ListedConversation]:
    which = {"person_id": None, "seller_id": None, "conversation_id": None, "offset": 0}
    how = {"only_reported": False, "only_waiting": False, "waiting_first": False}
    return _CONVERSATIONS.rows(ListedConversation, **which | how | wanted)
