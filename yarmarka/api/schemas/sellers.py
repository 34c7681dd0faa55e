"""A seller's orders, as the seller sees them."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from yarmarka.api.ids import OfferId, ParcelId, SellerOrderId
from yarmarka.api.schemas.common import Amount, Asked
from yarmarka.api.schemas.orders import OrderAddress
from yarmarka.api.shapes import Schema
from yarmarka.domain.orders.types import SellerOrderStatus
from yarmarka.domain.shipping.types import ParcelCard
from yarmarka.presentation.locales import current_language
from yarmarka.reads.seller_order import SellerOrderSheet, SheetLine, SheetParcel
from yarmarka.reads.seller_queue import QueuedOrder
from yarmarka.reads.ways_back import WayBack
from yarmarka.vocabulary.goods import in_language


class SellerOrderListed(Schema):
    """One seller order in the queue. Of the shopper it shows only where the parcel goes."""

    id: SellerOrderId
    number: str
    status: SellerOrderStatus
    way_back: WayBack | None = Field(
        description="How far it has come back, if it had left and does not go on."
    )
    placed_at: datetime
    promised_to: date
    city: str
    country: str
    pieces: int
    weight_g: int
    total: Amount
    payout: Amount
    parcel_number: str

    @classmethod
    def of(cls, order: QueuedOrder) -> "SellerOrderListed":
        """Return an order as the API lists it."""
        return cls(
            id=order.id,
            number=order.number,
            status=SellerOrderStatus(order.status),
            way_back=order.way_back,
            placed_at=order.placed_at,
            promised_to=order.promised_to,
            city=order.city,
            country=order.country,
            pieces=order.pieces,
            weight_g=order.weight_g,
            total=Amount.of(order.total_minor, order.currency),
            payout=Amount.of(order.payout_minor, order.payout_currency),
            parcel_number=order.parcel_number or "",
        )


class SellerOrderList(Schema):
    """A page of a seller's orders: those that wait by age, those that are over from the newest."""

    items: list[SellerOrderListed]
    page: int
    has_next: bool


class PackLine(Schema):
    """One thing to pack."""

    offer_id: OfferId
    sku: str
    title: str
    options: dict[str, str]
    quantity: int = Field(description="Pieces to pack: those that were called off are not among them.")
    called_off: int
    weight_g: int
    unit: Amount
    total: Amount

    @classmethod
    def of(cls, line: SheetLine, currency: str) -> "PackLine":
        """Return a line in the language of the request."""
        return cls(
            offer_id=line.offer_id,
            sku=line.sku,
            title=in_language(line.titles, current_language()),
            options=line.options,
            quantity=line.quantity,
            called_off=line.called_off,
            weight_g=line.weight_g,
            unit=Amount.of(line.unit_minor, currency),
            total=Amount.of(line.total_minor, currency),
        )


class ScanOut(Schema):
    """What a carrier said of a parcel."""

    state: str
    text: str
    place: str
    country: str
    occurred_at: datetime


class SellerParcelOut(Schema):
    """A parcel with its history, the newest first."""

    id: ParcelId
    carrier: str
    number: str
    state: str
    state_at: datetime
    events: list[ScanOut]

    @classmethod
    def of(cls, parcel: SheetParcel) -> "SellerParcelOut":
        """Return a parcel in the language of the request."""
        return cls(
            id=parcel.id,
            carrier=parcel.carrier,
            number=parcel.number,
            state=parcel.state.value,
            state_at=parcel.state_at,
            events=[
                ScanOut(
                    state=event.state.value,
                    text=in_language(event.texts, current_language()),
                    place=event.place,
                    country=event.country,
                    occurred_at=event.occurred_at,
                )
                for event in parcel.events
            ],
        )


class SellerOrderOut(Schema):
    """A seller order. The address is there while somebody must pack or deliver, and not after."""

    id: SellerOrderId
    number: str
    status: SellerOrderStatus
    way_back: WayBack | None = Field(
        description="How far it has come back, if it had left and does not go on."
    )
    placed_at: datetime
    promised_from: date
    promised_to: date
    sent_at: datetime | None
    delivered_at: datetime | None
    closed_at: datetime | None
    cancel_reason: str
    goods: Amount
    delivery: Amount
    duty: Amount
    import_tax: Amount
    total: Amount
    commission: Amount
    commission_tax: Amount
    payout: Amount
    payout_rate: str
    payout_spread_basis_points: int
    address: OrderAddress | None
    lines: list[PackLine]
    parcels: list[SellerParcelOut]

    @classmethod
    def of(cls, sheet: SellerOrderSheet) -> "SellerOrderOut":
        """Return a seller order as the API says it."""
        return cls(
            id=sheet.id,
            number=sheet.number,
            status=sheet.status,
            way_back=sheet.way_back,
            placed_at=sheet.placed_at,
            promised_from=sheet.promised_from,
            promised_to=sheet.promised_to,
            sent_at=sheet.sent_at,
            delivered_at=sheet.delivered_at,
            closed_at=sheet.closed_at,
            cancel_reason=sheet.cancel_reason,
            goods=Amount.of(sheet.goods_minor, sheet.currency),
            delivery=Amount.of(sheet.delivery_minor, sheet.currency),
            duty=Amount.of(sheet.duty_minor, sheet.currency),
            import_tax=Amount.of(sheet.import_tax_minor, sheet.currency),
            total=Amount.of(sheet.total_minor, sheet.currency),
            commission=Amount.of(sheet.commission_minor, sheet.currency),
            commission_tax=Amount.of(sheet.commission_tax_minor, sheet.currency),
            payout=Amount.of(sheet.payout_minor, sheet.payout_currency),
            payout_rate=str(sheet.payout_rate),
            payout_spread_basis_points=sheet.payout_spread_basis_points,
            address=OrderAddress(**sheet.address.as_facts()) if sheet.address else None,
            lines=[PackLine.of(line, sheet.currency) for line in sheet.lines],
            parcels=[SellerParcelOut.of(parcel) for parcel in sheet.parcels],
        )


class SellerCancelIn(Asked):
    """Why a seller can't send an order; the shopper reads it in the letter about the refund."""

    reason: Literal["out_of_stock", "damaged", "price_mistake", "cannot_ship", "shopper_asked", "other"]


class LabelOut(Schema):
    """The parcel that a label was bought for, with the carrier's number."""

    parcel_id: ParcelId
    carrier: str
    number: str

    @classmethod
    def of(cls, parcel: ParcelCard) -> "LabelOut":
        """Return a labelled parcel."""
        return cls(parcel_id=parcel.id, carrier=parcel.carrier, number=parcel.number)


class HandOverIn(Asked):
    """Orders whose parcels were given to their carriers: all of them are noted, or none."""

    seller_order_ids: Annotated[list[SellerOrderId], Field(min_length=1, max_length=500)]


class HandOverOut(Schema):
    """How many parcels were handed over."""

    handed_over: int
