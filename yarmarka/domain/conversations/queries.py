"""Conversations, as other parts of the house ask for them."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.conversations.models import Conversation, ConversationReport, Message
from yarmarka.domain.conversations.types import (
    About,
    ConversationCard,
    MessageCard,
    ReportCard,
    ReportCause,
    Side,
)
from yarmarka.kernel.errors import Missing

#: Of a long conversation so many of the newest messages are shown.
SHOWN: Final = 200


def conversation_of_shopper(conversation_id: UUID, *, person_id: UUID) -> ConversationCard:
    """Return one of a shopper's own conversations. Raises Missing."""
    return _one(id=conversation_id, person_id=person_id)


def conversation_of_seller(conversation_id: UUID, *, seller_id: UUID) -> ConversationCard:
    """Return one of a seller's conversations. Raises Missing."""
    return _one(id=conversation_id, seller_id=seller_id)


def conversation_reported(conversation_id: UUID) -> ConversationCard:
    """Return a conversation of which a report is open: staff may read no other. Raises Missing."""
    if not ConversationReport.objects.filter(conversation_id=conversation_id, decided_at=None).exists():
        raise Missing(what="conversation")
    return _one(id=conversation_id)


def conversation_about(about: About, *, person_id: UUID, seller_id: UUID) -> ConversationCard | None:
    """Return what a shopper and a seller have said of a thing already, or nothing."""
    which: dict[str, Any] = {"product_id": about.product_id, "seller_order_id": about.seller_order_id}
    row = Conversation.objects.filter(person_id=person_id, seller_id=seller_id, **which).first()
    return card(row) if row else None


def messages_of(conversation_id: UUID) -> tuple[MessageCard, ...]:
    """Return the newest messages of a conversation, in the order in which they were said."""
    rows = Message.objects.filter(conversation_id=conversation_id).order_by("-id")[:SHOWN]
    return tuple(message_card(row) for row in reversed(rows))


def message(message_id: UUID) -> MessageCard:
    """Return a message. Raises Missing."""
    row = Message.objects.filter(id=message_id).first()
    if row is None:
        raise Missing(what="message")
    return message_card(row)


def reports_of(conversation_id: UUID) -> tuple[ReportCard, ...]:
    """Return who wanted staff to read a conversation, and what they found."""
    rows = ConversationReport.objects.filter(conversation_id=conversation_id).order_by("reported_at")
    return tuple(
        ReportCard(
            id=row.id,
            conversation_id=row.conversation_id,
            side=Side(row.side),
            cause=ReportCause(row.cause),
            words=row.words,
            reported_at=row.reported_at,
            decided_at=row.decided_at,
            finding=row.finding,
        )
        for row in rows
    )


def said_since(since: datetime, *, by: UUID) -> int:
    """Return how many messages somebody has written since an instant, whichever side they were on."""
    return Message.objects.filter(by_id=by, said_at__gt=since).count()


def opened_since(since: datetime, *, begun_by: Side, **whose: UUID) -> int:
    """Return how many conversations a shopper (`person_id`) or a merchant (`seller_id`) has begun since an instant."""
    return Conversation.objects.filter(begun_by=begun_by, opened_at__gt=since, **whose).count()


def card(row: Conversation) -> ConversationCard:
    """Return a row as others see it."""
    return ConversationCard(
        id=row.id,
        person_id=row.person_id,
        seller_id=row.seller_id,
        about=About(product_id=row.product_id, seller_order_id=row.seller_order_id, order_id=row.order_id),
        opened_at=row.opened_at,
        unread_by_shopper=row.unread_by_shopper,
        unread_by_seller=row.unread_by_seller,
        waits_since=row.waits_since,
    )


def message_card(row: Message) -> MessageCard:
    """Return a row as others see it."""
    return MessageCard(
        id=row.id,
        conversation_id=row.conversation_id,
        side=Side(row.side),
        text=row.text,
        has_gaps=row.has_gaps,
        said_at=row.said_at,
    )


def _one(**which: UUID) -> ConversationCard:
    row = Conversation.objects.filter(**which).first()
    if row is None:
        raise Missing(what="conversation")
    return card(row)
