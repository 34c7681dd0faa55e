"""Orders, their sellers' parts and their lines."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from yarmarka.domain.orders.models import Order, OrderLine, SellerOrder
from yarmarka.domain.orders.types import (
    KnownOrder,
    LineCard,
    OrderCard,
    OrderStatus,
    SellerOrderCard,
    SellerOrderStatus,
)
from yarmarka.kernel.errors import Missing
from yarmarka.vocabulary.places import PostalAddress

Card = TypeVar("Card")


def known_orders(keys: Sequence[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], KnownOrder]:
    """Return the orders that (person, request key) pairs already led to."""
    if not keys:
        return {}
    people = [person for person, _ in keys]
    rows = Order.objects.filter(person_id__in=people, request_key__in=[key for _, key in keys])
    found = {
        (row.person_id, row.request_key): KnownOrder(
            id=row.id,
            number=row.number,
            person_id=row.person_id,
            request_key=row.request_key,
            request_hash=row.request_hash,
            total_minor=row.total_minor,
            currency=row.currency,
        )
        for row in rows
    }
    return {key: found[key] for key in keys if key in found}


def orders(ids: Collection[UUID]) -> dict[UUID, OrderCard]:
    """Return orders by id, whoever's they are."""
    return {row.id: order_card(row) for row in Order.objects.filter(id__in=list(ids))}


def order_ids_of(*, person_id: UUID) -> list[UUID]:
    """Return the ids of all of a person's orders."""
    return list(Order.objects.filter(person_id=person_id).values_list("id", flat=True))


def order_for(*, person_id: UUID, order_id: UUID) -> OrderCard:
    """Return one of a person's orders. Raises Missing for another's."""
    row = Order.objects.filter(person_id=person_id, id=order_id).first()
    if row is None:
        raise Missing(what="order")
    return order_card(row)


def seller_orders_of(order_ids: Collection[UUID]) -> tuple[SellerOrderCard, ...]:
    """Return the sellers' parts of some orders, in the order of the basket."""
    rows = SellerOrder.objects.filter(order_id__in=list(order_ids)).order_by("order_id", "position")
    return tuple(seller_order_card(row) for row in rows)


def seller_orders(ids: Collection[UUID]) -> dict[UUID, SellerOrderCard]:
    """Return seller orders by id, whoever's they are."""
    return {row.id: seller_order_card(row) for row in SellerOrder.objects.filter(id__in=list(ids))}


def seller_order_for(*, seller_id: UUID, seller_order_id: UUID) -> SellerOrderCard:
    """Return one of a seller's own orders, once it is paid for. Raises Missing for others."""
    row = (
        SellerOrder.objects.filter(seller_id=seller_id, id=seller_order_id)
        .exclude(status__in=[SellerOrderStatus.UNPAID, SellerOrderStatus.LAPSED])
        .first()
    )
    if row is None:
        raise Missing(what="seller order")
    return seller_order_card(row)


def lines_of(seller_order_ids: Collection[UUID]) -> tuple[LineCard, ...]:
    """Return the lines of some seller orders, as they were sold."""
    rows = OrderLine.objects.filter(seller_order_id__in=list(seller_order_ids)).order_by("id")
    return tuple(_shaped(LineCard, rows))


def order_card(row: Order) -> OrderCard:
    """Return an order's row as others see it."""
    shared = _attributes(OrderCard, row)
    shared |= {"status": OrderStatus(row.status), "address": PostalAddress.from_facts(row.address)}
    return OrderCard(**shared)


def seller_order_card(row: SellerOrder) -> SellerOrderCard:
    """Return a seller order's row as others see it."""
    return SellerOrderCard(**_attributes(SellerOrderCard, row) | {"status": SellerOrderStatus(row.status)})


def _shaped(shape: type[Card], rows: Iterable[models.Model]) -> Iterable[Card]:
    return (shape(**_attributes(shape, row)) for row in rows)


def _attributes(shape: type[Any], row: models.Model) -> dict[str, Any]:
    return {field.name: getattr(row, field.name) for field in fields(shape)}
