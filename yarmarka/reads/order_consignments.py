"""An order as customs sees it: a consignment from each seller."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Final
from uuid import UUID

from yarmarka.domain.customs.types import Consignment, Goods
from yarmarka.domain.orders.models import Order
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.sql import Statement

_CONSIGNMENTS: Final = Statement.beside(__file__, "order_consignments")


@dataclass(frozen=True)
class SentPart:
    """What one seller sends, and what was collected for it at sale."""

    seller_order_id: UUID
    seller: str
    consignment: Consignment
    titles: tuple[dict[str, str], ...]
    duty_minor: int
    import_tax_minor: int


@dataclass(frozen=True)
class OrderAtCustoms:
    """An order with what is imported of it."""

    id: UUID
    number: str
    person_id: UUID
    currency: str
    country: str
    placed_at: datetime
    parts: tuple[SentPart, ...]


@dataclass(frozen=True)
class _Line:
    seller_order_id: UUID
    seller: str
    seller_kind: str
    origin: str
    delivery_minor: int
    line_id: UUID
    titles: dict[str, str]
    hs_code: str
    value_minor: int
    weight_g: int
    quantity: int
    duty_minor: int
    import_tax_minor: int


def order_at_customs(number: str) -> OrderAtCustoms:
    """Return an order by its number. Raises Missing."""
    order = Order.objects.filter(number=number).first()
    if order is None:
        raise Missing(what="order")
    country = order.address["country"]
    lines = _CONSIGNMENTS.rows(_Line, number=number)
    parts = (list(own) for _, own in groupby(lines, key=lambda line: line.seller_order_id))
    return OrderAtCustoms(
        id=order.id,
        number=number,
        person_id=order.person_id,
        currency=order.currency,
        country=country,
        placed_at=order.placed_at,
        parts=tuple(_part(own, currency=order.currency, country=country) for own in parts),
    )


def _part(lines: list[_Line], *, currency: str, country: str) -> SentPart:
    head = lines[0]
    return SentPart(
        seller_order_id=head.seller_order_id,
        seller=head.seller,
        consignment=Consignment(
            origin=head.origin,
            destination=country,
            seller_kind=head.seller_kind,
            currency=currency,
            goods=tuple(Goods(one.value_minor, one.weight_g, one.quantity, one.hs_code) for one in lines),
            delivery_minor=head.delivery_minor,
        ),
        titles=tuple(one.titles for one in lines),
        duty_minor=head.duty_minor,
        import_tax_minor=head.import_tax_minor,
    )
