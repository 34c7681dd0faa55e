"""What other parts of the house are told about baskets and orders."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec

from yarmarka.vocabulary.places import PostalAddress
from yarmarka.vocabulary.storefronts import MARKETPLACE


class OrderStatus(StrEnum):
    """Where the shopper's whole order stands."""

    UNPAID = "unpaid"
    PAID = "paid"
    LAPSED = "lapsed"  # not paid in time
    CANCELLED = "cancelled"  # by the shopper, before paying


class SellerOrderStatus(StrEnum):
    """Where one seller's part of an order stands."""

    UNPAID = "unpaid"
    TO_SHIP = "to_ship"
    SENT = "sent"
    DELIVERED = "delivered"
    COMPLETED = "completed"
    CANCELLED = "cancelled"  # paid, then called off before shipping: refunded
    LAPSED = "lapsed"  # never paid


#: while a seller order stands here, its goods are with the shopper
RECEIVED: Final = frozenset({SellerOrderStatus.DELIVERED, SellerOrderStatus.COMPLETED})


class BackCause(StrEnum):
    """Why money of a seller order went back."""

    CALLED_OFF = "called_off"  # before shipping, wholly or some pieces
    REFUNDED = "refunded"  # afterwards
    CHARGED_BACK = "charged_back"  # taken by the shopper's bank
    CHARGEBACK_WON = "chargeback_won"  # and given again
    MADE_WHOLE = "made_whole"  # nothing more: the seller was compensated for what went back (`covered_minor`)
    NOT_CAPTURED = "not_captured"  # never taken from the shopper in the first place


@dataclass(frozen=True)
class BasketOwner:
    """Whose basket, and in which shop: a signed-in person's, or the guest's whose session holds the key."""

    person_id: UUID | None = None
    guest_key: str | None = None
    storefront: str = MARKETPLACE


class BasketLine(msgspec.Struct, frozen=True):
    """So many pieces of an offer in somebody's basket."""

    offer_id: UUID
    quantity: int


@dataclass(frozen=True)
class BasketCard:
    """A basket with what its owner chose so far on the way to an order."""

    id: UUID
    person_id: UUID | None
    address_id: UUID | None
    deliveries: dict[UUID, UUID]
    request_key: UUID
    lines: tuple[BasketLine, ...]
    #: by seller, the pick-up point that was chosen
    pickup_points: dict[UUID, UUID] = field(default_factory=dict)

    @property
    def pieces(self) -> int:
        """How many pieces lie in it."""
        return sum(line.quantity for line in self.lines)


class OrderedBasket(msgspec.Struct, frozen=True):
    """A basket that became an order, as it was then: whatever changes it changes its request key."""

    id: UUID
    request_key: UUID


class NewLine(msgspec.Struct, frozen=True):
    """A line of an order about to be written, with every figure that is frozen at sale."""

    id: UUID
    offer_id: UUID
    product_id: UUID
    sku: str
    titles: dict[str, str]
    options: dict[str, str]
    picture: str
    tint: int
    quantity: int
    weight_g: int
    hs_code: str
    origin_country: str
    offer_unit_minor: int
    offer_currency: str
    rate: Decimal
    rate_id: UUID | None
    unit_minor: int
    total_minor: int
    commission_rule_id: UUID
    commission_minor: int
    commission_tax_minor: int
    duty_minor: int = 0
    import_tax_minor: int = 0
    sides_mm: tuple[int, int, int] | None = None


class NewSellerOrder(msgspec.Struct, frozen=True):
    """One seller's part of an order about to be written."""

    id: UUID
    seller_id: UUID
    service_id: UUID
    service_names: dict[str, str]
    goods_minor: int
    delivery_minor: int
    total_minor: int
    commission_minor: int
    commission_tax_minor: int
    commission_tax_rule_id: UUID | None
    net_minor: int
    payout_currency: str
    payout_rate: Decimal
    payout_rate_id: UUID | None
    payout_spread_basis_points: int
    payout_spread_rule_id: UUID | None
    payout_minor: int
    promised_from: date
    promised_to: date
    inspection_days: int
    weight_g: int
    lines: tuple[NewLine, ...]
    duty_minor: int = 0
    import_tax_minor: int = 0
    duty_to: str = ""
    #: what customs asks for and why, as JSON
    customs: msgspec.Raw | None = None
    #: what the promise rests on, and how many deliveries taught it
    promise_basis: str = ""
    promise_deliveries: int = 0
    #: the pick-up point that was chosen, as JSON
    pickup: msgspec.Raw | None = None


class NewOrder(msgspec.Struct, frozen=True):
    """A whole order about to be written, already split by seller."""

    id: UUID
    number: str
    person_id: UUID
    request_key: UUID
    request_hash: str
    email: str
    locale: str
    currency: str
    address: PostalAddress
    goods_minor: int
    delivery_minor: int
    total_minor: int
    pay_by: datetime
    seller_orders: tuple[NewSellerOrder, ...]
    storefront: str = MARKETPLACE
    duty_minor: int = 0
    import_tax_minor: int = 0


@dataclass(frozen=True)
class KnownOrder:
    """The order that a request key already led to."""

    id: UUID
    number: str
    person_id: UUID
    request_key: UUID
    request_hash: str
    total_minor: int
    currency: str


@dataclass(frozen=True)
class OrderCard:
    """An order's head."""

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
    duty_minor: int = 0
    import_tax_minor: int = 0
    storefront: str = MARKETPLACE


@dataclass(frozen=True)
class SellerOrderCard:
    """The head of one seller's part of an order, with its frozen figures."""

    id: UUID
    order_id: UUID
    seller_id: UUID
    position: int
    status: SellerOrderStatus
    service_id: UUID
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
    inspection_days: int
    weight_g: int
    sent_at: datetime | None
    delivered_at: datetime | None
    inspection_ends_at: datetime | None
    closed_at: datetime | None
    cancel_reason: str
    duty_minor: int = 0
    import_tax_minor: int = 0
    duty_to: str = ""
    #: what customs asks for and why, as it was shown at sale; None where nothing was counted
    customs: dict[str, Any] | None = None
    #: what the promise rested on at sale: the place's deliveries, the service's, or the carrier's word
    promise_basis: str = ""
    promise_deliveries: int = 0
    #: the pick-up point that the shopper chose, as it was told then
    pickup: dict[str, Any] | None = None

    @property
    def duties(self) -> "Duties":
        """What is collected at import, for whom `duty_to` names."""
        return Duties(self.duty_minor, self.import_tax_minor)


@dataclass(frozen=True)
class LineCard:
    """One line of an order."""

    id: UUID
    order_id: UUID
    seller_order_id: UUID
    offer_id: UUID
    product_id: UUID
    sku: str
    titles: dict[str, str]
    options: dict[str, str]
    picture: str
    tint: int
    quantity: int
    weight_g: int
    hs_code: str
    origin_country: str
    unit_minor: int
    total_minor: int
    commission_minor: int
    commission_tax_minor: int
    offer_unit_minor: int
    offer_currency: str
    rate: Decimal
    duty_minor: int = 0
    import_tax_minor: int = 0
    #: length, width and height of a packed piece, as they were told at sale; None where nobody had
    sides_mm: list[int] | None = None

    @property
    def duties(self) -> "Duties":
        """What is collected at import for all its pieces."""
        return Duties(self.duty_minor, self.import_tax_minor)


@dataclass(frozen=True)
class Duties:
    """What a shopper pays at import with an order, to be passed on: customs duty and taxes (VAT)."""

    duty_minor: int = 0
    import_tax_minor: int = 0

    @property
    def total_minor(self) -> int:
        """Both together."""
        return self.duty_minor + self.import_tax_minor

    def __add__(self, other: "Duties") -> "Duties":
        return Duties(self.duty_minor + other.duty_minor, self.import_tax_minor + other.import_tax_minor)

    def __neg__(self) -> "Duties":
        return Duties(-self.duty_minor, -self.import_tax_minor)

    def __sub__(self, other: "Duties") -> "Duties":
        return self + -other


NO_DUTIES: Final = Duties()


@dataclass(frozen=True)
class BoughtLine:
    """A line of a person's orders with where it stands: which seller's, and whether the goods have come."""

    line_id: UUID
    order_id: UUID
    seller_order_id: UUID
    seller_id: UUID
    product_id: UUID
    order_number: str
    status: str

    @property
    def is_received(self) -> bool:
        """Whether the goods are with the shopper."""
        return self.status in RECEIVED


@dataclass(frozen=True)
class LineShare:
    """What of one line has gone back, or goes back now."""

    line_id: UUID
    seller_order_id: UUID
    quantity: int = 0
    goods_minor: int = 0
    commission_minor: int = 0
    commission_tax_minor: int = 0

    def __add__(self, other: "LineShare") -> "LineShare":
        return replace(
            self,
            quantity=self.quantity + other.quantity,
            goods_minor=self.goods_minor + other.goods_minor,
            commission_minor=self.commission_minor + other.commission_minor,
            commission_tax_minor=self.commission_tax_minor + other.commission_tax_minor,
        )


@dataclass(frozen=True)
class PartShare:
    """What of a seller order has gone back, in the order's currency; the payout in the seller's."""

    seller_order_id: UUID
    goods_minor: int = 0
    delivery_minor: int = 0
    commission_minor: int = 0
    commission_tax_minor: int = 0
    payout_minor: int = 0
    covered_minor: int = 0
    duty_minor: int = 0
    import_tax_minor: int = 0

    @property
    def duties(self) -> Duties:
        """What went back of duty and taxes at import."""
        return Duties(self.duty_minor, self.import_tax_minor)

    @property
    def total_minor(self) -> int:
        """What the shopper got."""
        return self.goods_minor + self.delivery_minor + self.duties.total_minor


@dataclass(frozen=True)
class NewGivenBack:
    """Money of a seller order that is about to go back, line by line and for delivery."""

    seller_order_id: UUID
    cause: BackCause
    cause_id: UUID
    lines: tuple[LineShare, ...]
    delivery_minor: int
    payout_minor: int
    covered_minor: int = 0
    duties: Duties = NO_DUTIES


@dataclass(frozen=True)
class DisputedPart:
    """What a chargeback took of a seller order, by line, of delivery and of what was collected at import."""

    lines: Mapping[UUID, int]
    delivery_minor: int
    duties: Duties
    total_minor: int
