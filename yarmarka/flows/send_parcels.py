"""Sending: a label with the carrier's number for each seller order, then the hand-over."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from yarmarka.connectors.carriers import connector_for
from yarmarka.connectors.carriers.port import NewParcel, ParcelGoods
from yarmarka.domain.compliance.types import Step
from yarmarka.domain.customs.queries import declaration_of
from yarmarka.domain.orders.actions import lock_seller_orders, mark_sent
from yarmarka.domain.orders.errors import NotToShip
from yarmarka.domain.orders.queries import lines_of, orders, seller_order_for, seller_orders
from yarmarka.domain.orders.types import SellerOrderCard, SellerOrderStatus
from yarmarka.domain.sellers.queries import sellers
from yarmarka.domain.shipping.actions import note_handed_over, number_parcel, prepare_parcel
from yarmarka.domain.shipping.errors import LabelMissing
from yarmarka.domain.shipping.queries import parcels, parcels_of, services
from yarmarka.domain.shipping.rules import addressed_to_point
from yarmarka.domain.shipping.rules.boxes import parcel_box, whole_cm
from yarmarka.domain.shipping.types import ParcelCard
from yarmarka.flows.declare_parcels import declare_parcel
from yarmarka.flows.money_of_parts import kept, pieces_left, weight_left
from yarmarka.flows.restrict import check_to_send
from yarmarka.flows.screen_shoppers import check_recipients
from yarmarka.flows.tell import part_facts, to_shopper
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.later import enqueue
from yarmarka.kernel.outbox import publish
from yarmarka.vocabulary.money import Money


def buy_label(*, seller_order_id: UUID, seller_id: UUID, now: datetime) -> ParcelCard:
    """Get the carrier's number for a seller order's parcel; asked again, it returns the same parcel.

    Raises Missing, NotToShip, DeliveryRestricted, BeingCompared, HeldForReview, Outside.
    """
    own = seller_order_for(seller_id=seller_id, seller_order_id=seller_order_id)
    check_to_send([own], step=Step.LABEL, now=now)
    check_recipients([own], now=now)
    parcel_id = _prepare(seller_order_id=seller_order_id, now=now)
    part = seller_order_for(seller_id=seller_id, seller_order_id=seller_order_id)
    seller, order = sellers([seller_id])[seller_id], orders([part.order_id])[part.order_id]
    parcel = parcels([parcel_id])[parcel_id]
    if not parcel.number:
        goods = goods_in(part)
        box = parcel_box((one.sides_mm, one.quantity) for one in goods)
        # The parcel's id is the carrier's key: asking again after a crash gives the same number.
        issued = connector_for(parcel.carrier).register(
            NewParcel(
                id=parcel.id,
                service=services([part.service_id])[part.service_id].code,
                sender=seller.address,
                recipient=addressed_to_point(order.address, part.pickup),
                pickup_point=str(part.pickup["code"]) if part.pickup else "",
                weight_g=parcel.weight_g,
                declared=Money(kept([part])[part.id].goods_minor, part.currency),
                goods=goods,
                box_cm=whole_cm(box) if box else None,
            )
        )
        number_parcel(parcel.id, number=issued.number)
    # Asked for here and not with the number: a crash between the two is mended by asking for the label again.
    if seller.address.country != order.address.country and declaration_of(parcel_id) is None:
        declare_parcel(seller=seller, seller_order_id=seller_order_id, now=now)
    return parcels([parcel_id])[parcel_id]


def goods_in(part: SellerOrderCard) -> tuple[ParcelGoods, ...]:
    """Return what goes into a seller order's parcel: its lines, without the pieces that were called off."""
    left = pieces_left(part)
    return tuple(
        ParcelGoods(
            article=line.sku,
            titles=line.titles,
            quantity=left[line.id],
            price=Money(line.unit_minor, part.currency),
            weight_g=line.weight_g,
            hs_code=line.hs_code,
            origin_country=line.origin_country,
            sides_mm=tuple(line.sides_mm or ()),
        )
        for line in lines_of([part.id])
        if left[line.id]
    )


def hand_over(*, seller_order_ids: Sequence[UUID], seller_id: UUID, now: datetime) -> int:
    """Note that these orders' parcels were given to their carriers; return how many were.

    All of them or none: raises Missing, NotToShip, LabelMissing, DeliveryRestricted, BeingCompared, HeldForReview
    naming the first that stands in the way.
    """
    own = [part for part in seller_orders(seller_order_ids).values() if part.seller_id == seller_id]
    check_to_send(own, step=Step.HAND_OVER, now=now)
    check_recipients(own, now=now)
    return _hand_over(seller_order_ids=seller_order_ids, seller_id=seller_id, now=now)


@transaction.atomic
def _hand_over(*, seller_order_ids: Sequence[UUID], seller_id: UUID, now: datetime) -> int:
    parts = lock_seller_orders(seller_order_ids)
    if set(parts) != set(seller_order_ids) or any(part.seller_id != seller_id for part in parts.values()):
        raise Missing(what="seller order")
    labelled = {parcel.seller_order_id: parcel for parcel in parcels_of(seller_order_ids) if parcel.number}
    heads = orders({part.order_id for part in parts.values()})
    for part in parts.values():
        _check_to_ship(part, number=heads[part.order_id].number)
        if part.id not in labelled:
            raise LabelMissing(field="orders", number=heads[part.order_id].number)
    mark_sent(parts, now=now)
    note_handed_over([parcel.id for parcel in labelled.values()], now=now)
    for parcel in labelled.values():
        enqueue("announce_hand_over", parcel_id=str(parcel.id))
    seller = sellers([seller_id])[seller_id]
    letters = [
        to_shopper(
            "parcel_sent",
            heads[part.order_id],
            parcel=labelled[part.id].number,
            carrier=labelled[part.id].carrier,
            **part_facts(part, seller),
        )
        for part in parts.values()
    ]
    publish(letters, now=now)
    return len(parts)


def announce_hand_over(parcel_id: UUID, *, now: datetime) -> None:
    """Tell the carrier that a parcel is theirs now (a job: it goes over the network). Raises Outside."""
    parcel = parcels([parcel_id])[parcel_id]
    connector_for(parcel.carrier).hand_over(parcel.number, now=now)


@transaction.atomic
def _prepare(*, seller_order_id: UUID, now: datetime) -> UUID:
    part = lock_seller_orders([seller_order_id])[seller_order_id]
    existing = parcels_of([part.id])
    if existing and existing[0].number:
        return existing[0].id
    _check_to_ship(part, number=orders([part.order_id])[part.order_id].number)
    carrier = services([part.service_id])[part.service_id].carrier
    return prepare_parcel(
        order_id=part.order_id, seller_order_id=part.id, carrier=carrier, weight_g=weight_left(part), now=now
    )


def _check_to_ship(part: SellerOrderCard, *, number: str) -> None:
    if part.status is not SellerOrderStatus.TO_SHIP:
        raise NotToShip(field="orders", number=number, status=part.status.value)
