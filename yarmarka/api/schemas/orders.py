"""Orders, as the shopper sees them."""

from datetime import date, datetime
from typing import Any, Literal

from pydantic import Field

from yarmarka.api.ids import (
    OfferId,
    OrderId,
    ParcelId,
    ProductId,
    SellerId,
    SellerOrderId,
)
from yarmarka.api.schemas.common import Amount, Asked
from yarmarka.api.shapes import Schema
from yarmarka.domain.orders.types import LineCard, OrderStatus, SellerOrderStatus
from yarmarka.presentation.locales import current_language
from yarmarka.reads.order_page import Happening, OrderPage, OrderPart, ParcelOnItsWay
from yarmarka.reads.orders_list import ListedOrder
from yarmarka.reads.ways_back import WayBack
from yarmarka.vocabulary.goods import in_language


class PartCancelIn(Asked):
    """Why a shopper calls a part off."""

    reason: Literal["shopper_changed_mind", "other"] = "shopper_changed_mind"


class OrderListed(Schema):
    """An order in its owner's list."""

    id: OrderId
    number: str
    status: OrderStatus
    total: Amount
    placed_at: datetime
    pay_by: datetime
    part_statuses: list[SellerOrderStatus]
    part_ways_back: list[WayBack | None] = Field(
        description="By part, how far it has come back, if it had left and does not go on."
    )
    sellers: list[str]
    promised_to: date | None
    pieces: int

    @classmethod
    def of(cls, order: ListedOrder) -> "OrderListed":
        """Return an order as the API lists it."""
        return cls(
            id=order.id,
            number=order.number,
            status=OrderStatus(order.status),
            total=Amount.of(order.total_minor, order.currency),
            placed_at=order.placed_at,
            pay_by=order.pay_by,
            part_statuses=[status for status, _ in order.standings],
            part_ways_back=[way for _, way in order.standings],
            sellers=list(order.seller_names),
            promised_to=order.promised_to,
            pieces=order.pieces,
        )


class OrderList(Schema):
    """A page of orders, the newest first."""

    items: list[OrderListed]
    page: int
    has_next: bool


class OrderLineOut(Schema):
    """A line as it was sold."""

    offer_id: OfferId
    product_id: ProductId
    sku: str
    title: str
    options: dict[str, str]
    quantity: int
    called_off: int = Field(description="Pieces of `quantity` that were called off while the rest goes on.")
    unit: Amount
    total: Amount

    @classmethod
    def of(cls, line: LineCard, currency: str, *, called_off: int = 0) -> "OrderLineOut":
        """Return a line as the API says it."""
        return cls(
            offer_id=line.offer_id,
            product_id=line.product_id,
            sku=line.sku,
            title=in_language(line.titles, current_language()),
            options=line.options,
            quantity=line.quantity,
            called_off=called_off,
            unit=Amount.of(line.unit_minor, currency),
            total=Amount.of(line.total_minor, currency),
        )


class ParcelOut(Schema):
    """A parcel on its way; the number is empty until its label is bought."""

    id: ParcelId
    number: str
    state: str
    state_at: datetime
    carrier: str

    @classmethod
    def of(cls, parcel: ParcelOnItsWay) -> "ParcelOut":
        """Return a parcel in the language of the request."""
        return cls(
            id=parcel.id,
            number=parcel.number,
            state=str(parcel.state),
            state_at=parcel.state_at,
            carrier=in_language(parcel.carrier_names, current_language()),
        )


class PartOut(Schema):
    """What one seller sends."""

    id: SellerOrderId
    seller_id: SellerId
    seller: str
    status: SellerOrderStatus
    way_back: WayBack | None = Field(
        description="How far it has come back, if it had left and does not go on."
    )
    delivery_service: str
    goods: Amount
    delivery: Amount
    duty: Amount
    import_tax: Amount
    total: Amount
    promised_from: date
    promised_to: date
    expected_from: date = Field(description="As `promised_from`, moved on with the parcel.")
    expected_to: date
    pickup_point: str = Field(
        description="The carrier's code of the chosen pick-up point; empty for the door."
    )
    sent_at: datetime | None
    delivered_at: datetime | None
    inspection_ends_at: datetime | None
    cancel_reason: str
    lines: list[OrderLineOut]
    parcels: list[ParcelOut]

    @classmethod
    def of(cls, part: OrderPart) -> "PartOut":
        """Return a part as the API says it."""
        head = part.head
        newest = next((one for one in part.promises if one.is_current), None)
        return cls(
            id=head.id,
            seller_id=head.seller_id,
            seller=part.seller.trade_name,
            status=head.status,
            way_back=part.way_back,
            delivery_service=in_language(head.service_names, current_language()),
            goods=Amount.of(head.goods_minor, head.currency),
            delivery=Amount.of(head.delivery_minor, head.currency),
            duty=Amount.of(head.duty_minor, head.currency),
            import_tax=Amount.of(head.import_tax_minor, head.currency),
            total=Amount.of(head.total_minor, head.currency),
            promised_from=head.promised_from,
            promised_to=head.promised_to,
            expected_from=newest.from_on if newest else head.promised_from,
            expected_to=newest.to_on if newest else head.promised_to,
            pickup_point=str(head.pickup["code"]) if head.pickup else "",
            sent_at=head.sent_at,
            delivered_at=head.delivered_at,
            inspection_ends_at=head.inspection_ends_at,
            cancel_reason=head.cancel_reason,
            lines=[
                OrderLineOut.of(line, head.currency, called_off=part.called_off.get(line.id, 0))
                for line in part.lines
            ],
            parcels=[ParcelOut.of(parcel) for parcel in part.parcels],
        )


class HappeningOut(Schema):
    """One line of an order's history: `what` names it, the facts hold its amounts, places and the like."""

    at: datetime
    about: str
    what: str
    part_id: SellerOrderId | None
    facts: dict[str, Any]

    @classmethod
    def of(cls, happening: Happening) -> "HappeningOut":
        """Return a happening as the API says it."""
        return cls(
            at=happening.at,
            about=str(happening.about),
            what=happening.what,
            part_id=happening.seller_order_id,
            facts=happening.facts,
        )


class OrderAddress(Schema):
    """Where an order goes: as it was when the order was placed."""

    country: str
    recipient: str
    street: str
    city: str
    region: str
    district: str
    postal_code: str
    phone: str


class OrderOut(Schema):
    """A whole order; the timeline begins with the newest."""

    id: OrderId
    number: str
    status: OrderStatus
    goods: Amount
    delivery: Amount
    duty: Amount
    import_tax: Amount
    total: Amount
    address: OrderAddress
    placed_at: datetime
    pay_by: datetime
    paid_at: datetime | None
    parts: list[PartOut]
    timeline: list[HappeningOut]

    @classmethod
    def of(cls, page: OrderPage) -> "OrderOut":
        """Return an order as the API says it."""
        order = page.order
        return cls(
            id=order.id,
            number=order.number,
            status=order.status,
            goods=Amount.of(order.goods_minor, order.currency),
            delivery=Amount.of(order.delivery_minor, order.currency),
            duty=Amount.of(order.duty_minor, order.currency),
            import_tax=Amount.of(order.import_tax_minor, order.currency),
            total=Amount.of(order.total_minor, order.currency),
            address=OrderAddress(**order.address.as_facts()),
            placed_at=order.placed_at,
            pay_by=order.pay_by,
            paid_at=order.paid_at,
            parts=[PartOut.of(part) for part in page.parts],
            timeline=[HappeningOut.of(happening) for happening in page.timeline],
        )
