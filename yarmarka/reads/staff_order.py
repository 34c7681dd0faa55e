"""Everything there is to know of one order, on one page for the operator."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from yarmarka.domain.orders.models import Order, OrderLine, SellerOrder
from yarmarka.domain.orders.queries import given_back_of, lines_given_back
from yarmarka.domain.orders.rules import REFUNDABLE
from yarmarka.domain.orders.types import LineShare, OrderStatus, PartShare, SellerOrderStatus
from yarmarka.domain.protection.queries import claims_of, steps_of
from yarmarka.domain.protection.types import ClaimCard, ClaimStep
from yarmarka.kernel.errors import Missing
from yarmarka.kernel.ids import first_id
from yarmarka.kernel.sql import Statement
from yarmarka.reads.conversations import SaidAboutOrder, talk_of_order
from yarmarka.reads.frozen import frozen
from yarmarka.reads.staff_order_money import (
    AttemptFile,
    ChargebackFile,
    PostingFile,
    RefundFile,
    attempts,
    chargebacks,
    postings,
    refunds,
)
from yarmarka.reads.staff_order_parcels import ParcelFile, parcels
from yarmarka.reads.ways_back import WayBack, ways_back
from yarmarka.vocabulary.places import PostalAddress

_MESSAGES: Final = Statement.beside(__file__, "staff_order_messages")


@dataclass(frozen=True)
class LineFile:
    """A line as it was sold."""

    id: UUID
    product_id: UUID
    sku: str
    titles: dict[str, str]
    options: dict[str, str]
    quantity: int
    unit_minor: int
    total_minor: int
    offer_unit_minor: int
    offer_currency: str
    rate: Decimal
    commission_minor: int
    commission_tax_minor: int
    #: what of its price and of its pieces has gone back
    back_minor: int
    called_off: int

    @property
    def left_minor(self) -> int:
        """What can still go back of its price."""
        return self.total_minor - self.back_minor

    @property
    def pieces_left(self) -> int:
        """How many of its pieces were not called off."""
        return self.quantity - self.called_off


@dataclass(frozen=True)
class PartFile:
    """One seller's part, with its frozen figures."""

    id: UUID
    seller_id: UUID
    seller_name: str
    position: int
    status: SellerOrderStatus
    service_names: dict[str, str]
    currency: str
    goods_minor: int
    delivery_minor: int
    total_minor: int
    commission_minor: int
    commission_tax_minor: int
    net_minor: int
    payout_currency: str
    payout_rate: Decimal
    payout_spread_basis_points: int
    payout_minor: int
    promised_from: date
    promised_to: date
    sent_at: datetime | None
    delivered_at: datetime | None
    inspection_ends_at: datetime | None
    closed_at: datetime | None
    cancel_reason: str
    #: what is collected at import, and whom it is passed on to
    duty_minor: int
    import_tax_minor: int
    duty_to: str
    #: what has gone back of its price, of that by what it was for, and of what the seller gets
    back_minor: int
    delivery_back_minor: int
    duty_back_minor: int
    import_tax_back_minor: int
    payout_back_minor: int
    lines: tuple[LineFile, ...]
    parcels: tuple[ParcelFile, ...]
    #: how far it has come back, if it does not go on
    way_back: WayBack | None

    @property
    def standing(self) -> str:
        """Where it stands: its status, or how far it has come back."""
        return self.way_back or self.status

    @property
    def delivery_left_minor(self) -> int:
        """What can still go back of the price of delivery."""
        return self.delivery_minor - self.delivery_back_minor

    @property
    def duty_left_minor(self) -> int:
        """What can still go back of duty."""
        return self.duty_minor - self.duty_back_minor

    @property
    def import_tax_left_minor(self) -> int:
        """What can still go back of taxes at import."""
        return self.import_tax_minor - self.import_tax_back_minor

    @property
    def may_lose_pieces(self) -> bool:
        """Whether pieces can be called off: they are not sent yet."""
        return self.status is SellerOrderStatus.TO_SHIP

    @property
    def may_be_refunded(self) -> bool:
        """Whether money can be given back by amounts."""
        return self.status in REFUNDABLE


@dataclass(frozen=True)
class MessageFile:
    """A message about the order that left, or waits to."""

    id: UUID
    topic: str
    recipient: str
    created_at: datetime
    delivered_at: datetime | None
    attempts: int
    failure: str


@dataclass(frozen=True)
class OrderFile:
    """An order with all that hangs on it."""

    id: UUID
    number: str
    person_id: UUID
    status: OrderStatus
    email: str
    locale: str
    currency: str
    goods_minor: int
    delivery_minor: int
    total_minor: int
    address: PostalAddress
    placed_at: datetime
    pay_by: datetime
    paid_at: datetime | None
    request_key: UUID
    parts: tuple[PartFile, ...]
    attempts: tuple[AttemptFile, ...]
    refunds: tuple[RefundFile, ...]
    chargebacks: tuple[ChargebackFile, ...]
    postings: tuple[PostingFile, ...]
    messages: tuple[MessageFile, ...]
    talk: tuple[SaidAboutOrder, ...]
    claims: tuple[ClaimCard, ...]
    claim_steps: tuple[ClaimStep, ...]


def order_file(*, order_id: UUID) -> OrderFile:
    """Return an order's whole file. Raises Missing."""
    row = Order.objects.filter(id=order_id).first()
    if row is None:
        raise Missing(what="order")
    parts = _parts(order_id)
    given_back = refunds(order_id=order_id)
    claims = claims_of(order_id)
    return frozen(
        OrderFile,
        row,
        status=OrderStatus(row.status),
        address=PostalAddress.from_facts(row.address),
        parts=parts,
        attempts=attempts(order_id=order_id),
        refunds=given_back,
        chargebacks=chargebacks(order_id=order_id),
        postings=postings(
            seller_order_ids=[part.id for part in parts], refund_ids=[refund.id for refund in given_back]
        ),
        messages=_messages(row),
        talk=tuple(talk_of_order(order_id=order_id)),
        claims=claims,
        claim_steps=steps_of([claim.id for claim in claims]) if claims else (),
    )


def _parts(order_id: UUID) -> tuple[PartFile, ...]:
    rows = list(SellerOrder.objects.select_related("seller").filter(order_id=order_id).order_by("position"))
    ids = [row.id for row in rows]
    back, gone = given_back_of(ids), lines_given_back(ids)
    lines: dict[UUID, list[LineFile]] = {}
    for line in OrderLine.objects.filter(order_id=order_id).order_by("id"):
        share = gone.get(line.id) or LineShare(line.id, line.seller_order_id)
        file = frozen(LineFile, line, back_minor=share.goods_minor, called_off=share.quantity)
        lines.setdefault(line.seller_order_id, []).append(file)
    boxes, ways = parcels(order_id=order_id), ways_back({row.id: row.status for row in rows})
    return tuple(
        _part(row, back.get(row.id) or PartShare(row.id), lines.get(row.id, []), boxes, ways.get(row.id))
        for row in rows
    )


def _part(
    row: SellerOrder,
    back: PartShare,
    lines: list[LineFile],
    boxes: tuple[ParcelFile, ...],
    way: WayBack | None,
) -> PartFile:
    return frozen(
        PartFile,
        row,
        status=SellerOrderStatus(row.status),
        seller_name=row.seller.trade_name,
        back_minor=back.total_minor,
        delivery_back_minor=back.delivery_minor,
        duty_back_minor=back.duty_minor,
        import_tax_back_minor=back.import_tax_minor,
        payout_back_minor=back.payout_minor - back.covered_minor,
        lines=tuple(lines),
        parcels=tuple(box for box in boxes if box.seller_order_id == row.id),
        way_back=way,
    )


def _messages(order: Order) -> tuple[MessageFile, ...]:
    mentions: dict[str, Any] = {"number": order.number, "order_id": str(order.id)}
    found = _MESSAGES.rows(MessageFile, first=first_id(order.placed_at), **mentions)
    return tuple(found)
