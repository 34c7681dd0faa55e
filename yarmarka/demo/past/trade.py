"""What becomes of one purchase: placed, paid for, sent, followed, received, and now and then given back."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.conf import settings

from yarmarka.connectors.payments.port import ChargebackKind, ChargebackNotice
from yarmarka.demo.past.claims import claim_something
from yarmarka.demo.past.plan import Purchase, Wanted
from yarmarka.demo.past.speech import speak
from yarmarka.demo.past.stage import Move, Past, Step
from yarmarka.domain.catalogue.types import OfferForSale
from yarmarka.domain.orders.errors import MoreThanPaid, NotRefundable
from yarmarka.domain.orders.queries import lines_of, seller_orders_of
from yarmarka.domain.orders.types import BasketLine, SellerOrderCard
from yarmarka.domain.payments.queries import refunds_of
from yarmarka.domain.payments.types import AttemptCard
from yarmarka.domain.protection.errors import ClaimOpen
from yarmarka.flows.cancel_orders import Caller, cancel_before_shipping, cancel_pieces, cancel_unpaid
from yarmarka.flows.complete_orders import confirm_receipt
from yarmarka.flows.confirm_payment import confirm_return, receive_notice
from yarmarka.flows.place_orders import PlaceOrder, place_order
from yarmarka.flows.price_basket import quote
from yarmarka.flows.refund_parts import BorneBy, RefundWish, refund_part
from yarmarka.flows.send_refund import send_refund
from yarmarka.flows.start_payment import start_payment
from yarmarka.kernel.ids import derived_id
from yarmarka.vocabulary.money import Money
from yarmarka.vocabulary.parcels import ParcelState

#: carriers' services whose numbers begin so bring parcels to the door
_BY_COURIER: Final = "EC"
#: so many seconds later the bank's own news comes: to an open shop it would be that somebody pays now
_LATE_NEWS: Final = "30"
#: of the orders that were paid long ago, these are taken back by the shopper's bank: one is open, one was won
_CHARGED_BACK: Final = {41: (), 77: (ChargebackKind.WON,)}
_FEE: Final = Money(35_000, "RUB")


def request_key(past: Past, purchase: Purchase) -> UUID:
    """Return the key under which an order is placed: the same each time the past is made."""
    epoch = datetime.fromtimestamp(0, tz=past.now.tzinfo)
    return derived_id(epoch, "demo order", str(purchase.number), purchase.shopper.email)


def shop(past: Past, purchase: Purchase) -> Step:
    """Return the step in which a shopper orders; the next ones follow from it."""

    def step(when: datetime) -> None:
        chance = random.Random(purchase.number)  # noqa: S311 -- a made-up past, the same each time
        shopper, person = purchase.shopper, past.people[purchase.shopper.email]
        chosen = _offers_for(past, purchase, chance)
        lines = tuple(BasketLine(offer_id=offer.id, quantity=wish.quantity) for offer, wish in chosen)
        deliveries = _deliveries(past, lines, purchase, chance)
        if not deliveries:
            return  # nobody brings it there, or not so heavy
        placed = place_order(
            PlaceOrder(
                request_key=request_key(past, purchase),
                person_id=person,
                email=shopper.email,
                locale=shopper.locale,
                currency=shopper.currency,
                lines=lines,
                address=shopper.address,
                deliveries=deliveries,
                expected_total_minor=None,
            ),
            now=when,
        )
        voices = {offer.product_id: wish for offer, wish in chosen if wish.voice}
        if purchase.is_called_off_unpaid:
            past.at(when + timedelta(minutes=9), _think_better(placed.order_id, person))
        elif not purchase.is_never_paid:
            past.at(when + timedelta(minutes=4), _pay(past, purchase, placed.order_id, voices, chance))

    return step


def _offers_for(past: Past, purchase: Purchase, chance: random.Random) -> list[tuple[OfferForSale, Wanted]]:
    """Choose whose offer to take of each thing; it has to be one that is brought to where the shopper lives."""
    found = []
    for wish in purchase.wanted:
        offers = [
            offer
            for offer in past.offers.get(wish.key, ())
            if past.book.routes.get((_from(past, offer), purchase.shopper.address.country))
        ]
        if offers:
            found.append((chance.choice(offers), wish))
    return found


def _from(past: Past, offer: OfferForSale) -> str:
    return past.book.warehouses[offer.warehouse_id].country


def _deliveries(
    past: Past, lines: Sequence[BasketLine], purchase: Purchase, chance: random.Random
) -> dict[UUID, UUID]:
    """Choose a way for each seller's goods; what lies in the past needs no haste, so post is taken more often."""
    basket = quote(
        past.book,
        lines,
        currency=purchase.shopper.currency,
        destination=purchase.shopper.address.country,
        deliveries={},
    )
    # At a pick-up point somebody would have to choose one: the past goes home, or to the post office.
    ways = {
        part.seller.id: [way.service.id for way in part.options if not way.service.picks_point]
        for part in basket.sellers
    }
    if not all(ways.values()):
        return {}
    return {seller: chance.choice((own[0], *own)) for seller, own in ways.items()}


def _think_better(order_id: UUID, person: UUID) -> Step:
    def step(when: datetime) -> None:
        cancel_unpaid(order_id=order_id, viewer=person, now=when)

    return step


def _pay(
    past: Past, purchase: Purchase, order_id: UUID, voices: Mapping[UUID, Wanted], chance: random.Random
) -> Step:
    person = past.people[purchase.shopper.email]

    def step(when: datetime) -> None:
        for card in ("decline", "approve") if purchase.needs_second_card else ("approve",):
            attempt = start_payment(
                order_id=order_id,
                viewer=person,
                locale=purchase.shopper.locale,
                return_url=lambda _: settings.SITE_URL,
                now=when,
            )
            page = past.bank.post(attempt.confirmation_url, data={"card": card, "delay": _LATE_NEWS})
            if page.is_error:
                page.raise_for_status()
            confirm_return(attempt_id=attempt.id, viewer=person, now=when)
        for part in seller_orders_of([order_id]):
            _settle_on(past, purchase, part, voices=voices, chance=chance, paid_at=when)
        for end in (ChargebackKind.OPENED, *_CHARGED_BACK.get(purchase.number, ())):
            if purchase.number in _CHARGED_BACK:
                days = 44 if end is ChargebackKind.OPENED else 58
                past.at(when + timedelta(days=days), _charge_back(attempt, end))

    return step


def _settle_on(
    past: Past,
    purchase: Purchase,
    part: SellerOrderCard,
    *,
    voices: Mapping[UUID, Wanted],
    chance: random.Random,
    paid_at: datetime,
) -> None:
    """Decide what becomes of one seller's part."""
    person, fate = past.people[purchase.shopper.email], chance.random()
    own = {line.product_id for line in lines_of([part.id])} & voices.keys()
    earliest = paid_at
    if not own and fate < 0.05:
        past.at(paid_at + timedelta(hours=chance.randint(3, 9)), _call_off(part, person))
        return
    if not own and fate < 0.12:
        past.at(paid_at + timedelta(hours=2), _call_pieces_off(part, person))
        # Parcels of a day are sent together, maybe before these two hours are over.
        earliest = paid_at + timedelta(days=1)
    ready = max(earliest, paid_at + timedelta(hours=chance.randint(11, 62)))
    past.to_send[ready.date()].append(part.id)
    past.followers[part.id] = lambda number, sent_at: _follow(
        past,
        purchase,
        part,
        number=number,
        sent_at=sent_at,
        person=person,
        voices={key: voices[key] for key in own},
        chance=chance,
    )


def _call_off(part: SellerOrderCard, person: UUID) -> Step:
    def step(when: datetime) -> None:
        cancel_before_shipping(
            seller_order_id=part.id, viewer=person, reason="shopper_changed_mind", now=when
        )
        _send_refunds(part, when)

    return step


def _call_pieces_off(part: SellerOrderCard, person: UUID) -> Step:
    def step(when: datetime) -> None:
        lines = lines_of([part.id])
        line = max(lines, key=lambda line: line.quantity)
        if line.quantity == 1 and len(lines) == 1:
            return
        pieces = {line.id: max(1, line.quantity - 1)}
        cancel_pieces(
            seller_order_id=part.id,
            pieces=pieces,
            caller=Caller(viewer=person),
            reason="shopper_changed_mind",
            now=when,
        )
        _send_refunds(part, when)

    return step


def _send_refunds(part: SellerOrderCard, when: datetime) -> None:
    for refund in refunds_of([part.order_id]):
        send_refund(refund.id, now=when)


def _follow(
    past: Past,
    purchase: Purchase,
    part: SellerOrderCard,
    *,
    number: str,
    sent_at: datetime,
    person: UUID,
    voices: Mapping[UUID, Wanted],
    chance: random.Random,
) -> None:
    """Let a parcel go its way: most in time, some late, one in eighty lost, as many silent for good; and what people do
    when it is there."""
    fate = 1.0 if voices else chance.random()
    window = (part.promised_to - part.promised_from).days
    lasts = (part.promised_from - sent_at.date()).days + window * chance.uniform(0.1, 0.85)
    arrives = sent_at + timedelta(days=max(1.1, lasts + (window * 0.6 if fate < 0.06 else 0)))
    arrives = arrives.replace(hour=7 + arrives.hour % 5)
    way = arrives - sent_at
    past.move(Move(number, ParcelState.ACCEPTED, sent_at + timedelta(hours=2)))
    past.move(Move(number, ParcelState.IN_TRANSIT, sent_at + max(way * 0.2, timedelta(hours=4))))
    if fate > 0.987 and not voices:
        past.move(Move(number, ParcelState.LOST, arrives))
        return  # the clock finds it
    if fate > 0.972 and not voices:
        return  # never heard of again
    if way > timedelta(days=6):
        past.move(Move(number, ParcelState.ARRIVED_DESTINATION, sent_at + way * 0.55))
        if 0.06 < fate < 0.09:
            past.move(Move(number, ParcelState.CUSTOMS_ACTION_REQUIRED, sent_at + way * 0.66))
    at_hand = ParcelState.OUT_FOR_DELIVERY if number[0] in _BY_COURIER else ParcelState.AVAILABLE_FOR_PICKUP
    past.move(Move(number, at_hand, arrives - timedelta(hours=22)))
    past.move(Move(number, ParcelState.DELIVERED, arrives))
    if voices or chance.random() < 0.45:
        past.at(arrives + timedelta(days=1, hours=chance.randint(5, 50)), _receive(part, person))
    elif chance.random() < 0.08:
        past.at(
            arrives + timedelta(days=2), give_some_back(part, by=past.operator, reason="damaged", share=0.4)
        )
    elif chance.random() < 0.25:
        claim = claim_something(past, part, person=person, locale=purchase.shopper.locale, chance=chance)
        past.at(arrives + timedelta(days=2), claim)
    for product_id, wish in voices.items():
        said_at = arrives + timedelta(days=3, hours=chance.randint(6, 120), minutes=chance.randint(0, 59))
        past.at(said_at, speak(past, product_id, part.seller_id, wish, person))


def _receive(part: SellerOrderCard, person: UUID) -> Step:
    def step(when: datetime) -> None:
        confirm_receipt(seller_order_id=part.id, viewer=person, now=when)

    return step


def give_some_back(part: SellerOrderCard, *, by: UUID, reason: str, share: float) -> Step:
    """Return the step in which staff give a share of each line back, unless all of it went back by then."""

    def step(when: datetime) -> None:
        goods = {line.id: round(line.total_minor * share) for line in lines_of([part.id]) if line.total_minor}
        wish = RefundWish(
            seller_order_id=part.id,
            request_key=derived_id(when, reason, str(part.id)),
            by=by,
            reason=reason,
            goods=goods,
            delivery_minor=part.delivery_minor if share == 1.0 else 0,
            borne_by=BorneBy.SELLER,
        )
        try:
            refund_id = refund_part(wish, now=when)
        except (ClaimOpen, MoreThanPaid, NotRefundable):
            return  # a claim about the late parcel, or their bank, was quicker
        send_refund(refund_id, now=when)

    return step


def _charge_back(attempt: AttemptCard, kind: ChargebackKind) -> Step:
    def step(when: datetime) -> None:
        notice = ChargebackNotice(
            event_id=f"{attempt.id}-{kind.value}",
            provider_ref=f"dsp_{attempt.id.hex[-12:]}",
            payment_ref=attempt.provider_ref,
            kind=kind,
            amount=Money(attempt.amount_minor, attempt.currency),
            sequence=1 if kind is ChargebackKind.OPENED else 2,
            occurred_at=when,
            raw={"made_for": "the demo"},
            own_id=attempt.id,
            reason="not_received",
            due_by=when + timedelta(days=12),
            fee=_FEE if kind is ChargebackKind.OPENED and attempt.currency == _FEE.currency else None,
        )
        receive_notice(notice, provider=attempt.provider, now=when)

    return step
