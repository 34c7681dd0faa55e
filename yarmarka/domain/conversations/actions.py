"""Saying something, having read it, and asking staff to read it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from yarmarka.domain.conversations.models import Conversation, ConversationReport, Message
from yarmarka.domain.conversations.queries import card, message_card, opened_since, said_since
from yarmarka.domain.conversations.rules import (
    DAY,
    HOUR,
    LONGEST_REPORT,
    MOST_UNANSWERED,
    check_openings,
    check_pace,
    checked_cause,
    checked_finding,
    checked_text,
    without_contacts,
)
from yarmarka.domain.conversations.types import About, ConversationCard, MessageCard, Side
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import new_id
from yarmarka.kernel.texts import one_line

#: what stands where the words of somebody stood who is forgotten
_TAKEN_BACK = "…"


@transaction.atomic
def open_conversation(
    about: About, *, person_id: UUID, seller_id: UUID, begun_by: Side, now: datetime
) -> ConversationCard:
    """Return what a shopper and a seller have begun about a thing; if nothing, one of them begins it now.

    Raises TooManyMessages.
    """
    which = {
        "person_id": person_id,
        "seller_id": seller_id,
        "product_id": about.product_id,
        "seller_order_id": about.seller_order_id,
    }
    if not Conversation.objects.filter(**which).exists():
        whose = {"person_id": person_id} if begun_by is Side.SHOPPER else {"seller_id": seller_id}
        check_openings(opened_since(now - DAY, begun_by=begun_by, **whose))
    new = {"id": new_id(now), "order_id": about.order_id, "opened_at": now, "last_at": now}
    row, _ = Conversation.objects.get_or_create(**which, defaults=new | {"begun_by": begun_by})
    return card(row)


@transaction.atomic
def say(
    conversation_id: UUID, text: str, *, side: Side, by: UUID, own_hosts: Collection[str], now: datetime
) -> tuple[ConversationCard, MessageCard]:
    """Add a message, without the contacts in it, and count it as unread by the other; return both as they are then.

    Raises MessageInvalid, TooManyMessages, Missing.
    """
    said = without_contacts(checked_text(text), own_hosts=own_hosts)
    row = Conversation.objects.select_for_update(no_key=True).filter(id=conversation_id).first()
    if row is None:
        raise Missing(what="conversation")
    check_pace(
        said_within_hour=said_since(now - HOUR, by=by),
        unanswered=_unanswered(conversation_id, side),
        is_answer=side is Side.SELLER and _has_said(conversation_id, Side.SHOPPER),
    )
    kept = Message.objects.create(
        id=new_id(now),
        conversation_id=conversation_id,
        side=side,
        by_id=by,
        text=said.text,
        has_gaps=bool(said.found),
        said_at=now,
    )
    mine = Conversation.objects.filter(id=conversation_id)
    if side is Side.SHOPPER:
        unread = F("unread_by_seller") + 1
        mine.update(unread_by_seller=unread, waits_since=Coalesce("waits_since", now), last_at=now)
    else:
        mine.update(unread_by_shopper=F("unread_by_shopper") + 1, waits_since=None, last_at=now)
    row.refresh_from_db()
    return card(row), message_card(kept)


def note_read(conversation_id: UUID, *, side: Side) -> None:
    """Note that one of the two has read everything."""
    unread = f"unread_by_{side}"
    Conversation.objects.filter(id=conversation_id).exclude(**{unread: 0}).update(**{unread: 0})


def report_conversation(
    conversation_id: UUID, *, side: Side, by: UUID, cause: str, words: str, now: datetime
) -> None:
    """Ask staff to read a conversation; asking again before they have changes nothing. Raises ReportUnfounded."""
    ConversationReport.objects.get_or_create(
        conversation_id=conversation_id,
        side=side,
        decided_at=None,
        defaults={
            "id": new_id(now),
            "by_id": by,
            "cause": checked_cause(cause),
            "words": one_line(words, longest=LONGEST_REPORT),
            "reported_at": now,
        },
    )


def close_reports(conversation_id: UUID, *, finding: str, by: UUID, now: datetime) -> None:
    """Say what was found of a reported conversation; from then on staff read it no more.

    Raises ReportUnfounded for no finding, Missing when no report is open.
    """
    said = checked_finding(finding)
    found = ConversationReport.objects.filter(conversation_id=conversation_id, decided_at=None)
    if not found.update(decided_at=now, decided_by_id=by, finding=said):
        raise Missing(what="conversation")


def forget_conversations(*, person_id: UUID) -> None:
    """Take a shopper's words away; that something was said stays, as do the seller's words."""
    mine = Conversation.objects.filter(person_id=person_id).values("id")
    Message.objects.filter(conversation_id__in=mine, side=Side.SHOPPER).update(text=_TAKEN_BACK)
    ConversationReport.objects.filter(by_id=person_id).update(words="")


def _has_said(conversation_id: UUID, side: Side) -> bool:
    return Message.objects.filter(conversation_id=conversation_id, side=side).exists()


def _unanswered(conversation_id: UUID, side: Side) -> int:
    """Return how many of the newest messages are from one side alone, counted as far as it matters."""
    newest = Message.objects.filter(conversation_id=conversation_id).order_by("-id")
    sides = list(newest.values_list("side", flat=True)[:MOST_UNANSWERED])
    return next((place for place, one in enumerate(sides) if one != side), len(sides))


@transaction.atomic
def follow_product(product_id: UUID, *, to: UUID, only: Collection[UUID] | None = None) -> list[UUID]:
    """Let what is talked of about a product, or only some of it, be about another; return those that are.

    Where the two talk of the other one already, both conversations stay as they are.
    """
    moving = Conversation.objects.filter(product_id=product_id)
    if only is not None:
        moving = moving.filter(id__in=list(only))
    there = set(Conversation.objects.filter(product_id=to).values_list("person_id", "seller_id"))
    keys = [
        key for key, *whose in moving.values_list("id", "person_id", "seller_id") if tuple(whose) not in there
    ]
    Conversation.objects.filter(id__in=keys).update(product_id=to)
    return keys
