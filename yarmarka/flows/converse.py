"""A shopper and a seller write to one another about a product or an order; each is told by letter of what is new."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.domain.accounts.queries import people
from yarmarka.domain.audit.actions import note_deeds
from yarmarka.domain.audit.types import DeedKind, NewDeed, Subject, SubjectKind
from yarmarka.domain.catalogue.queries import product_titles, sellers_of
from yarmarka.domain.conversations import actions
from yarmarka.domain.conversations.errors import OwnStall
from yarmarka.domain.conversations.queries import (
    conversation_of_seller,
    conversation_of_shopper,
    conversation_reported,
)
from yarmarka.domain.conversations.types import About, ConversationCard, MessageCard, Side
from yarmarka.domain.orders.queries import order_for, orders, seller_order_for, seller_orders_of
from yarmarka.domain.sellers.queries import sellers, sellers_staffed_by
from yarmarka.domain.sellers.types import SellerCard, Standing
from yarmarka.flows.tell import to_person, to_seller
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.outbox import publish


@transaction.atomic
def write_about_order(
    text: str, *, order_id: UUID, part_id: UUID, viewer: UUID, own_hosts: Collection[str], now: datetime
) -> MessageCard:
    """Write to the seller of a part of one's own order. Raises Missing, MessageInvalid, TooManyMessages."""
    seller_id = seller_of_part(order_id=order_id, part_id=part_id, viewer=viewer)
    about = About(seller_order_id=part_id, order_id=order_id)
    return _begin(text, about, seller_id=seller_id, viewer=viewer, own_hosts=own_hosts, now=now)


@transaction.atomic
def write_about_product(
    text: str, *, product_id: UUID, seller_id: UUID, viewer: UUID, own_hosts: Collection[str], now: datetime
) -> MessageCard:
    """Write to a seller about a product that it offers.

    Raises Missing, OwnStall, MessageInvalid, TooManyMessages.
    """
    check_may_ask(product_id=product_id, seller_id=seller_id, viewer=viewer)
    about = About(product_id=product_id)
    return _begin(text, about, seller_id=seller_id, viewer=viewer, own_hosts=own_hosts, now=now)


def seller_of_part(*, order_id: UUID, part_id: UUID, viewer: UUID) -> UUID:
    """Return who sells a part of the viewer's order. Raises Missing."""
    order_for(person_id=viewer, order_id=order_id)
    part = next((part for part in seller_orders_of([order_id]) if part.id == part_id), None)
    if part is None:
        raise Missing(what="order")
    return part.seller_id


def check_may_ask(*, product_id: UUID, seller_id: UUID, viewer: UUID) -> None:
    """Raise Missing unless the seller offers the product and may sell, OwnStall for who acts for it."""
    seller = sellers([seller_id]).get(seller_id)
    if seller is None or seller.standing != Standing.APPROVED or seller_id not in sellers_of(product_id):
        raise Missing(what="seller")
    if seller_id in sellers_staffed_by(viewer):
        raise OwnStall


@transaction.atomic
def write_again(
    text: str, *, conversation_id: UUID, viewer: UUID, own_hosts: Collection[str], now: datetime
) -> MessageCard:
    """Go on with one's own conversation. Raises Missing, MessageInvalid, TooManyMessages."""
    conversation_of_shopper(conversation_id, person_id=viewer)
    return _shopper_says(text, conversation_id, viewer=viewer, own_hosts=own_hosts, now=now)


@transaction.atomic
def write_to_shopper(
    text: str, *, part_id: UUID, seller_id: UUID, by: UUID, own_hosts: Collection[str], now: datetime
) -> MessageCard:
    """Write to the shopper of a part that was paid for, for its seller, beginning the conversation if need be.

    Raises Missing, MessageInvalid, TooManyMessages.
    """
    about, shopper = about_part(part_id=part_id, seller_id=seller_id)
    card = actions.open_conversation(
        about, person_id=shopper, seller_id=seller_id, begun_by=Side.SELLER, now=now
    )
    return answer_shopper(
        text, conversation_id=card.id, seller_id=seller_id, by=by, own_hosts=own_hosts, now=now
    )


def about_part(*, part_id: UUID, seller_id: UUID) -> tuple[About, UUID]:
    """Return what a conversation about a seller's own part is about, and whose order it is. Raises Missing."""
    part = seller_order_for(seller_id=seller_id, seller_order_id=part_id)
    about = About(seller_order_id=part.id, order_id=part.order_id)
    return about, orders([part.order_id])[part.order_id].person_id


@transaction.atomic
def answer_shopper(
    text: str, *, conversation_id: UUID, seller_id: UUID, by: UUID, own_hosts: Collection[str], now: datetime
) -> MessageCard:
    """Say something to a shopper for a seller. Raises Missing, MessageInvalid, TooManyMessages."""
    conversation_of_seller(conversation_id, seller_id=seller_id)
    card, said = actions.say(conversation_id, text, side=Side.SELLER, by=by, own_hosts=own_hosts, now=now)
    actions.note_read(conversation_id, side=Side.SELLER)
    if card.unread_by_shopper == 1:
        shopper, seller = people([card.person_id])[card.person_id], sellers([seller_id])[seller_id]
        letter = to_person("message_from_seller", shopper, seller=seller.trade_name, **_facts(card, said))
        publish([letter], now=now)
    return said


@transaction.atomic
def close_conversation_reports(conversation_id: UUID, *, finding: str, by: UUID, now: datetime) -> None:
    """Write down what staff found of a reported conversation. Raises Missing, ReportUnfounded."""
    card = conversation_reported(conversation_id)
    actions.close_reports(conversation_id, finding=finding, by=by, now=now)
    seller = sellers([card.seller_id])[card.seller_id]
    deed = NewDeed(
        kind=DeedKind.CONVERSATION_READ,
        subject=Subject(SubjectKind.SELLER, seller.trade_name, seller.id),
        by=by,
        reason=finding,
    )
    note_deeds([deed], now=now)


def _begin(
    text: str, about: About, *, seller_id: UUID, viewer: UUID, own_hosts: Collection[str], now: datetime
) -> MessageCard:
    card = actions.open_conversation(
        about, person_id=viewer, seller_id=seller_id, begun_by=Side.SHOPPER, now=now
    )
    return _shopper_says(text, card.id, viewer=viewer, own_hosts=own_hosts, now=now)


def _shopper_says(
    text: str, conversation_id: UUID, *, viewer: UUID, own_hosts: Collection[str], now: datetime
) -> MessageCard:
    card, said = actions.say(
        conversation_id, text, side=Side.SHOPPER, by=viewer, own_hosts=own_hosts, now=now
    )
    actions.note_read(conversation_id, side=Side.SHOPPER)
    if card.unread_by_seller == 1:
        seller: SellerCard = sellers([card.seller_id])[card.seller_id]
        publish([to_seller("message_from_shopper", seller, **_facts(card, said))], now=now)
    return said


def _facts(card: ConversationCard, said: MessageCard) -> dict[str, object]:
    """Return what a letter says of a message; the words themselves are read when the letter is written."""
    about = card.about
    facts: dict[str, object] = {"conversation_id": card.id, "message_id": said.id}
    if about.order_id:
        return facts | {"order_id": about.order_id, "number": orders([about.order_id])[about.order_id].number}
    assert about.product_id is not None, "a conversation is about a product or an order"
    return facts | {"titles": product_titles([about.product_id]).get(about.product_id, {})}
