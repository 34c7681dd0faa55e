"""What shoppers and sellers write to one another: about a thing, or about an order that stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from yarmarka.demo.past.stage import Past, Step
from yarmarka.demo.people import firms
from yarmarka.demo.talks import ORDER, Line, Reported, Talk, talks
from yarmarka.domain.conversations.actions import report_conversation
from yarmarka.domain.conversations.types import MessageCard, Side
from yarmarka.domain.orders.queries import order_ids_of, seller_orders_of
from yarmarka.domain.orders.types import SellerOrderCard, SellerOrderStatus
from yarmarka.flows.converse import (
    answer_shopper,
    close_conversation_reports,
    write_about_order,
    write_about_product,
    write_again,
)

#: a part of an order that somebody writes about is paid for and not called off
_STANDS: Final = frozenset(
    {
        SellerOrderStatus.TO_SHIP,
        SellerOrderStatus.SENT,
        SellerOrderStatus.DELIVERED,
        SellerOrderStatus.COMPLETED,
    }
)
_UNTIL_READ: Final = timedelta(hours=21)


@dataclass(frozen=True)
class _Between:
    """A conversation that has begun, and its two sides."""

    conversation_id: UUID
    shopper: UUID
    seller_id: UUID
    owner: UUID

    def who(self, side: Side) -> UUID:
        return self.shopper if side is Side.SHOPPER else self.owner


def let_talk(past: Past) -> None:
    """Let everybody begin what they have to say; what is said then follows from it."""
    for one in talks():
        past.at(past.now - timedelta(hours=one.hours), _begin(past, one))


def _begin(past: Past, one: Talk) -> Step:
    """Return the step in which a shopper says the first words, if there is what they are about."""
    first, *more = one.said
    shopper = past.people[one.who]

    def step(when: datetime) -> None:
        found = (_about_order if one.about == ORDER else _about_thing)(past, one, shopper)
        if found is None:
            return  # a short past, or a start that was broken off, has no such order or thing
        seller_id, write = found
        said = write(first.text, when)
        two = _Between(said.conversation_id, shopper, seller_id, past.owners[seller_id])
        at = when
        for line in more:
            at += timedelta(hours=line.after)
            past.at(at, _say(two, line))
        if one.reported:
            past.at(at + timedelta(hours=one.reported.after), _report(past, two, one.reported))

    return step


_Write = Callable[[str, datetime], MessageCard]


def _about_thing(past: Past, one: Talk, shopper: UUID) -> tuple[UUID, _Write] | None:
    seller_id = _seller(past, one.firm)
    offer = next((offer for offer in past.offers.get(one.about, ()) if offer.seller_id == seller_id), None)
    if offer is None:
        return None

    def write(text: str, when: datetime) -> MessageCard:
        return write_about_product(
            text,
            product_id=offer.product_id,
            seller_id=offer.seller_id,
            viewer=shopper,
            own_hosts=(),
            now=when,
        )

    return offer.seller_id, write


def _about_order(past: Past, one: Talk, shopper: UUID) -> tuple[UUID, _Write] | None:
    part = _newest_part(shopper, _seller(past, one.firm) if one.firm else None)
    if part is None:
        return None

    def write(text: str, when: datetime) -> MessageCard:
        return write_about_order(
            text, order_id=part.order_id, part_id=part.id, viewer=shopper, own_hosts=(), now=when
        )

    return part.seller_id, write


def _newest_part(shopper: UUID, seller_id: UUID | None) -> SellerOrderCard | None:
    parts = seller_orders_of(order_ids_of(person_id=shopper))
    own = [part for part in parts if part.status in _STANDS and seller_id in {None, part.seller_id}]
    return max(own, key=lambda part: part.id, default=None)


def _seller(past: Past, key: str) -> UUID:
    owner = past.people[next(firm.email for firm in firms() if firm.key == key)]
    return next(seller_id for seller_id, person in past.owners.items() if person == owner)


def _say(two: _Between, line: Line) -> Step:
    def step(when: datetime) -> None:
        if line.by is Side.SHOPPER:
            write_again(
                line.text, conversation_id=two.conversation_id, viewer=two.shopper, own_hosts=(), now=when
            )
            return
        answer_shopper(
            line.text,
            conversation_id=two.conversation_id,
            seller_id=two.seller_id,
            by=two.owner,
            own_hosts=(),
            now=when,
        )

    return step


def _report(past: Past, two: _Between, told: Reported) -> Step:
    def step(when: datetime) -> None:
        report_conversation(
            two.conversation_id,
            side=told.by,
            by=two.who(told.by),
            cause=told.cause,
            words=told.words,
            now=when,
        )
        if told.finding:
            past.at(when + _UNTIL_READ, _close(past, two.conversation_id, told.finding))

    return step


def _close(past: Past, conversation_id: UUID, finding: str) -> Step:
    def step(when: datetime) -> None:
        close_conversation_reports(conversation_id, finding=finding, by=past.operator, now=when)

    return step
